package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that say which change requests belong together. */
final class FamilyRows {

    private final JdbcClient jdbc;

    FamilyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The parent, and whether it is a release. */
    record Place(@Nullable String parent, boolean release) {}

    Place place(String number) {
        return jdbc.sql("select parent, release from sluice.change_request where number = ?")
                .param(number)
                .query((row, ignored) -> new Place(row.getString("parent"), row.getBoolean("release")))
                .single();
    }

    void place(String number, Place place) {
        jdbc.sql("update sluice.change_request set parent = ?, release = ? where number = ?")
                .param(place.parent())
                .param(place.release())
                .param(number)
                .update();
    }

    List<String> children(String number) {
        return jdbc.sql("select number from sluice.change_request where parent = ? order by length(number), number")
                .param(number)
                .query(String.class)
                .list();
    }

    SortedMap<Component, SortedSet<String>> origins(String number, int revision) {
        SortedMap<Component, SortedSet<String>> origins = new TreeMap<>();
        jdbc.sql("select type, full_name, child from sluice.rolled_up_item where change_request = ? and revision = ?")
                .param(number)
                .param(revision)
                .query(row -> {
                    origins.computeIfAbsent(
                                    new Component(row.getString("type"), row.getString("full_name")),
                                    component -> new TreeSet<>())
                            .add(row.getString("child"));
                });
        return origins;
    }

    /** Writes the origins of a revision down; what is no item of it is left out. */
    void insert(String number, Scope scope, SortedMap<Component, SortedSet<String>> origins) {
        SortedSet<Component> components = scope.components();
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> children = new ArrayList<>();
        origins.forEach((component, sources) -> Optional.of(component)
                .filter(components::contains)
                .ifPresent(item -> sources.forEach(source -> {
                    types.add(item.type());
                    names.add(item.fullName());
                    children.add(source);
                })));
        jdbc.sql("""
                        insert into sluice.rolled_up_item (change_request, revision, type, full_name, child)
                        select ?, ?, item.* from unnest(?::text[], ?::text[], ?::text[]) as item
                        """)
                .param(number)
                .param(scope.revision())
                .param(types.toArray(String[]::new))
                .param(names.toArray(String[]::new))
                .param(children.toArray(String[]::new))
                .update();
    }
}
