package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightKind;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.metadata.Component;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads and counts differences where they are: in the database. */
@Service
class StoredItemDifferences implements ItemDifferences {

    /** The differences of a comparison with their items. */
    private static final String DIFFERENCES = """
            from sluice.comparison_item_differences i
            join sluice.difference d on d.difference_set = i.difference_set
            """;

    /** By the key, so that a page of very many items is found at once. */
    private static final String NAMED =
            "(i.type, i.full_name) in (select * from unnest(:types::text[], :names::text[]))";

    /** How much is in sets. */
    private static final String SUMS = """
            coalesce(sum(s.differences), 0) as differences, coalesce(sum(s.rights_gained), 0) as gained,
            coalesce(sum(s.rights_lost), 0) as lost, coalesce(sum(s.rights_changed), 0) as changed,
            coalesce(sum(s.powerful_gained), 0) as powerful_gained,
            coalesce(sum(s.powerful_lost), 0) as powerful_lost,
            coalesce(sum(jsonb_array_length(s.not_compared)), 0) as not_compared
            from sluice.comparison_item_differences i join sluice.difference_set s on s.id = i.difference_set
            where i.comparison = :comparison
            """;

    /** A deployment does nothing to what only the target has, unless it names it to delete it. */
    private static final String DEPLOYED = """
             and (b.bucket <> 'ONLY_IN_TARGET' or (i.type || ':' || i.full_name) = any(:deletions))
            """;

    private final JdbcClient jdbc;
    private final DifferenceStore store;
    private final ComparisonStore comparisons;

    StoredItemDifferences(JdbcClient jdbc, DifferenceStore store, ComparisonStore comparisons) {
        this.jdbc = jdbc;
        this.store = store;
        this.comparisons = comparisons;
    }

    @Override
    public boolean lookedInside(UUID comparison) {
        return jdbc.sql("select exists (select from sluice.comparison_looked_inside where comparison = :comparison)")
                .param("comparison", comparison)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<ComponentDifferences> of(UUID comparison, Component item) {
        return store.find(comparison, item);
    }

    @Override
    public Map<Component, DifferenceCount> counts(UUID comparison, Collection<Component> items) {
        Map<Component, DifferenceCount> counts = new HashMap<>();
        jdbc.sql("select i.type, i.full_name, " + SUMS + " and " + NAMED + " group by i.type, i.full_name")
                .param("comparison", comparison)
                .params(named(items))
                .query(row -> {
                    counts.put(new Component(row.getString("type"), row.getString("full_name")), count(row));
                });
        return counts;
    }

    @Override
    public DifferenceCount total(UUID comparison) {
        return jdbc.sql("select " + SUMS)
                .param("comparison", comparison)
                .query((row, number) -> count(row))
                .single();
    }

    @Override
    public RightsFacts rights(UUID comparison, Collection<Component> deletions) {
        Map<RightKind, Integer> gained = new EnumMap<>(RightKind.class);
        Map<RightKind, Integer> lost = new EnumMap<>(RightKind.class);
        int[] sums = new int[3];
        jdbc.sql("select d.effect, d.right_kind, d.powerful, count(*) as rights " + rightsOfDeployment()
                        + " group by d.effect, d.right_kind, d.powerful")
                .param("comparison", comparison)
                .param("deletions", names(deletions))
                .query(row -> {
                    int rights = row.getInt("rights");
                    RightKind kind = RightKind.valueOf(row.getString("right_kind"));
                    boolean powerful = row.getBoolean("powerful");
                    switch (row.getString("effect")) {
                        case "GAINS" -> {
                            gained.merge(kind, rights, Integer::sum);
                            sums[0] += powerful ? rights : 0;
                        }
                        case "LOSES" -> {
                            lost.merge(kind, rights, Integer::sum);
                            sums[1] += powerful ? rights : 0;
                        }
                        default -> sums[2] += rights;
                    }
                });
        List<String> powerful = jdbc.sql("select d.words " + rightsOfDeployment()
                        + " and d.effect = 'GAINS' and d.powerful order by i.type, i.full_name, d.n")
                .param("comparison", comparison)
                .param("deletions", names(deletions))
                .query(String.class)
                .list();
        return new RightsFacts(
                gained.values().stream().mapToInt(Integer::intValue).sum(),
                lost.values().stream().mapToInt(Integer::intValue).sum(),
                sums[2],
                sums[0],
                sums[1],
                gained,
                lost,
                powerful);
    }

    private static String rightsOfDeployment() {
        return DIFFERENCES + """
                join sluice.comparison_item b
                    on b.comparison = i.comparison and b.type = i.type and b.full_name = i.full_name
                where i.comparison = :comparison and i.rights and d.effect is not null
                """ + DEPLOYED;
    }

    @Override
    public List<ItemDifference> rightsFirst(UUID comparison, int limit) {
        return first(comparison, """
                 and i.rights and d.effect is not null
                order by case d.effect when 'GAINS' then case when d.powerful then 0 else 1 end when 'LOSES' then 2 else 3 end,
                    i.type, i.full_name, d.n
                """, limit);
    }

    @Override
    public List<ItemDifference> othersFirst(UUID comparison, int limit) {
        return first(comparison, " and d.effect is null order by i.type, i.full_name, d.n ", limit);
    }

    private List<ItemDifference> first(UUID comparison, String which, int limit) {
        return jdbc.sql("select i.type, i.full_name, d.* " + DIFFERENCES + " where i.comparison = :comparison" + which
                        + " limit :limit")
                .param("comparison", comparison)
                .param("limit", limit)
                .query(DifferenceRows::ofItem)
                .list();
    }

    @Override
    public List<VerifiedItem> verified(UUID comparison) {
        return comparisons
                .find(comparison)
                .filter(Comparison::verify)
                .flatMap(verify -> comparisons.decidedOn(verify).map(decided -> verified(verify, decided)))
                .orElse(List.of());
    }

    private List<VerifiedItem> verified(Comparison verify, Comparison decided) {
        return new VerifySorting(decided.items(), item -> of(decided.id(), item), item -> of(verify.id(), item))
                .sort(verify.items());
    }

    @Override
    public Map<Component, List<Difference>> of(UUID comparison, Collection<Component> items) {
        Map<Component, List<Difference>> found = new HashMap<>();
        jdbc.sql("select i.type, i.full_name, d.* " + DIFFERENCES + " where i.comparison = :comparison and " + NAMED
                        + " order by i.type, i.full_name, d.n")
                .param("comparison", comparison)
                .params(named(items))
                .query(DifferenceRows::ofItem)
                .list()
                .forEach(each -> found.computeIfAbsent(each.component(), item -> new ArrayList<>())
                        .add(each.difference()));
        return found;
    }

    private static Map<String, Object> named(Collection<Component> items) {
        return Map.of(
                "types",
                items.stream().map(Component::type).toArray(String[]::new),
                "names",
                items.stream().map(Component::fullName).toArray(String[]::new));
    }

    private static String[] names(Collection<Component> items) {
        return items.stream().map(Component::toString).toArray(String[]::new);
    }

    private static DifferenceCount count(ResultSet row) throws SQLException {
        return new DifferenceCount(
                row.getLong("differences"),
                row.getLong("gained"),
                row.getLong("lost"),
                row.getLong("changed"),
                row.getLong("powerful_gained"),
                row.getLong("powerful_lost"),
                row.getLong("not_compared"));
    }
}
