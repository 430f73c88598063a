package io.sluice.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.ItemFilter;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Component;

/** The comparison, and its items with what differs inside. */
@Component
class JsonExport implements ExportFormat {

    private final ExportedItems items;
    private final ObjectMapper json;

    JsonExport(ExportedItems items, ObjectMapper json) {
        this.items = items;
        this.json = json;
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public void write(ComparisonHead head, ComparisonView view, ItemFilter filter, OutputStream out)
            throws IOException {
        JsonGenerator generator = json.getFactory().createGenerator(out);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeStartObject();
        generator.writePOJOField("comparison", view);
        generator.writeArrayFieldStart("items");
        items.each(head, filter, (item, differences) -> generator.writePOJO(ItemView.of(item, differences)));
        generator.writeEndArray();
        generator.writeEndObject();
        generator.flush();
    }
}
