package io.sluice.compare.bulk;

import io.sluice.compare.EarlierState;
import io.sluice.compare.Selection;
import io.sluice.compare.SelectionInput;
import io.sluice.metadata.ProfileRights;
import java.sql.Types;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes units of what was listed, and says what is known of each without retrieving it. All in one statement: a row that is
 * written once is cheaper than one that is filled in step by step.
 */
@Repository
class ListedUnits {

    private final JdbcClient jdbc;
    private final TypeRows types;
    private final Profiles profiles;
    private final CompareSettings settings;
    private final Clock clock;

    ListedUnits(JdbcClient jdbc, TypeRows types, Profiles profiles, CompareSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.types = types;
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes the units of the next wave: of the first one those of its types, of the second all others. Equal files need no look;
     * others none where an earlier comparison of the very same files has told their differences.
     *
     * @return how many
     */
    int make(Run run) {
        SelectionInput input = run.input();
        EarlierState earlier = input.earlier();
        boolean warm = !input.cold();
        return jdbc.sql("""
                        insert into sluice.compare_unit (job, type, full_name, in_source, in_target, source_stamp,
                            target_stamp, members, items, part, source_raw, target_raw, known_by, done)
                        with made as (
                            select unit_type as type, unit_name as full_name,
                                bool_or(source and state = 'SELECTED') as in_source,
                                bool_or(not source and state = 'SELECTED') as in_target,
                                case when bool_and(stamp is not null) filter (where source)
                                        and bool_or(type = unit_type) filter (where source)
                                    then md5(string_agg(type || ':' || full_name || ' ' || stamp, E'\\n'
                                        order by type, full_name) filter (where source)) end as source_stamp,
                                case when bool_and(stamp is not null) filter (where not source)
                                        and bool_or(type = unit_type) filter (where not source)
                                    then md5(string_agg(type || ':' || full_name || ' ' || stamp, E'\\n'
                                        order by type, full_name) filter (where not source)) end as target_stamp,
                                md5(string_agg(distinct state || type || ':' || full_name, E'\\n')
                                    filter (where state <> 'PART')) as members,
                                count(distinct (type, full_name)) filter (where state = 'SELECTED') as items,
                                :listed and not bool_or(type = unit_type and state = 'SELECTED') as part
                            from sluice.compare_listed
                            where job = :job and (:wave = 0 or (unit_type = any(:first)) = (:wave = 1))
                            group by unit_type, unit_name
                            having bool_or(state = 'SELECTED')),
                        known as (
                            select m.*, s.raw as source_raw,
                                case when :earlier::uuid is null then t.raw when :earlierSource then b.source_raw
                                    else b.target_raw end as target_raw
                            from made m
                            left join sluice.known_unit s on :warm and not m.part
                                and s.environment = :source and s.api_version = :version and s.org_id = :sourceOrg
                                and s.type = m.type and s.full_name = m.full_name and s.stamp = m.source_stamp
                                and s.retrieved_at > :oldest
                                and (s.retrieved_at <= :companions or m.type <> all(:showRights))
                            left join sluice.known_unit t on :warm and not m.part and :earlier::uuid is null
                                and t.environment = :target and t.api_version = :version and t.org_id = :targetOrg
                                and t.type = m.type and t.full_name = m.full_name and t.stamp = m.target_stamp
                                and t.retrieved_at > :oldest
                                and (t.retrieved_at <= :companions or m.type <> all(:showRights))
                            left join sluice.comparison_unit b on b.comparison = :earlier
                                and b.type = m.type and b.full_name = m.full_name)
                        select :job, k.type, k.full_name, k.in_source, k.in_target, k.source_stamp, k.target_stamp, k.members,
                            k.items, k.part, k.source_raw, k.target_raw, e.comparison, same.files or e.comparison is not null
                        from known k
                        cross join lateral (
                            select coalesce(k.in_source and k.in_target and k.source_raw = k.target_raw, false) as files) same
                        left join sluice.comparison_unit e on e.comparison = :latest and not same.files
                            and e.type = k.type and e.full_name = k.full_name and e.members = k.members
                            and k.in_source = (k.source_raw is not null) and k.in_target = (k.target_raw is not null)
                            and e.source_raw is not distinct from k.source_raw
                            and e.target_raw is not distinct from k.target_raw
                        """)
                .param("job", run.job())
                .param("listed", input.selection() instanceof Selection.Listed)
                .param("wave", run.isWhole() ? run.waves() + 1 : 0)
                .param("first", first(run))
                .param("warm", warm)
                .param("source", input.source())
                .param("target", input.target())
                .param("version", input.apiVersion())
                .param("sourceOrg", run.sourceOrg())
                .param("targetOrg", run.targetOrg())
                .param("oldest", RunRows.utc(clock.instant().minus(settings.trustDatesFor())))
                .param("companions", RunRows.utc(profiles.companionsKnownUntil(run)))
                .param("showRights", ProfileRights.COMPANIONS.toArray(String[]::new))
                .param("earlier", earlier == null ? null : earlier.comparison(), Types.OTHER)
                .param("earlierSource", earlier != null && earlier.source())
                .param("latest", warm && earlier == null ? latest(run).orElse(null) : null, Types.OTHER)
                .update();
    }

    private String[] first(Run run) {
        return run.isWhole()
                ? types.typesOf(run.job(), 1).stream()
                        .map(ListPlan::familyOf)
                        .distinct()
                        .toArray(String[]::new)
                : new String[0];
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
}
