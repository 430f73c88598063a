package io.sluice.inventory;

import io.sluice.metadata.Component;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of components: written by their differences, searched with what is given. */
final class ComponentRows {

    private final JdbcClient jdbc;

    ComponentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes a type's rows equal to a complete list of it; what is the same already is not written. */
    void replace(String environment, String type, Collection<InventoryComponent> listed) {
        String[] names = column(listed, InventoryComponent::component, Component::fullName);
        jdbc.sql("""
                        delete from sluice.inventory_component c where c.environment = ? and c.type = ?
                        and not exists (select from unnest(?::text[]) as l(name) where l.name = c.full_name)
                        """).param(environment).param(type).param(names).update();
        put(environment, listed);
    }

    /** Adds or changes components; what is the same already is not written. */
    void put(String environment, Collection<InventoryComponent> components) {
        // One row a name, or the statement would meet a row twice.
        Map<Component, InventoryComponent> once = new LinkedHashMap<>();
        components.forEach(one -> once.put(one.component(), one));
        Collection<InventoryComponent> rows = once.values();
        jdbc.sql("""
                        insert into sluice.inventory_component as c (environment, type, full_name, search_name, namespace,
                            last_modified_by, last_modified_at)
                        select ?, l.* from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                            as l(type, full_name, search_name, namespace, by, at)
                        on conflict (environment, type, full_name) do update set namespace = excluded.namespace,
                            last_modified_by = excluded.last_modified_by, last_modified_at = excluded.last_modified_at
                        where (c.namespace, c.last_modified_by, c.last_modified_at) is distinct from
                            (excluded.namespace, excluded.last_modified_by, excluded.last_modified_at)
                        """)
                .param(environment)
                .param(column(rows, InventoryComponent::component, Component::type))
                .param(column(rows, InventoryComponent::component, Component::fullName))
                .param(column(rows, InventoryComponent::component, one -> lower(one.fullName())))
                .param(column(rows, InventoryComponent::namespace, one -> one))
                .param(column(rows, InventoryComponent::lastModifiedBy, one -> one))
                .param(column(rows, InventoryComponent::lastModifiedAt, Object::toString))
                .update();
    }

    void remove(String environment, Collection<Component> components) {
        jdbc.sql("""
                        delete from sluice.inventory_component where environment = ?
                        and (type, full_name) in (select * from unnest(?::text[], ?::text[]))
                        """)
                .param(environment)
                .param(column(components, one -> one, Component::type))
                .param(column(components, one -> one, Component::fullName))
                .update();
    }

    /** Removes what cannot be without its parent: names of the types that begin with this. */
    void removeBeginningWith(String environment, Collection<String> types, String start) {
        jdbc.sql("""
                        delete from sluice.inventory_component where environment = ? and type = any(?)
                        and starts_with(full_name, ?)
                        """)
                .param(environment)
                .param(types.toArray(String[]::new))
                .param(start)
                .update();
    }

    List<InventoryComponent> search(String environment, InventoryFilter filter, @Nullable Component after, int limit) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = where(environment, filter, values);
        if (after != null) {
            where.append(" and (type, full_name) > (:afterType, :afterName)");
            values.put("afterType", after.type());
            values.put("afterName", after.fullName());
        }
        values.put("limit", limit);
        return jdbc.sql("select type, full_name, namespace, last_modified_by, last_modified_at"
                        + " from sluice.inventory_component where " + where + " order by type, full_name limit :limit")
                .params(values)
                .query(ComponentRows::component)
                .list();
    }

    List<TypeCount> counts(String environment, InventoryFilter filter) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = where(environment, filter.ofAnyType(), values);
        return jdbc.sql("select type, count(*) as components from sluice.inventory_component where " + where
                        + " group by type order by type")
                .params(values)
                .query((row, number) -> new TypeCount(row.getString("type"), row.getLong("components")))
                .list();
    }

    List<String> namespaces(String environment) {
        return jdbc.sql("""
                        select distinct namespace from sluice.inventory_component
                        where environment = ? and namespace <> '' order by 1
                        """).param(environment).query(String.class).list();
    }

    List<String> people(String environment) {
        return jdbc.sql("""
                        select distinct last_modified_by from sluice.inventory_component
                        where environment = ? and last_modified_by is not null order by 1
                        """).param(environment).query(String.class).list();
    }

    /** Those that are there, by their type and their name in lower case. */
    Map<Component, Component> find(String environment, Collection<Component> components) {
        Map<Component, Component> found = new HashMap<>();
        jdbc.sql("""
                        select type, full_name, search_name from sluice.inventory_component where environment = ?
                        and (type, search_name) in (select * from unnest(?::text[], ?::text[]))
                        """)
                .param(environment)
                .param(column(components, one -> one, Component::type))
                .param(column(components, one -> one, one -> lower(one.fullName())))
                .query(into(found));
        return found;
    }

    private static RowCallbackHandler into(Map<Component, Component> found) {
        return row -> found.put(
                new Component(row.getString("type"), row.getString("search_name")),
                new Component(row.getString("type"), row.getString("full_name")));
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Only the conditions that are given, so that each search has a plan of its own. */
    private static StringBuilder where(String environment, InventoryFilter filter, Map<String, Object> values) {
        StringBuilder where = new StringBuilder("environment = :environment");
        values.put("environment", environment);
        given(filter.type(), " and type = :type", "type", values, where);
        given(filter.namespace(), " and namespace = :namespace", "namespace", values, where);
        given(filter.lastModifiedBy(), " and last_modified_by = :by", "by", values, where);
        given(
                filter.from() == null ? null : InventoryRows.utc(filter.from()),
                " and last_modified_at >= :from",
                "from",
                values,
                where);
        given(
                filter.before() == null ? null : InventoryRows.utc(filter.before()),
                " and last_modified_at < :before",
                "before",
                values,
                where);
        given(
                filter.name() == null ? null : "%" + literally(lower(filter.name())) + "%",
                " and search_name like :pattern",
                "pattern",
                values,
                where);
        return where;
    }

    private static void given(
            @Nullable Object value, String condition, String name, Map<String, Object> values, StringBuilder where) {
        if (value != null) {
            where.append(condition);
            values.put(name, value);
        }
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static InventoryComponent component(ResultSet row, int number) throws SQLException {
        return new InventoryComponent(
                new Component(row.getString("type"), row.getString("full_name")),
                row.getString("namespace"),
                row.getString("last_modified_by"),
                InventoryRows.instant(row, "last_modified_at"));
    }

    private static <T, P> @Nullable String[] column(
            Collection<T> rows, Function<T, @Nullable P> part, Function<P, String> text) {
        return rows.stream()
                .map(row -> {
                    P value = part.apply(row);
                    return value == null ? null : text.apply(value);
                })
                .toArray(String[]::new);
    }
}
