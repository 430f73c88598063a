package io.sluice.rehearsal.records;

import io.sluice.rehearsal.records.SoqlQuery.Aggregate;
import io.sluice.rehearsal.records.SoqlQuery.Condition;
import io.sluice.rehearsal.records.SoqlQuery.Field;
import io.sluice.rehearsal.records.SoqlQuery.Item;
import io.sluice.rehearsal.records.SoqlQuery.Joined;
import io.sluice.rehearsal.records.SoqlQuery.Not;
import io.sluice.rehearsal.records.SoqlQuery.Operand;
import io.sluice.rehearsal.records.SoqlQuery.Order;
import io.sluice.rehearsal.records.SoqlQuery.Where;
import java.util.Locale;

/** Takes the alias of the object away: {@code SELECT a.Name FROM Account a} asks for {@code Name}. */
final class SoqlAlias {
    private final String prefix;

    private SoqlAlias(String alias) {
        this.prefix = alias.toLowerCase(Locale.ROOT) + ".";
    }

    static SoqlQuery resolved(SoqlQuery q, String alias) {
        SoqlAlias of = new SoqlAlias(alias);
        return new SoqlQuery(
                q.items().stream().map(of::item).toList(),
                q.object(),
                of.where(q.where()),
                q.groups().stream().map(of::path).toList(),
                of.where(q.having()),
                q.orders().stream()
                        .map(o -> new Order(of.operand(o.operand()), o.descending(), o.nullsLast()))
                        .toList(),
                q.limit(),
                q.offset());
    }

    private Item item(Item item) {
        return item instanceof Operand operand ? operand(operand) : item;
    }

    private Operand operand(Operand operand) {
        return operand instanceof Aggregate a
                ? new Aggregate(a.function(), path(a.field()), a.alias())
                : new Field(path(((Field) operand).path()), ((Field) operand).alias());
    }

    private Where where(Where where) {
        if (where instanceof Joined joined) {
            return new Joined(
                    joined.all(), joined.parts().stream().map(this::where).toList());
        }
        if (where instanceof Not not) {
            return new Not(where(not.inner()));
        }
        Condition c = (Condition) where;
        return new Condition(operand(c.operand()), c.operator(), c.values());
    }

    private String path(String path) {
        return path.toLowerCase(Locale.ROOT).startsWith(prefix) ? path.substring(prefix.length()) : path;
    }
}
