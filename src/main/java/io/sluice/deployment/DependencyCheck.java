package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import io.sluice.metadata.References;
import io.sluice.salesforce.ComponentDependencies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks every need of a package up: in the package itself, among the standard components, then in the target's lists; and
 * asks the target who uses what is deleted.
 */
@org.springframework.stereotype.Component
class DependencyCheck {

    private static final TypeReference<List<Map<String, String>>> ROWS = new TypeReference<>() {};
    private static final TypeReference<List<String>> NOTES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;
    private final PackageStore packages;
    private final Connections connections;

    DependencyCheck(JdbcClient jdbc, Json json, Clock clock, PackageStore packages, Connections connections) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.packages = packages;
        this.connections = connections;
    }

    DependencyResult check(DeploymentRecord record, String sha256) {
        Set<Reference> references;
        SortedSet<Component> defined;
        try (InputStream first = packages.open(sha256);
                InputStream second = packages.open(sha256)) {
            references = References.in(first, record.deletions());
            defined = References.defined(second);
        } catch (IOException e) {
            throw new UncheckedIOException("Package " + sha256 + " can't be read for its references", e);
        }
        OrgLists target = new OrgLists(connections.open(record.target()));
        PackageNeeds found = new PackageNeeds(defined, Set.copyOf(record.deletions()), target);
        references.forEach(found::named);
        // What was kept is in no org that could tell; the target tells of what is there now.
        List<String> notes = new ArrayList<>(
                record.rollback() == null
                        ? askSource(found, defined, new OrgLists(connections.open(record.source())))
                        : List.of("What was kept is in no org that could tell what it uses; its files were read."));
        DeletedUses deletedUses = DeletedUses.in(target, record.deletions());
        notes.addAll(deletedUses.notes());
        List<Dependency> needs = found.all();
        return new DependencyResult(
                record.id(),
                sha256,
                Times.now(clock),
                found.missing(needs),
                distinct(needs, Dependency.State.IN_PACKAGE),
                distinct(needs, Dependency.State.IN_TARGET),
                needs,
                deletedUses.judged(defined, needs),
                notes);
    }

    private static List<String> askSource(PackageNeeds found, Set<Component> defined, OrgLists source) {
        Map<Component, String> ids = source.ids(defined);
        Map<String, Component> byId = new HashMap<>();
        ids.forEach((component, id) -> byId.put(id, component));
        ComponentDependencies.Answer answer = new ComponentDependencies(source.org()).usedBy(ids.values());
        if (answer instanceof ComponentDependencies.Refused refused) {
            return List.of("The source does not tell what its components use (" + refused.sentence()
                    + "). What stands in the package's files was read all the same.");
        }
        ComponentDependencies.Told told = (ComponentDependencies.Told) answer;
        told.uses().forEach(use -> Optional.ofNullable(byId.get(use.userId()))
                .ifPresent(from -> found.told(from, use, source)));
        List<Component> cut = told.truncated().stream().map(byId::get).sorted().toList();
        return cut.isEmpty()
                ? List.of()
                : List.of("The source tells only the first 2,000 components that " + Words.named(cut)
                        + " uses. What stands in its files was read all the same.");
    }

    private static int distinct(List<Dependency> needs, Dependency.State state) {
        return (int) needs.stream()
                .filter(need -> need.state() == state)
                .map(Dependency::to)
                .distinct()
                .count();
    }

    void store(DependencyResult result) {
        List<Map<String, String>> missing =
                result.missing().stream().map(DependencyRows::row).toList();
        jdbc.sql("""
                        insert into sluice.dependency_check (deployment, package_sha256, at, missing, in_package, in_target,
                            needs, deleted_uses, notes)
                        values (:deployment, :sha, :at, :missing::jsonb, :inPackage, :inTarget,
                            :needs::jsonb, :uses::jsonb, :notes::jsonb)
                        """)
                .param("deployment", result.deployment())
                .param("sha", result.packageSha256())
                .param("at", Times.utc(result.at()))
                .param("missing", json.write(missing))
                .param("inPackage", result.inPackage())
                .param("inTarget", result.inTarget())
                .param(
                        "needs",
                        json.write(
                                result.needs().stream().map(DependencyRows::row).toList()))
                .param(
                        "uses",
                        json.write(result.deletedUses().stream()
                                .map(DependencyRows::row)
                                .toList()))
                .param("notes", json.write(result.notes()))
                .update();
    }

    Optional<DependencyResult> latest(String deployment) {
        return jdbc.sql("""
                        select * from sluice.dependency_check where deployment = :deployment
                        order by position desc limit 1
                        """).param("deployment", deployment).query(this::result).optional();
    }

    private DependencyResult result(ResultSet row, int number) throws SQLException {
        List<Reference> missing = json.read(row.getString("missing"), ROWS).stream()
                .map(DependencyRows::reference)
                .toList();
        return new DependencyResult(
                row.getString("deployment"),
                row.getString("package_sha256"),
                Times.requiredInstant(row, "at"),
                missing,
                row.getInt("in_package"),
                row.getInt("in_target"),
                json.read(row.getString("needs"), ROWS).stream()
                        .map(DependencyRows::need)
                        .toList(),
                json.read(row.getString("deleted_uses"), ROWS).stream()
                        .map(DependencyRows::deletedUse)
                        .toList(),
                json.read(row.getString("notes"), NOTES));
    }
}
