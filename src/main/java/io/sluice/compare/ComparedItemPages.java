package io.sluice.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.metadata.Component;
import io.sluice.metadata.PackageUnits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads comparisons of any size: never more of one than a page. */
@Repository
class ComparedItemPages {

    private static final TypeReference<List<String>> LINES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    /** What an item does to rights; the smaller, the sooner somebody has to see it. */
    private static final String RANK = """
            select case when s.powerful_gained > 0 then 0 when s.rights_gained > 0 then 1 else 2 end
            from sluice.comparison_item_differences d join sluice.difference_set s on s.id = d.difference_set
            where d.rights
            """;

    private static final int BEFORE_ALL = -1;
    private static final String OF_THE_ITEM = """
             and d.comparison = comparison_item.comparison and d.type = comparison_item.type
                and d.full_name = comparison_item.full_name
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ComparedItemPages(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ComparisonHead> head(UUID id) {
        return jdbc.sql("select * from sluice.comparison where id = ?")
                .param(id)
                .query(this::toHead)
                .optional();
    }

    Optional<ComparisonHead> headOfJob(UUID job) {
        return jdbc.sql("select * from sluice.comparison where remote_job = ?")
                .param(job)
                .query(this::toHead)
                .optional();
    }

    List<ComparisonHead> newest(int limit) {
        return jdbc.sql("select * from sluice.comparison order by position desc limit ?")
                .param(limit)
                .query(this::toHead)
                .list();
    }

    List<ComparedItem> items(UUID id, ItemFilter filter, @Nullable Component after, int limit) {
        Map<String, Object> values = new HashMap<>();
        return byName(where(id, filter, values), values, after, limit);
    }

    private List<ComparedItem> byName(
            StringBuilder where, Map<String, Object> values, @Nullable Component after, int limit) {
        if (after != null) {
            where.append(" and (type, full_name) > (:afterType, :afterName)");
            values.put("afterType", after.type());
            values.put("afterName", after.fullName());
        }
        values.put("limit", limit);
        return jdbc.sql("select * from sluice.comparison_item where " + where
                        + " order by type, full_name limit :limit")
                .params(values)
                .query(this::toItem)
                .list();
    }

    /** Those that touch rights first, powerful gains before other gains; the others follow. */
    List<ComparedItem> rightsFirst(UUID id, ItemFilter filter, @Nullable Component after, int limit) {
        Optional<Integer> reached = after == null ? Optional.of(BEFORE_ALL) : rank(id, after);
        List<ComparedItem> found = new ArrayList<>();
        reached.ifPresent(rank -> found.addAll(withRights(id, filter, rank, after, limit)));
        if (!filter.rights() && found.size() < limit) {
            Component last = reached.isPresent() ? null : after;
            found.addAll(withoutRights(id, filter, last, limit - found.size()));
        }
        return found;
    }

    /** Empty for an item that touches no right. */
    private Optional<Integer> rank(UUID id, Component item) {
        return jdbc.sql(RANK + " and d.comparison = ? and d.type = ? and d.full_name = ?")
                .params(id, item.type(), item.fullName())
                .query(Integer.class)
                .optional();
    }

    private List<ComparedItem> withRights(UUID id, ItemFilter filter, int rank, @Nullable Component after, int limit) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = where(id, filter.onlyRights(), values);
        values.put("rank", rank);
        values.put("afterType", after == null ? "" : after.type());
        values.put("afterName", after == null ? "" : after.fullName());
        values.put("limit", limit);
        return jdbc.sql("select * from (select *, (" + RANK + OF_THE_ITEM
                        + ") as rank from sluice.comparison_item where " + where + """
                        ) ranked where (rank, type, full_name) > (:rank, :afterType, :afterName)
                        order by rank, type, full_name limit :limit
                        """)
                .params(values)
                .query(this::toItem)
                .list();
    }

    private List<ComparedItem> withoutRights(UUID id, ItemFilter filter, @Nullable Component after, int limit) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = where(id, filter, values)
                .append(" and not exists (select from sluice.comparison_item_differences d where d.rights")
                .append(OF_THE_ITEM)
                .append(")");
        return byName(where, values, after, limit);
    }

    Optional<ComparedItem> item(UUID id, Component component) {
        return jdbc.sql("select * from sluice.comparison_item where comparison = ? and type = ? and full_name = ?")
                .params(id, component.type(), component.fullName())
                .query(this::toItem)
                .optional();
    }

    List<ItemCount> counts(UUID id, ItemFilter filter) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = where(id, filter, values);
        return jdbc.sql("select type, bucket, count(*) as items from sluice.comparison_item where " + where
                        + " group by type, bucket order by type, bucket")
                .params(values)
                .query((row, number) -> new ItemCount(
                        row.getString("type"), Bucket.valueOf(row.getString("bucket")), row.getLong("items")))
                .list();
    }

    List<ComparedFile> files(UUID id, Component item, boolean source) {
        Component unit = PackageUnits.of(item);
        return jdbc.sql("""
                        select path, sha256, bytes from sluice.comparison_file
                        where comparison = ? and type = ? and full_name = ? and source = ? order by path
                        """)
                .params(id, unit.type(), unit.fullName(), source)
                .query((row, number) ->
                        new ComparedFile(row.getString("path"), row.getString("sha256"), row.getLong("bytes")))
                .list();
    }

    /** Only the conditions that are given, so that each question has a plan of its own. */
    private static StringBuilder where(UUID id, ItemFilter filter, Map<String, Object> values) {
        StringBuilder where = new StringBuilder("comparison = :comparison");
        values.put("comparison", id);
        if (!filter.buckets().isEmpty()) {
            where.append(" and bucket in (:buckets)");
            values.put("buckets", filter.buckets().stream().map(Bucket::name).toList());
            if (!filter.buckets().contains(Bucket.SAME)) {
                // Said once more, so that the small index of what differs answers.
                where.append(" and bucket <> 'SAME'");
            }
        }
        String type = filter.type();
        if (type != null) {
            where.append(" and type = :type");
            values.put("type", type);
        }
        if (filter.rights()) {
            where.append("""
                     and exists (select from sluice.comparison_item_differences d
                        where d.comparison = comparison_item.comparison and d.type = comparison_item.type
                            and d.full_name = comparison_item.full_name and d.rights)
                    """);
        }
        String text = filter.text();
        if (text != null && !text.isBlank()) {
            where.append(" and lower(full_name) like :text");
            values.put("text", "%" + literally(text.strip().toLowerCase(Locale.ROOT)) + "%");
        }
        return where;
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private ComparisonHead toHead(ResultSet row, int number) throws SQLException {
        String selection = row.getString("selection");
        UUID earlier = row.getObject("earlier", UUID.class);
        return new ComparisonHead(
                row.getObject("id", UUID.class),
                row.getObject("remote_job", UUID.class),
                row.getString("change_number"),
                row.getString("owner"),
                row.getBoolean("verify"),
                row.getString("source"),
                row.getString("target"),
                row.getString("source_org_id"),
                row.getString("target_org_id"),
                row.getString("api_version"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                selection == null ? null : SelectionInput.selection(read(selection, VALUES)),
                earlier == null ? null : new EarlierState(earlier, row.getBoolean("earlier_source")),
                row.getBoolean("cold"),
                read(row.getString("gaps"), LINES));
    }

    private ComparedItem toItem(ResultSet row, int number) throws SQLException {
        OffsetDateTime modified = row.getObject("last_modified_at", OffsetDateTime.class);
        return new ComparedItem(
                new Component(row.getString("type"), row.getString("full_name")),
                Bucket.valueOf(row.getString("bucket")),
                row.getString("source_hash"),
                row.getString("target_hash"),
                read(row.getString("only_in_source"), LINES),
                read(row.getString("only_in_target"), LINES),
                row.getString("last_modified_by"),
                modified == null ? null : modified.toInstant(),
                row.getString("note"));
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a comparison keeps can't be read: " + text, e);
        }
    }
}
