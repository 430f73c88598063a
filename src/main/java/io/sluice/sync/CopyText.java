package io.sluice.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.sync.merge.Begun;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Difference;
import io.sluice.sync.merge.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Copies and differences as they are kept in the database. */
final class CopyText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CopyText() {}

    static String write(Copy copy) {
        return node(copy).toString();
    }

    static Copy copy(String text) {
        return copy(read(text));
    }

    static String write(Begun begun) {
        ObjectNode node = JSON.createObjectNode();
        node.set("before", node(begun.before()));
        node.set("after", node(begun.after()));
        return node.toString();
    }

    static Begun begun(String text) {
        JsonNode node = read(text);
        return new Begun(copy(node.path("before")), copy(node.path("after")));
    }

    static String write(List<Difference> differences) {
        ArrayNode rows = JSON.createArrayNode();
        differences.forEach(difference -> rows.addArray()
                .add(difference.what())
                .add(difference.item())
                .add(difference.before())
                .add(difference.after()));
        return rows.toString();
    }

    static List<Difference> differences(String text) {
        List<Difference> differences = new ArrayList<>();
        read(text)
                .forEach(row -> differences.add(new Difference(
                        row.path(0).asText(),
                        row.path(1).asText(),
                        row.path(2).asText(),
                        row.path(3).asText())));
        return differences;
    }

    private static ObjectNode node(Copy copy) {
        ObjectNode node = JSON.createObjectNode();
        node.put("title", copy.title());
        node.put("overview", copy.overview());
        ObjectNode items = node.putObject("items");
        copy.items().forEach((id, item) -> items.putArray(id.toString())
                .add(item.customization())
                .add(item.kind())
                .add(item.note()));
        return node;
    }

    private static Copy copy(JsonNode node) {
        Map<UUID, Item> items = new TreeMap<>();
        node.path("items")
                .fields()
                .forEachRemaining(entry -> items.put(
                        UUID.fromString(entry.getKey()),
                        new Item(
                                entry.getValue().path(0).asText(),
                                entry.getValue().path(1).asText(),
                                entry.getValue().path(2).asText())));
        return new Copy(node.path("title").asText(), node.path("overview").asText(), items);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was synced last can't be read from the database", e);
        }
    }
}
