package io.sluice.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Lines that differ, as the tables keep them. */
public final class LinesJson {

    private LinesJson() {}

    /** A JSON array. The database's JSON has no NUL character; a line that holds one shows it as a visible sign. */
    public static String write(ObjectMapper json, List<String> lines) {
        try {
            return json.writeValueAsString(
                    lines.stream().map(line -> line.replace('\0', '\u2400')).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Lines can't be written as JSON", e);
        }
    }
}
