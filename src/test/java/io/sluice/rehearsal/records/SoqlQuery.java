package io.sluice.rehearsal.records;

import java.util.List;

/**
 * A query as it was written.
 *
 * @param having what a group must fulfil
 */
record SoqlQuery(
        List<Item> items,
        String object,
        Where where,
        List<String> groups,
        Where having,
        List<Order> orders,
        int limit,
        int offset) {
    static final Where ALL = new Joined(true, List.of());

    /** What is selected. */
    sealed interface Item {}

    /** A field that is also a value of conditions and orders. */
    sealed interface Operand extends Item {}

    /** A path such as {@code Owner.Name}; the alias is empty unless rows are grouped. */
    record Field(String path, String alias) implements Operand {}

    /** {@code MAX(Amount__c) most}; the field is empty for {@code COUNT()}. */
    record Aggregate(String function, String field, String alias) implements Operand {}

    /** {@code FIELDS(ALL)}. */
    record Fields(String kind) implements Item {}

    /** A query of children in brackets, whose object is the name of the relationship. */
    record Children(SoqlQuery query) implements Item {}

    /** What a row or group must fulfil. */
    sealed interface Where {}

    /** A comparison; a query among the values stands for the values of its one field. */
    record Condition(Operand operand, String operator, List<Object> values) implements Where {}

    record Joined(boolean all, List<Where> parts) implements Where {}

    record Not(Where inner) implements Where {}

    record Order(Operand operand, boolean descending, boolean nullsLast) {}

    /** A date literal among the values of a condition. */
    record Literal(String text) {}

    boolean aggregated() {
        return !groups.isEmpty() || items.stream().anyMatch(Aggregate.class::isInstance);
    }

    /** True for {@code SELECT COUNT() FROM ...}, which has a number for an answer. */
    boolean bareCount() {
        return items.size() == 1
                && items.get(0) instanceof Aggregate a
                && a.field().isEmpty();
    }
}
