package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The describe answers of one API version: of the org as a whole, of an object in brief, and of an object. */
final class Describe {
    private final Records records;
    private final String version;

    Describe(Records records, String version) {
        this.records = records;
        this.version = version;
    }

    Map<String, Object> global() throws RecordProblem {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String object : records.describable()) {
            objects.add(brief(object));
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("encoding", "UTF-8");
        out.put("maxBatchSize", 200);
        out.put("sobjects", objects);
        return out;
    }

    Map<String, Object> brief(String object) throws RecordProblem {
        Map<String, Object> out = whole(object);
        out.keySet().removeAll(List.of("fields", "childRelationships", "recordTypeInfos"));
        return out;
    }

    Map<String, Object> whole(String object) throws RecordProblem {
        Map<String, Object> out = records.describe(object);
        String base = "/services/data/v" + version + "/sobjects/" + object;
        out.put("labelPlural", out.get("label"));
        out.put("customSetting", false);
        out.put("deletable", true);
        out.put("searchable", true);
        out.put("retrieveable", true);
        out.put("layoutable", true);
        out.put("triggerable", true);
        out.put("childRelationships", List.of());
        out.put("recordTypeInfos", List.of());
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("sobject", base);
        urls.put("describe", base + "/describe");
        urls.put("rowTemplate", base + "/{ID}");
        out.put("urls", urls);
        return out;
    }
}
