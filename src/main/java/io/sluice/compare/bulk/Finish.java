package io.sluice.compare.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.compare.Bucket;
import io.sluice.compare.EarlierState;
import io.sluice.compare.Selection;
import io.sluice.compare.SelectionInput;
import io.sluice.evidence.Evidence;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the comparison of what was found out: its rows are written by the database from those under way. */
@Component
class Finish {

    private static final String IN_PARTS =
            "The orgs returned this profile in parts, so its rights are told by lines and not"
                    + " counted. Compare a list with it, or a change request's scope, to see them in words.";

    private final JdbcClient jdbc;
    private final RunRows runs;
    private final Profiles profiles;
    private final KnownLists lists;
    private final Evidence evidence;
    private final ObjectMapper json;
    private final Clock clock;

    Finish(
            JdbcClient jdbc,
            RunRows runs,
            Profiles profiles,
            KnownLists lists,
            Evidence evidence,
            ObjectMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.profiles = profiles;
        this.lists = lists;
        this.evidence = evidence;
        this.json = json;
        this.clock = clock;
    }

    /** In the caller's transaction; what was under way is gone afterwards. */
    void finish(Run run, String sourceOrg, String targetOrg) {
        UUID id = UUID.randomUUID();
        profiles.gather(run.job());
        profiles.carryOver(run);
        comparison(run, id, sourceOrg, targetOrg);
        items(run, id);
        differences(run, id);
        units(run, id);
        files(run, id);
        if (run.isWhole()) {
            lists.remember(run, true);
            lists.remember(run, false);
        }
        evidence.record("sluice", "environments-compared", subject(run), facts(run, id));
        runs.forget(run.job());
    }

