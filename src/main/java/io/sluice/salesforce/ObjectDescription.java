package io.sluice.salesforce;

import java.util.Optional;
import java.util.SortedMap;

/**
 * An sObject as its org describes it.
 *
 * @param fields by API name in lower case
 */
public record ObjectDescription(SortedMap<String, Field> fields) {

    /**
     * A field.
     *
     * @param length in characters, 0 where it has none
     * @param help the text that people see beside it; empty where it has none
     */
    public record Field(int length, String help) {}

    /** The field, whatever the case of its name. */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(java.util.Locale.ROOT)));
    }
}
