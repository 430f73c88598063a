package io.sluice.compare.bulk;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which types a comparison under way lists of each side, in the order in which it asks for them. */
@Repository
class TypeRows {

    private final JdbcClient jdbc;

    TypeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One list to ask for. */
    record Planned(String type, int wave) {}

    /**
     * What became of a list.
     *
     * @param components null where the org could not tell
     */
    record Told(String type, @Nullable Integer components) {}

    boolean arePlanned(UUID job) {
        return jdbc.sql("select exists (select from sluice.compare_type where job = ?)")
                .param(job)
                .query(Boolean.class)
                .single();
    }

    void plan(UUID job, boolean source, List<Planned> types) {
        jdbc.sql("""
                        insert into sluice.compare_type (job, source, type, wave, place)
                        select ?, ?, t.type, t.wave, t.place
                        from unnest(?::text[], ?::integer[]) with ordinality as t(type, wave, place)
                        """)
                .params(
                        job,
                        source,
                        column(types, Planned::type),
                        types.stream().map(Planned::wave).toArray(Integer[]::new))
                .update();
    }

    /** What is not listed yet, up to a wave, in its order. */
    List<String> open(UUID job, boolean source, int upToWave) {
        return jdbc.sql("""
                        select type from sluice.compare_type where job = ? and source = ? and wave <= ? and not listed
                        order by wave, place
                        """).params(job, source, upToWave).query(String.class).list();
    }

    /** How many lists there are, and how many of them are still to be asked for. */
    record Count(int all, int open) {}

    Count count(UUID job) {
        return jdbc.sql("""
                        select count(*) as all_lists, count(*) filter (where not listed) as open
                        from sluice.compare_type where job = ?
                        """)
                .param(job)
                .query((row, number) -> new Count(row.getInt("all_lists"), row.getInt("open")))
                .single();
    }

    List<String> typesOf(UUID job, int wave) {
        return jdbc.sql("select distinct type from sluice.compare_type where job = ? and wave = ?")
                .params(job, wave)
                .query(String.class)
                .list();
    }

    /** How many components the lists of a wave had, of both sides. */
    long components(UUID job, int wave) {
        return jdbc.sql("select coalesce(sum(components), 0) from sluice.compare_type where job = ? and wave = ?")
                .params(job, wave)
                .query(Long.class)
                .single();
    }

    void listed(UUID job, boolean source, Collection<Told> told) {
        jdbc.sql("""
                        update sluice.compare_type t set listed = true, components = n.components
                        from unnest(?::text[], ?::integer[]) as n(type, components)
                        where t.job = ? and t.source = ? and t.type = n.type
                        """)
                .params(
                        column(told, Told::type),
                        told.stream().map(Told::components).toArray(Integer[]::new),
                        job,
                        source)
                .update();
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }
}
