package io.sluice.compare.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.compare.ItemComparison;
import io.sluice.compare.SelectionInput;
import io.sluice.compare.bulk.UnitComparison.Files;
import io.sluice.metadata.Component;
import io.sluice.metadata.PackageFiles.PackageFile;
import io.sluice.metadata.PackageUnits;
import io.sluice.metadata.ProfileRights;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Profiles of a comparison under way. They are retrieved with every chunk that has components on which they may give rights, and
 * compared by their rights on those components of it that both sides have.
 *
 * <p>In a warm comparison that is the components which changed. What was found of the others stands as long as the org lists the
 * profiles as they were; when one was modified, all these components are retrieved once more.
 */
@Repository
class Profiles {

    private final JdbcClient jdbc;
    private final ChunkRows rows;
    private final ObjectMapper json;
    private final Clock clock;

    Profiles(JdbcClient jdbc, ChunkRows rows, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
        this.clock = clock;
    }

    /** Those that are to be retrieved with a chunk besides its own units. */
    List<Unit> guests(Run run, List<Unit> units) {
        if (units.stream()
                .noneMatch(unit ->
                        ProfileRights.COMPANIONS.contains(unit.component().type()))) {
            return List.of();
        }
        Set<Component> own = new HashSet<>();
        units.forEach(unit -> own.add(unit.component()));
        return rows.unitsOf(run.job(), types(run)).stream()
                .filter(unit -> !own.contains(unit.component()))
                .toList();
    }

    private static List<String> types(Run run) {
        return List.of("Profile", "PermissionSet").stream()
                .filter(type -> ProfileRights.isInPart(type, run.input().apiVersion()))
                .toList();
    }

    /** Rights on these can't be compared: one side only has them. */
    Predicate<Component> onOneSide(UUID job, List<Unit> units, Set<Component> unitsOnOneSide) {
        Set<Component> alone =
                rows.listedOnOneSide(job, units.stream().map(Unit::component).toList());
        return component -> alone.contains(component) || unitsOnOneSide.contains(PackageUnits.of(component));
    }

    /** The lines that one side has more than the other; empty where there are none. */
    static Optional<ItemComparison.Lines> compare(
            Component profile, Files source, Files target, Predicate<Component> leftOut) throws IOException {
        return ItemComparison.lines(lines(profile, source, leftOut), lines(profile, target, leftOut));
    }

    private static List<String> lines(Component profile, Files files, Predicate<Component> leftOut) throws IOException {
        List<String> lines = new ArrayList<>();
        for (PackageFile file : files.side().files().getOrDefault(profile, List.of())) {
            files.again().read(file, in -> lines.addAll(ProfileRights.lines(file.path(), in, leftOut)));
        }
        return lines;
    }

    /**
     * Components retrieved after this time are retrieved once more, for the rights on them: at any time where no profile is
     * compared, else at the time of the comparison of the same selection that found the rights on them.
     */
    Instant companionsKnownUntil(Run run) {
        if (!areListed(run)) {
            return clock.instant();
        }
        return earlier(run).map(Earlier::at).orElse(Instant.EPOCH);
    }

