package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds overlaps among the current scopes. Upper and lower case are not told apart, as orgs do not. Parent and children
 * belong together and are no overlap: what a release names are its children's items.
 */
final class OverlapsInDatabase implements Overlaps {

    private final JdbcClient jdbc;

    OverlapsInDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(String number, String name, String requester, ChangeStatus status, Component component) {}

    @Override
    public List<Overlap> of(String number) {
        return of(
                number,
                jdbc.sql("""
                        select i.type, i.full_name from sluice.scope_item i
                        join sluice.change_request c on c.number = i.change_request and c.revision = i.revision
                        where c.number = ?
                        """)
                        .param(number)
                        .query((row, n) -> new Component(row.getString("type"), row.getString("full_name")))
                        .list());
    }

    @Override
    public List<Overlap> of(String number, Collection<Component> components) {
        List<Row> rows = jdbc.sql("""
                        select c.number, c.name, c.requester, c.status, i.type, i.full_name
                        from unnest(?::text[], ?::text[]) as mine (type, full_name)
                        join sluice.scope_item i on i.type = mine.type and lower(i.full_name) = mine.full_name
                        join sluice.change_request c on c.number = i.change_request and c.revision = i.revision
                        where c.number <> ? and c.status not in ('Completed', 'Cancelled')
                          and c.parent is distinct from ?
                          and c.number is distinct from (select parent from sluice.change_request where number = ?)
                        order by c.number, i.type, i.full_name
                        """)
                .param(components.stream().map(Component::type).toArray(String[]::new))
                .param(components.stream()
                        .map(component -> component.fullName().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new))
                .param(number)
                .param(number)
                .param(number)
                .query((row, n) -> new Row(
                        row.getString("number"),
                        row.getString("name"),
                        row.getString("requester"),
                        status(row.getString("status")),
                        new Component(row.getString("type"), row.getString("full_name"))))
                .list();
        Map<String, List<Row>> byNumber = new LinkedHashMap<>();
        rows.forEach(row ->
                byNumber.computeIfAbsent(row.number(), any -> new ArrayList<>()).add(row));
        return byNumber.values().stream().map(OverlapsInDatabase::overlap).toList();
    }

    private static Overlap overlap(List<Row> rows) {
        Row first = rows.get(0);
        return new Overlap(
                first.number(),
                first.name(),
                first.requester(),
                first.status(),
                rows.stream().map(Row::component).distinct().toList());
    }

    private static ChangeStatus status(String words) {
        return Arrays.stream(ChangeStatus.values())
                .filter(status -> status.words().equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The database has the unknown status " + words));
    }
}
