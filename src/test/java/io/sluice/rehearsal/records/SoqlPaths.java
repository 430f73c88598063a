package io.sluice.rehearsal.records;

import io.sluice.rehearsal.records.SoqlQuery.Aggregate;
import io.sluice.rehearsal.records.SoqlQuery.Children;
import io.sluice.rehearsal.records.SoqlQuery.Condition;
import io.sluice.rehearsal.records.SoqlQuery.Field;
import io.sluice.rehearsal.records.SoqlQuery.Fields;
import io.sluice.rehearsal.records.SoqlQuery.Item;
import io.sluice.rehearsal.records.SoqlQuery.Joined;
import io.sluice.rehearsal.records.SoqlQuery.Not;
import io.sluice.rehearsal.records.SoqlQuery.Operand;
import io.sluice.rehearsal.records.SoqlQuery.Order;
import io.sluice.rehearsal.records.SoqlQuery.Where;
import java.util.ArrayList;
import java.util.List;

/** Gives the fields of a query the names that the org has for them, and refuses those that it has not. */
final class SoqlPaths {
    private static final String WSDL = " Please reference your WSDL or the describe call for the appropriate names.";

    private final Soql.Source source;

    SoqlPaths(Soql.Source source) {
        this.source = source;
    }

    SoqlQuery checked(SoqlQuery q, String object) throws RecordProblem {
        List<Item> items = new ArrayList<>();
        for (Item item : q.items()) {
            if (item instanceof Fields fields) {
                items.addAll(group(fields.kind(), q, object));
            } else if (item instanceof Children children) {
                if (source.children(object, children.query().object()).isEmpty()) {
                    throw new RecordProblem(
                            400,
                            "INVALID_TYPE",
                            "Didn't understand relationship '"
                                    + children.query().object()
                                    + "' in FROM part of query call. If you are attempting to use a custom relationship,"
                                    + " be sure to append the '__r' after the custom relationship name." + WSDL);
                }
                items.add(item);
            } else {
                items.add(operand(object, (Operand) item));
            }
        }
        List<String> groups = new ArrayList<>();
        for (String group : q.groups()) {
            groups.add(path(object, group));
        }
        List<Order> orders = new ArrayList<>();
        for (Order o : q.orders()) {
            orders.add(new Order(operand(object, unaliased(q, o.operand())), o.descending(), o.nullsLast()));
        }
        SoqlQuery out = new SoqlQuery(
                items,
                q.object(),
                where(object, q.where()),
                groups,
                where(object, q.having()),
                orders,
                q.limit(),
                q.offset());
        if (out.aggregated() && !out.bareCount()) {
            for (Item item : items) {
                if (item instanceof Field f && !groups.contains(f.path())) {
                    throw SoqlParser.malformed("Field must be grouped or aggregated: " + f.path());
                }
            }
        }
        return out;
    }

    /** The order may name an aggregate by its alias. */
    private static Operand unaliased(SoqlQuery q, Operand operand) {
        return operand instanceof Field f
                ? q.items().stream()
                        .filter(i -> i instanceof Aggregate a && a.alias().equalsIgnoreCase(f.path()))
                        .map(Operand.class::cast)
                        .findFirst()
                        .orElse(operand)
                : operand;
    }

    private Where where(String object, Where where) throws RecordProblem {
        if (where instanceof Joined joined) {
            List<Where> parts = new ArrayList<>();
            for (Where part : joined.parts()) {
                parts.add(where(object, part));
            }
            return new Joined(joined.all(), parts);
        }
        if (where instanceof Not not) {
            return new Not(where(object, not.inner()));
        }
        Condition c = (Condition) where;
        return new Condition(operand(object, c.operand()), c.operator(), c.values());
    }

    private Operand operand(String object, Operand operand) throws RecordProblem {
        if (operand instanceof Aggregate a) {
            return a.field().isEmpty() ? a : new Aggregate(a.function(), path(object, a.field()), a.alias());
        }
        Field f = (Field) operand;
        return new Field(path(object, f.path()), f.alias());
    }

    private String path(String object, String path) throws RecordProblem {
        String whole = source.fieldNamed(object, path);
        int dot = whole.indexOf('.');
        if (dot < 0 || source.hasField(object, whole)) {
            if (!source.hasField(object, whole)) {
                throw new RecordProblem(
                        400,
                        "INVALID_FIELD",
                        ("No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to"
                                                + " append the '__c' after the custom field name.")
                                        .formatted(path, object)
                                + WSDL);
            }
            return whole;
        }
        String first = whole.substring(0, dot);
        String lookup = source.fieldNamed(object, Soql.relation(first));
        if (!source.hasField(object, lookup)) {
            throw new RecordProblem(
                    400,
                    "INVALID_FIELD",
                    "Didn't understand relationship '" + first
                            + "' in field path. If you are attempting to use a custom relationship, be sure to append"
                            + " the '__r' after the custom relationship name." + WSDL);
        }
        String relation = lookup.endsWith("__c")
                ? lookup.substring(0, lookup.length() - 1) + "r"
                : lookup.substring(0, lookup.length() - 2);
        String target = source.target(object, lookup);
        String rest = whole.substring(dot + 1);
        return relation + "." + (target.isEmpty() ? rest : path(target, rest));
    }

    private List<Item> group(String kind, SoqlQuery q, String object) throws RecordProblem {
        if (!List.of("ALL", "STANDARD", "CUSTOM").contains(kind)) {
            throw SoqlParser.malformed("unexpected token: '" + kind + "'");
        }
        if (!kind.equals("STANDARD") && q.limit() > 200) {
            throw SoqlParser.malformed("The SOQL FIELDS function must have a LIMIT of at most 200");
        }
        List<Item> out = new ArrayList<>();
        for (String field : source.fields(object)) {
            if (kind.equals("ALL") || field.endsWith("__c") == kind.equals("CUSTOM")) {
                out.add(new Field(field, ""));
            }
        }
        return out;
    }
}
