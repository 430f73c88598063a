package io.sluice.salesforce;

import java.util.Optional;
import java.util.Set;
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
     * @param type as describe calls name it, for example {@code reference}; empty where it is not told
     * @param masterDetail whether it is the master-detail relationship of its object
     * @param values of a picklist, the active ones; empty for other fields
     */
    public record Field(int length, String help, String type, boolean masterDetail, Set<String> values) {

        public Field {
            values = Set.copyOf(values);
        }

        /** One of which only length and help are told. */
        public Field(int length, String help) {
            this(length, help, "", false, Set.of());
        }
    }

    /** The field, whatever the case of its name. */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(java.util.Locale.ROOT)));
    }
}
