package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of scopes: items and additional approvers by revision. */
final class ScopeRows {

    private final JdbcClient jdbc;

    ScopeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Scope read(String number, int revision) {
        List<ScopeItem> items = jdbc.sql(
                        "select type, full_name, kind from sluice.scope_item where change_request = ? and revision = ?")
                .param(number)
                .param(revision)
                .query((row, ignored) -> new ScopeItem(
                        new Component(row.getString("type"), row.getString("full_name")), kind(row.getString("kind"))))
                .list();
        List<String> approvers =
                jdbc.sql("""
                        select person from sluice.additional_approver where change_request = ? and revision = ?
                        order by position
                        """).param(number).param(revision).query(String.class).list();
        return new Scope(revision, items, approvers);
    }

    void insert(String number, Scope scope) {
        // One statement for all items: a scope may have thousands.
        jdbc.sql("""
                        insert into sluice.scope_item (change_request, revision, type, full_name, kind)
                        select ?, ?, item.* from unnest(?::text[], ?::text[], ?::text[]) as item
                        """)
                .param(number)
                .param(scope.revision())
                .param(column(scope.items(), item -> item.component().type()))
                .param(column(scope.items(), item -> item.component().fullName()))
                .param(column(scope.items(), item -> item.kind().word()))
                .update();
        int position = 0;
        for (String person : scope.additionalApprovers()) {
            jdbc.sql("""
                            insert into sluice.additional_approver (change_request, revision, position, person)
                            values (?, ?, ?, ?)
                            """)
                    .param(number)
                    .param(scope.revision())
                    .param(position++)
                    .param(person)
                    .update();
        }
    }

    /** Turns the proposed ones among these into existing ones. */
    void resolve(String number, int revision, Collection<Component> components) {
        jdbc.sql("""
                        update sluice.scope_item set kind = 'existing'
                        where change_request = ? and revision = ? and kind = 'proposed'
                          and (type, full_name) in (select * from unnest(?::text[], ?::text[]))
                        """)
                .param(number)
                .param(revision)
                .param(column(components, Component::type))
                .param(column(components, Component::fullName))
                .update();
    }

    private static ScopeItem.Kind kind(String word) {
        return Arrays.stream(ScopeItem.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No kind of scope item is called " + word));
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
