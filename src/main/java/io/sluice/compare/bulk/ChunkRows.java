package io.sluice.compare.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ItemComparison;
import io.sluice.compare.LinesJson;
import io.sluice.metadata.Component;
import io.sluice.metadata.PackageFiles.PackageFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The chunks of comparisons under way, their units, and what is found out about these. */
@Repository
class ChunkRows {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ChunkRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param units how many it has */
    record Chunk(int number, int units) {}

    /** How far a comparison is. */
    record Count(long done, long all) {}

    /** What stands on its own inside of a unit; what is left out is not compared. */
    record Member(Component component, boolean selected) {}

    /** The smallest first: the halves of what an org refuses are looked into before it is asked for more. */
    List<Chunk> open(UUID job, int limit) {
        return jdbc.sql("""
                        select number, units from sluice.compare_chunk where job = ? and state = 'OPEN'
                        order by units, number limit ?
                        """)
                .params(job, limit)
                .query((row, number) -> new Chunk(row.getInt("number"), row.getInt("units")))
                .list();
    }

    Count count(UUID job) {
        return jdbc.sql("""
                        select coalesce(sum(items) filter (where done), 0) as done, coalesce(sum(items), 0) as all_items
                        from sluice.compare_unit where job = ?
                        """)
                .param(job)
                .query((row, number) -> new Count(row.getLong("done"), row.getLong("all_items")))
                .single();
    }

    List<Unit> units(UUID job, int chunk) {
        return jdbc.sql("""
                        select * from sluice.compare_unit where job = ? and chunk = ? order by type, full_name
                        """).params(job, chunk).query(ChunkRows::unit).list();
    }

    /** All units of some types, in whatever chunk. */
    List<Unit> unitsOf(UUID job, Collection<String> types) {
        return jdbc.sql("select * from sluice.compare_unit where job = ? and type = any(?) order by type, full_name")
                .params(job, types.toArray(String[]::new))
                .query(ChunkRows::unit)
                .list();
    }

    private static Unit unit(ResultSet row, int number) throws SQLException {
        return new Unit(
                new Component(row.getString("type"), row.getString("full_name")),
                row.getBoolean("in_source"),
                row.getBoolean("in_target"),
                row.getString("source_stamp"),
                row.getString("target_stamp"),
                row.getString("target_raw"),
                row.getBoolean("part"));
    }

    /** Those components of some units that only one side has listed. */
    Set<Component> listedOnOneSide(UUID job, Collection<Component> units) {
        return new HashSet<>(jdbc.sql("""
                        select type, full_name from sluice.compare_listed
                        where job = ? and (unit_type, unit_name) in (select * from unnest(?::text[], ?::text[]))
                        group by type, full_name having count(distinct source) = 1
                        """)
                .params(job, column(units, Component::type), column(units, Component::fullName))
                .query((row, number) -> new Component(row.getString("type"), row.getString("full_name")))
                .list());
    }

    void rights(UUID job, int chunk, Map<Component, ItemComparison.Lines> differences) {
        differences.forEach((profile, lines) -> jdbc.sql("""
                        insert into sluice.compare_rights (job, type, full_name, chunk, only_in_source, only_in_target)
                        values (?, ?, ?, ?, ?::jsonb, ?::jsonb)
                        """)
                .params(
                        job,
                        profile.type(),
                        profile.fullName(),
                        chunk,
                        LinesJson.write(json, lines.onlyInSource()),
                        LinesJson.write(json, lines.onlyInTarget()))
                .update());
    }

    /** What is compared on its own of some units, unit by unit. */
    Map<Component, List<Member>> members(UUID job, Collection<Component> units) {
        Map<Component, List<Member>> members = new HashMap<>();
        jdbc.sql("""
                        select unit_type, unit_name, type, full_name, bool_or(state = 'SELECTED') as selected
                        from sluice.compare_listed
                        where job = ? and state <> 'PART'
                        and (unit_type, unit_name) in (select * from unnest(?::text[], ?::text[]))
                        group by unit_type, unit_name, type, full_name order by type, full_name
                        """)
                .params(job, column(units, Component::type), column(units, Component::fullName))
                .query(row -> {
                    members.computeIfAbsent(
                                    new Component(row.getString("unit_type"), row.getString("unit_name")),
                                    any -> new ArrayList<>())
                            .add(new Member(
                                    new Component(row.getString("type"), row.getString("full_name")),
                                    row.getBoolean("selected")));
                });
        return members;
    }

