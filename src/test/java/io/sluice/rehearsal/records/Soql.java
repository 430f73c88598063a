package io.sluice.rehearsal.records;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of SOQL that a rehearsal org understands: one object and its parents and children, conditions with AND, OR,
 * NOT, brackets and semi-joins, aggregates by groups, order, limit, offset, and the groups of fields.
 */
public final class Soql {
    private Soql() {}

    /** Where rows come from. */
    public interface Source {
        /**
         * The query as it is to be run; refused when its object does not support it or that version lacks it.
         *
         * @param object the object that is asked for
         */
        default String prepare(String soql, String object, String version) throws RecordProblem {
            return soql;
        }

        /** The name of an object as the org writes it, whatever its case in the query. */
        default String objectNamed(String name) {
            return name;
        }

        /** The rows of an object; empty when there is no such object. */
        Optional<List<Map<String, Object>>> rows(String object);

        /** The same with those in the Recycle Bin. */
        default Optional<List<Map<String, Object>>> allRows(String object) {
            return rows(object);
        }

        /** True when the object has the field. */
        boolean hasField(String object, String field);

        /** The name of a field as the org writes it, whatever its case in the query. */
        default String fieldNamed(String object, String field) {
            return field;
        }

        /** The object that a lookup leads to; empty when unknown. */
        default String target(String object, String lookup) {
            return "";
        }

        /** The children behind the name of a relationship. */
        default Optional<Children> children(String object, String relationship) {
            return Optional.empty();
        }

        /** The value at the end of a path such as {@code Owner.Name}; null when it leads nowhere. */
        Object value(String object, Map<String, Object> row, String path);

        /** The fields of an object, as far as they are listed; for {@code FIELDS(...)}. */
        default List<String> fields(String object) {
            return List.of();
        }

        /** The moment that {@code TODAY} is meant of. */
        default Instant now() {
            return Instant.now();
        }

        /** What stands before {@code sobjects} in the addresses of rows. */
        default String place() {
            return "";
        }
    }

    /** The object of children, and their field that names the parent. */
    public record Children(String object, String lookup) {}

    /** Tells the columns of a query, or refuses it as running it would; see {@link SoqlColumns}. */
    public static Map<String, Object> columns(String text, Source source, String version) throws RecordProblem {
        run(text, source, version, false);
        SoqlQuery query = SoqlParser.parse(text);
        String object = source.objectNamed(query.object());
        return SoqlColumns.of(new SoqlPaths(source).checked(query, object), object);
    }

    /** Rows as the REST resource gives them. */
    public record Result(int totalSize, List<Map<String, Object>> records) {}

    /**
     * Runs a query: the answer's rows with the selected fields, or the bare count.
     *
     * @param deleted whether rows in the Recycle Bin are found too
     */
    public static Result run(String text, Source source, String version, boolean deleted) throws RecordProblem {
        SoqlQuery query = SoqlParser.parse(text);
        String prepared = source.prepare(text, source.objectNamed(query.object()), version);
        return new SoqlRun(source, version, deleted).run(prepared.equals(text) ? query : SoqlParser.parse(prepared));
    }

    /** What a query of an object says that the org does not have. */
    public static RecordProblem unknownObject(String object) {
        return new RecordProblem(
                400,
                "INVALID_TYPE",
                "sObject type '" + object
                        + "' is not supported. If you are attempting to use a custom object, be"
                        + " sure to append the '__c' after the entity name. Please reference your WSDL or the"
                        + " describe call for the appropriate names.");
    }

    /** The field behind a relationship name. */
    public static String relation(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).endsWith("__r")
                ? name.substring(0, name.length() - 1) + "c"
                : name + "Id";
    }
}