    private boolean areListed(Run run) {
        return jdbc.sql("""
                        select exists (select from sluice.compare_listed
                            where job = ? and unit_type = any(?) and state = 'SELECTED')
                        """)
                .params(run.job(), types(run).toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    private record Earlier(UUID comparison, Instant at) {}

    /** Whose findings stand for what did not change; empty where all is looked at now. */
    private Optional<Earlier> earlier(Run run) {
        if (run.input().cold() || !run.asks(false) || !areUnchanged(run)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select c.id, c.at from sluice.comparison c
                        where c.earlier is null and c.source = ? and c.target = ? and c.api_version = ?
                        and left(c.source_org_id, 15) = ? and left(c.target_org_id, 15) = ?
                        and c.selection = ?::jsonb
                        order by c.position desc limit 1
                        """)
                .params(
                        run.input().source(),
                        run.input().target(),
                        run.input().apiVersion(),
                        run.sourceOrg(),
                        run.targetOrg(),
                        selection(run))
                .query((row, number) -> new Earlier(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private String selection(Run run) {
        try {
            return json.writeValueAsString(SelectionInput.of(run.input().selection()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A selection can't be written as JSON", e);
        }
    }

    private boolean areUnchanged(Run run) {
        return known(run, true).equals(Optional.of(stamp(run, true)))
                && known(run, false).equals(Optional.of(stamp(run, false)));
    }

    private void remember(Run run) {
        for (boolean source : new boolean[] {true, false}) {
            if (run.asks(source)) {
                jdbc.sql("""
                                insert into sluice.known_profiles (environment, api_version, org_id, stamp)
                                values (?, ?, ?, ?) on conflict (environment, api_version)
                                do update set org_id = excluded.org_id, stamp = excluded.stamp
                                """)
                        .params(run.environment(source), run.input().apiVersion(), run.org(source), stamp(run, source))
                        .update();
            }
        }
    }

    private Optional<String> known(Run run, boolean source) {
        return jdbc.sql(
                        "select stamp from sluice.known_profiles where environment = ? and api_version = ? and org_id = ?")
                .params(run.environment(source), run.input().apiVersion(), run.org(source))
                .query(String.class)
                .optional();
    }

    private String stamp(Run run, boolean source) {
        return jdbc.sql("""
                        select coalesce(md5(string_agg(type || ':' || full_name || ' ' || coalesce(modified_at::text, ''),
                            E'\\n' order by type, full_name)), '')
                        from sluice.compare_listed where job = ? and source = ? and unit_type = any(?) and state = 'SELECTED'
                        """)
                .params(run.job(), source, types(run).toArray(String[]::new))
                .query(String.class)
                .single();
    }

    /** Makes items of what the chunks say: one difference in one chunk makes a profile different. */
    void gather(UUID job) {
        jdbc.sql("""
                        insert into sluice.compare_item (job, type, full_name, bucket, source_hash, target_hash,
                            only_in_source, only_in_target)
                        select r.job, r.type, r.full_name, 'DIFFERENT', :raw || u.source_raw, :raw || u.target_raw,
                            (select coalesce(jsonb_agg(line), '[]') from (
                                select distinct line from sluice.compare_rights c, jsonb_array_elements(c.only_in_source) line
                                where c.job = r.job and c.type = r.type and c.full_name = r.full_name
                                order by line limit :most) l),
                            (select coalesce(jsonb_agg(line), '[]') from (
                                select distinct line from sluice.compare_rights c, jsonb_array_elements(c.only_in_target) line
                                where c.job = r.job and c.type = r.type and c.full_name = r.full_name
                                order by line limit :most) l)
                        from (select distinct job, type, full_name from sluice.compare_rights where job = :job) r
                        join sluice.compare_unit u on u.job = r.job and u.type = r.type and u.full_name = r.full_name
                        on conflict (job, type, full_name) do update set bucket = 'DIFFERENT',
                            only_in_source = sluice.compare_item.only_in_source || excluded.only_in_source,
                            only_in_target = sluice.compare_item.only_in_target || excluded.only_in_target
                        where sluice.compare_item.bucket <> 'UNKNOWN'
                        """)
                .param("job", job)
                .param("raw", UnitComparison.RAW)
                .param("most", ItemComparison.MOST_LINES)
                .update();
    }

    /**
     * What was not looked at now stays as it was found, and says so; where all was, it is remembered how the profiles are listed.
     * In the transaction that ends the comparison.
     */
    void carryOver(Run run) {
        if (rows.unitsOf(run.job(), types(run)).isEmpty()) {
            return;
        }
        earlier(run).ifPresentOrElse(found -> carryOver(run, found.comparison()), () -> remember(run));
    }

    private void carryOver(Run run, UUID earlier) {
        jdbc.sql("""
                        insert into sluice.compare_item as i (job, type, full_name, bucket, source_hash, target_hash,
                            only_in_source, only_in_target, note)
                        select u.job, u.type, u.full_name, e.bucket, :raw || u.source_raw, :raw || u.target_raw,
                            e.only_in_source, e.only_in_target, :note
                        from sluice.compare_unit u join sluice.comparison_item e
                            on e.comparison = :earlier and e.type = u.type and e.full_name = u.full_name
                        where u.job = :job and u.type = any(:types) and u.source_raw is not null
                        and u.target_raw is not null and e.bucket in ('SAME', 'DIFFERENT')
                        on conflict (job, type, full_name) do update set note = excluded.note,
                            bucket = case when i.bucket = 'SAME' then excluded.bucket else i.bucket end,
                            only_in_source = i.only_in_source || excluded.only_in_source,
                            only_in_target = i.only_in_target || excluded.only_in_target
                        where i.bucket <> 'UNKNOWN'
                        """)
                .param("job", run.job())
                .param("earlier", earlier)
                .param("raw", UnitComparison.RAW)
                .param("types", types(run).toArray(String[]::new))
                .param(
                        "note",
                        "Rights on components that did not change are as the comparison before found them;"
                                + " a cold comparison looks at all")
                .update();
    }
}