    /**
     * Halves a chunk.
     *
     * @throws IllegalStateException where somebody else has done with it
     */
    void split(UUID job, Chunk chunk) {
        leaveOpen(job, chunk.number(), "SPLIT");
        int first = jdbc.sql("select max(number) + 1 from sluice.compare_chunk where job = ?")
                .param(job)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        update sluice.compare_unit u set chunk = h.number from (
                            select type, full_name, ? + ntile(2) over (order by type, full_name) - 1 as number
                            from sluice.compare_unit where job = ? and chunk = ?) h
                        where u.job = ? and u.type = h.type and u.full_name = h.full_name
                        """).params(first, job, chunk.number(), job).update();
        jdbc.sql("""
                        insert into sluice.compare_chunk (job, number, state, units)
                        select job, chunk, 'OPEN', count(*) from sluice.compare_unit
                        where job = ? and chunk in (?, ?) group by job, chunk
                        """).params(job, first, first + 1).update();
    }

    /**
     * The chunk is done with all of its units, unless somebody else has done it.
     *
     * @param source hashes of its units there; one that is not named has no files there
     * @param target as {@code source}
     */
    void done(UUID job, int chunk, List<Unit> units, Map<Component, String> source, Map<Component, String> target) {
        leaveOpen(job, chunk, "DONE");
        List<Component> all = units.stream().map(Unit::component).toList();
        jdbc.sql("""
                        update sluice.compare_unit u set done = true, source_raw = r.source, target_raw = r.target
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as r(type, name, source, target)
                        where u.job = ? and u.type = r.type and u.full_name = r.name
                        """)
                .params(
                        column(all, Component::type),
                        column(all, Component::fullName),
                        column(all, source::get),
                        column(all, target::get),
                        job)
                .update();
    }

    private void leaveOpen(UUID job, int chunk, String state) {
        int changed = jdbc.sql(
                        "update sluice.compare_chunk set state = ? where job = ? and number = ? and state = 'OPEN'")
                .params(state, job, chunk)
                .update();
        if (changed != 1) {
            throw new IllegalStateException("Chunk " + chunk + " of comparison " + job + " is done by somebody else");
        }
    }

    /** Remembers for later comparisons what a side's units are. */
    void know(Run run, boolean source, SortedMap<Component, String> stamps, Map<Component, String> raws, Instant at) {
        SortedMap<Component, String> known = new TreeMap<>(stamps);
        known.keySet().retainAll(raws.keySet());
        jdbc.sql("""
                        insert into sluice.known_unit (environment, api_version, type, full_name, org_id, stamp, raw,
                            retrieved_at)
                        select ?, ?, k.type, k.name, ?, k.stamp, k.raw, ?
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as k(type, name, stamp, raw)
                        on conflict (environment, api_version, type, full_name) do update set org_id = excluded.org_id,
                            stamp = excluded.stamp, raw = excluded.raw, retrieved_at = excluded.retrieved_at
                        """)
                .params(
                        run.environment(source),
                        run.input().apiVersion(),
                        run.org(source),
                        RunRows.utc(at),
                        column(known.keySet(), Component::type),
                        column(known.keySet(), Component::fullName),
                        known.values().toArray(String[]::new),
                        known.keySet().stream().map(raws::get).toArray(String[]::new))
                .update();
    }

    void items(UUID job, List<ComparedItem> items) {
        if (items.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into sluice.compare_item (job, type, full_name, bucket, source_hash, target_hash,
                            only_in_source, only_in_target, note)
                        select ?, i.type, i.name, i.bucket, i.source, i.target, i.more::jsonb, i.less::jsonb, i.note
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            as i(type, name, bucket, source, target, more, less, note)
                        """)
                .params(
                        job,
                        column(items, item -> item.component().type()),
                        column(items, item -> item.component().fullName()),
                        column(items, item -> item.bucket().name()),
                        column(items, ComparedItem::sourceHash),
                        column(items, ComparedItem::targetHash),
                        column(items, item -> LinesJson.write(json, item.onlyInSource())),
                        column(items, item -> LinesJson.write(json, item.onlyInTarget())),
                        column(items, ComparedItem::note))
                .update();
    }

    void files(UUID job, boolean source, Collection<PackageFile> files) {
        if (files.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into sluice.compare_file (job, source, type, full_name, path, sha256, bytes)
                        select ?, ?, * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                        """)
                .params(
                        job,
                        source,
                        column(files, file -> file.unit().type()),
                        column(files, file -> file.unit().fullName()),
                        column(files, PackageFile::path),
                        column(files, PackageFile::sha256),
                        files.stream().map(PackageFile::bytes).toArray(Long[]::new))
                .update();
    }

    private static <T> @Nullable String[] column(Collection<T> rows, Function<T, @Nullable String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }
}
