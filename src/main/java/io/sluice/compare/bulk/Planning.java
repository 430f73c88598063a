package io.sluice.compare.bulk;

import io.sluice.compare.EarlierState;
import io.sluice.compare.Selection;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import io.sluice.metadata.ProfileRights;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes units of what was listed, finds those whose state is known without retrieving, and parts the others into chunks. All in
 * the database, so that no list of components is in memory.
 */
@Component
class Planning {

    private static final int FILES_OF_A_BUNDLE = 6;

    /** So many components make a difference to how the database joins. */
    private static final long MUCH = 1_000;

    private final JdbcClient jdbc;
    private final RunRows runs;
    private final TypeRows types;
    private final Profiles profiles;
    private final CompareSettings settings;
    private final Clock clock;

    Planning(JdbcClient jdbc, RunRows runs, TypeRows types, Profiles profiles, CompareSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.types = types;
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
    }

    /** Plans what the next wave of types has listed. In the caller's transaction. */
    void plan(Run run) {
        // Emptied and filled again, these tables would be taken for empty, and joined row by row with row. A second
        // wave that
        // adds little changes nothing of that.
        boolean much = run.waves() == 0 || types.components(run.job(), run.waves() + 1) > MUCH;
        if (much) {
            jdbc.sql("analyze sluice.compare_listed").update();
        }
        if (units(run) > 0) {
            if (much) {
                jdbc.sql("analyze sluice.compare_unit").update();
            }
            if (run.input().earlier() != null) {
                earlierRaws(run, run.input().earlier());
            }
            if (!run.input().cold()) {
                Instant companions = profiles.companionsKnownUntil(run);
                knownRaws(run, true, companions);
                if (run.asks(false)) {
                    knownRaws(run, false, companions);
                }
            }
            done(run);
            chunks(run);
        }
        long known = jdbc.sql("select coalesce(sum(items), 0) from sluice.compare_unit where job = ? and chunk is null")
                .param(run.job())
                .query(Long.class)
                .single();
        runs.planned(run.job(), clock.instant(), known);
    }

    /** Which units the next wave makes: the first one those of its types, the second all others. */
    private String ofThisWave(Run run) {
        return !run.isWhole() ? "true" : run.waves() == 0 ? "unit_type = any(:first)" : "unit_type <> all(:first)";
    }

    private String[] first(Run run) {
        return run.isWhole()
                ? types.typesOf(run.job(), 1).stream()
                        .map(ListPlan::familyOf)
                        .distinct()
                        .toArray(String[]::new)
                : new String[0];
    }

    private int units(Run run) {
        boolean listed = run.input().selection() instanceof Selection.Listed;
        JdbcClient.StatementSpec statement =
                jdbc.sql("""
                        insert into sluice.compare_unit (job, type, full_name, in_source, in_target, source_stamp,
                            target_stamp, members, items, part)
                        select job, unit_type, unit_name,
                            bool_or(source and state = 'SELECTED'), bool_or(not source and state = 'SELECTED'),
                            case when bool_and(stamp is not null) filter (where source)
                                    and bool_or(type = unit_type) filter (where source)
                                then md5(string_agg(type || ':' || full_name || ' ' || stamp, E'\\n'
                                    order by type, full_name) filter (where source)) end,
                            case when bool_and(stamp is not null) filter (where not source)
                                    and bool_or(type = unit_type) filter (where not source)
                                then md5(string_agg(type || ':' || full_name || ' ' || stamp, E'\\n'
                                    order by type, full_name) filter (where not source)) end,
                            md5(string_agg(distinct state || type || ':' || full_name, E'\\n')
                                filter (where state <> 'PART')),
                            count(distinct (type, full_name)) filter (where state = 'SELECTED'),
                            :listed and not bool_or(type = unit_type and state = 'SELECTED')
                        from sluice.compare_listed where job = :job and %s
                        group by job, unit_type, unit_name
                        having bool_or(state = 'SELECTED')
                        """.formatted(ofThisWave(run))).param("job", run.job()).param("listed", listed);
        return (run.isWhole() ? statement.param("first", first(run)) : statement).update();
    }

    private void earlierRaws(Run run, EarlierState earlier) {
        String column = earlier.source() ? "source_raw" : "target_raw";
        jdbc.sql("""
                        update sluice.compare_unit u set target_raw = e.%s from sluice.comparison_unit e
                        where u.job = ? and e.comparison = ? and e.type = u.type and e.full_name = u.full_name
                        """.formatted(column)).params(run.job(), earlier.comparison()).update();
    }

