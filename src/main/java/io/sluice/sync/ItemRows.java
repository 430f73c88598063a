package io.sluice.sync;

import io.sluice.metadata.Component;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Item;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of identities and notes of items. */
final class ItemRows {

    private final JdbcClient jdbc;

    ItemRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ItemIdentities identities(String change, UUID globalId) {
        Map<UUID, Item> known = new TreeMap<>();
        jdbc.sql("select global_id, type, full_name, note from sluice.sync_item where change_request = ?")
                .param(change)
                .query((row, ignored) -> known.put(
                        row.getObject("global_id", UUID.class),
                        new Item(row.getString("type") + ":" + row.getString("full_name"), "", row.getString("note"))))
                .list();
        return new ItemIdentities(globalId, known);
    }

    /** Keeps the identities and notes of exactly these items; nothing is written where they are kept already. */
    void keep(String change, UUID globalId, Copy copy) {
        ItemIdentities before = identities(change, globalId);
        boolean same = before.size() == copy.items().size()
                && copy.items().entrySet().stream().allMatch(entry -> before.has(entry.getKey(), entry.getValue()));
        if (same) {
            return;
        }
        jdbc.sql("delete from sluice.sync_item where change_request = ?")
                .param(change)
                .update();
        Collection<Map.Entry<UUID, Item>> rows = copy.items().entrySet();
        jdbc.sql("""
                        insert into sluice.sync_item (change_request, global_id, type, full_name, note)
                        select ?, item.* from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) as item
                        """)
                .param(change)
                .param(column(rows, row -> row.getKey().toString()))
                .param(column(rows, row -> component(row).type()))
                .param(column(rows, row -> component(row).fullName()))
                .param(column(rows, row -> row.getValue().note()))
                .update();
    }

    private static Component component(Map.Entry<UUID, Item> row) {
        return OurCopy.component(row.getValue());
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