    private void comparison(Run run, UUID id, String sourceOrg, String targetOrg) {
        SelectionInput input = run.input();
        EarlierState earlier = input.earlier();
        jdbc.sql("""
                        insert into sluice.comparison (id, remote_job, change_number, owner, verify, source, target,
                            source_org_id, target_org_id, api_version, at, selection, earlier, earlier_source, cold, gaps)
                        values (:id, :job, :change, :owner, false, :source, :target, :sourceOrg, :targetOrg, :version,
                            :at, :selection::jsonb, :earlier, :earlierSource, :cold, :gaps::jsonb)
                        """)
                .param("id", id)
                .param("job", run.job())
                .param("change", input.change())
                .param("owner", run.owner())
                .param("source", input.source())
                .param("target", input.target())
                .param("sourceOrg", sourceOrg)
                .param("targetOrg", targetOrg)
                .param("version", input.apiVersion())
                .param("at", RunRows.utc(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .param("selection", text(SelectionInput.of(input.selection())))
                .param("earlier", earlier == null ? null : earlier.comparison(), java.sql.Types.OTHER)
                .param("earlierSource", earlier == null ? null : earlier.source(), java.sql.Types.BOOLEAN)
                .param("cold", input.cold())
                .param("gaps", text(runs.gaps(run.job())))
                .update();
    }

    /**
     * First what was found out now, then what an earlier comparison found of the same files, else what the unit says. Of what
     * neither org has after all nothing is said, unless somebody has asked for it by its name: names of standard value sets are
     * tried, because no org lists them.
     */
    private void items(Run run, UUID id) {
        jdbc.sql("analyze sluice.compare_item").update();
        jdbc.sql("""
                        insert into sluice.comparison_item (comparison, type, full_name, bucket, source_hash, target_hash,
                            only_in_source, only_in_target, last_modified_by, last_modified_at, note)
                        select :id, l.type, l.full_name,
                            coalesce(i.bucket, e.bucket, case
                                when u.source_raw is null and u.target_raw is null then 'IN_NEITHER'
                                when u.target_raw is null then 'ONLY_IN_SOURCE'
                                when u.source_raw is null then 'ONLY_IN_TARGET'
                                else 'SAME' end),
                            case when i.bucket is not null then i.source_hash when e.bucket is not null then e.source_hash
                                else :raw || u.source_raw end,
                            case when i.bucket is not null then i.target_hash when e.bucket is not null then e.target_hash
                                else :raw || u.target_raw end,
                            coalesce(i.only_in_source, e.only_in_source, '[]'),
                            coalesce(i.only_in_target, e.only_in_target, '[]'),
                            l.modified_by, l.modified_at, coalesce(i.note, e.note)
                        from (
                            select type, full_name, min(unit_type) as unit_type, min(unit_name) as unit_name,
                                max(modified_by) filter (where source) as modified_by,
                                max(modified_at) filter (where source) as modified_at
                            from sluice.compare_listed where job = :job and state = 'SELECTED' group by type, full_name) l
                        join sluice.compare_unit u on u.job = :job and u.type = l.unit_type and u.full_name = l.unit_name
                        left join sluice.compare_item i on i.job = :job and i.type = l.type and i.full_name = l.full_name
                        left join sluice.comparison_item e on e.comparison = u.known_by and e.type = l.type
                            and e.full_name = l.full_name
                        where :listed or u.source_raw is not null or u.target_raw is not null
                            or i.bucket is not null and i.bucket <> 'IN_NEITHER'
                        """)
                .param("id", id)
                .param("job", run.job())
                .param("raw", UnitComparison.RAW)
                .param("listed", run.input().selection() instanceof Selection.Listed)
                .update();
    }

    /** What was found out now, and what an earlier comparison found inside of the same files; hashes alone tell nothing. */
    private void differences(Run run, UUID id) {
        if (run.input().earlier() != null) {
            return;
        }
        jdbc.sql("insert into sluice.comparison_looked_inside values (?)")
                .param(id)
                .update();
        jdbc.sql("""
                        insert into sluice.comparison_item_differences (comparison, type, full_name, difference_set, rights)
                        select :id, n.type, n.full_name, n.difference_set, n.rights
                        from sluice.compare_item_differences n
                        join sluice.comparison_item i on i.comparison = :id and i.type = n.type and i.full_name = n.full_name
                        where n.job = :job
                        union all
                        select :id, e.type, e.full_name, e.difference_set, e.rights
                        from sluice.compare_unit u
                        join sluice.compare_listed l on l.job = :job and l.unit_type = u.type and l.unit_name = u.full_name
                            and l.state = 'SELECTED'
                        join sluice.comparison_item_differences e on e.comparison = u.known_by and e.type = l.type
                            and e.full_name = l.full_name
                        where u.job = :job and u.known_by is not null
                        group by e.type, e.full_name, e.difference_set, e.rights
                        """).param("id", id).param("job", run.job()).update();
        inParts(id);
    }

    /** Profiles whose rights came in parts, chunk by chunk, are told by lines: what nobody put in words is said to be missing. */
    private void inParts(UUID id) {
        jdbc.sql("""
                        with part as (
                            select i.type, i.full_name, gen_random_uuid() as difference_set
                            from sluice.comparison_item i
                            where i.comparison = :id and i.type = 'Profile' and i.bucket = 'DIFFERENT'
                            and not exists (select from sluice.comparison_item_differences d
                                where d.comparison = :id and d.type = i.type and d.full_name = i.full_name)),
                        told as (
                            insert into sluice.difference_set
                            select difference_set, 0, 0, 0, 0, 0, 0, '[]'::jsonb, jsonb_build_array(:sentence::text) from part)
                        insert into sluice.comparison_item_differences
                        select :id, type, full_name, difference_set, true from part
                        """).param("id", id).param("sentence", IN_PARTS).update();
    }

    private void units(Run run, UUID id) {
        jdbc.sql("""
                        insert into sluice.comparison_unit (comparison, type, full_name, source_raw, target_raw, members)
                        select ?, type, full_name, source_raw, target_raw, members from sluice.compare_unit where job = ?
                        """).params(id, run.job()).update();
    }

    private void files(Run run, UUID id) {
        jdbc.sql("""
                        insert into sluice.comparison_file (comparison, type, full_name, source, path, sha256, bytes)
                        select ?, type, full_name, source, path, sha256, bytes from sluice.compare_file where job = ?
                        union all
                        select ?, f.type, f.full_name, f.source, f.path, f.sha256, f.bytes
                        from sluice.compare_unit u join sluice.comparison_file f on f.comparison = u.known_by
                            and f.type = u.type and f.full_name = u.full_name
                        where u.job = ?
                        """).params(id, run.job(), id, run.job()).update();
    }

    private static String subject(Run run) {
        String change = run.input().change();
        return change == null ? "environment:" + run.input().target() : change;
    }

    private Map<String, Object> facts(Run run, UUID id) {
        Map<String, Object> facts = new HashMap<>(Map.of(
                "comparison", id.toString(),
                "owner", run.owner(),
                "source", run.input().source(),
                "target", run.input().target(),
                "cold", run.input().cold(),
                "result", words(id)));
        EarlierState earlier = run.input().earlier();
        if (earlier != null) {
            facts.put("earlier", earlier.comparison().toString());
        }
        return facts;
    }

    /** The result in words, for example {@code 3 items compared: 2 same, 1 different.} */
    String words(UUID id) {
        Map<Bucket, Long> counts = new HashMap<>();
        jdbc.sql("select bucket, count(*) as items from sluice.comparison_item where comparison = ? group by bucket")
                .param(id)
                .query(row -> {
                    counts.put(Bucket.valueOf(row.getString("bucket")), row.getLong("items"));
                });
        long all = counts.values().stream().mapToLong(count -> count).sum();
        if (all == 0) {
            return "Neither side has anything that was selected.";
        }
        String parts = List.of(Bucket.values()).stream()
                .filter(counts::containsKey)
                .map(bucket -> "%,d %s".formatted(Objects.requireNonNull(counts.get(bucket)), bucket.words()))
                .collect(Collectors.joining(", "));
        return "%,d %s compared: %s.".formatted(all, all == 1 ? "item" : "items", parts);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A comparison can't be written as JSON", e);
        }
    }
}