    private void knownRaws(Run run, boolean source, Instant companions) {
        String side = source ? "source" : "target";
        Instant oldest = clock.instant().minus(settings.trustDatesFor());
        jdbc.sql("""
                        update sluice.compare_unit u set %s_raw = k.raw from sluice.known_unit k
                        where u.job = ? and u.chunk is null and not u.done and not u.part and k.environment = ? and k.api_version = ? and k.org_id = ?
                        and k.type = u.type and k.full_name = u.full_name and k.stamp = u.%s_stamp
                        and k.retrieved_at > ? and (k.retrieved_at <= ? or not u.type = any(?))
                        """.formatted(side, side))
                .params(
                        run.job(),
                        run.environment(source),
                        run.input().apiVersion(),
                        run.org(source),
                        RunRows.utc(oldest),
                        RunRows.utc(companions),
                        ProfileRights.COMPANIONS.toArray(String[]::new))
                .update();
    }

    /** Equal files need no look; others none where an earlier comparison of the very same files has told their differences. */
    private void done(Run run) {
        jdbc.sql("""
                        update sluice.compare_unit set done = true
                        where job = ? and chunk is null and in_source and in_target and source_raw = target_raw
                        """).param(run.job()).update();
        Optional<UUID> earlier = run.input().cold() || run.input().earlier() != null ? Optional.empty() : latest(run);
        earlier.ifPresent(
                comparison -> jdbc.sql("""
                        update sluice.compare_unit u set done = true, known_by = e.comparison
                        from sluice.comparison_unit e
                        where u.job = ? and e.comparison = ? and u.chunk is null and not u.done
                        and e.type = u.type and e.full_name = u.full_name and e.members = u.members
                        and u.in_source = (u.source_raw is not null) and u.in_target = (u.target_raw is not null)
                        and e.source_raw is not distinct from u.source_raw
                        and e.target_raw is not distinct from u.target_raw
                        """).params(run.job(), comparison).update());
    }

    private Optional<UUID> latest(Run run) {
        return jdbc.sql("""
                        select id from sluice.comparison
                        where selection is not null and earlier is null and source = ? and target = ? and api_version = ?
                        and left(source_org_id, 15) = ? and left(target_org_id, 15) = ?
                        order by position desc limit 1
                        """)
                .params(
                        run.input().source(),
                        run.input().target(),
                        run.input().apiVersion(),
                        run.sourceOrg(),
                        run.targetOrg())
                .query(UUID.class)
                .optional();
    }

    /** As few chunks as the files allow, all of them about as large. */
    private void chunks(Run run) {
        List<MetadataType> all = MetadataTypes.all();
        int first = jdbc.sql("select coalesce(max(number) + 1, 0) from sluice.compare_chunk where job = ?")
                .param(run.job())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        update sluice.compare_unit u set chunk = c.number from (
                            select type, full_name, :first + (upto - 1) * ceil(files / :most::numeric)::int / files as number
                            from (
                                select n.type, n.full_name, sum(coalesce(w.files, 1))
                                        over (order by n.type, n.full_name rows unbounded preceding) as upto,
                                    sum(coalesce(w.files, 1)) over () as files
                                from sluice.compare_unit n
                                left join unnest(:types::text[], :files::int[]) as w(type, files) on w.type = n.type
                                where n.job = :job and n.chunk is null and not n.done) w) c
                        where u.job = :job and u.type = c.type and u.full_name = c.full_name
                        """)
                .param("job", run.job())
                .param("first", first)
                .param("most", settings.files())
                .param("types", all.stream().map(MetadataType::name).toArray(String[]::new))
                .param("files", all.stream().map(Planning::files).toArray(Integer[]::new))
                .update();
        jdbc.sql("""
                        insert into sluice.compare_chunk (job, number, state, units)
                        select job, chunk, 'OPEN', count(*) from sluice.compare_unit
                        where job = ? and chunk >= ? group by job, chunk
                        """).params(run.job(), first).update();
    }

    private static Integer files(MetadataType type) {
        if (type.bundle()) {
            return FILES_OF_A_BUNDLE;
        }
        return type.metaCompanion() ? 2 : 1;
    }
}
