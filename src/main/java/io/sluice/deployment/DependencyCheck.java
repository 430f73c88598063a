package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import io.sluice.metadata.References;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks every reference of a package up: in the package itself, among the standard ones, then in the target's lists. */
@org.springframework.stereotype.Component
class DependencyCheck {

    private static final TypeReference<List<Map<String, String>>> ROWS = new TypeReference<>() {};

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
            references = References.in(first);
            defined = References.defined(second);
        } catch (IOException e) {
            throw new UncheckedIOException("Package " + sha256 + " can't be read for its references", e);
        }
        Lists lists = new Lists(connections.open(record.target()), Set.copyOf(record.deletions()));
        SortedSet<Component> inPackage = new TreeSet<>();
        SortedSet<Component> inTarget = new TreeSet<>();
        List<Reference> missing = new ArrayList<>();
        for (Reference reference : references) {
            Set<Component> wanted = References.satisfiedBy(reference.to());
            if (wanted.stream().anyMatch(defined::contains)) {
                inPackage.add(reference.to());
            } else if (wanted.stream().noneMatch(References::isStandard)) {
                if (wanted.stream().anyMatch(lists::has)) {
                    inTarget.add(reference.to());
                } else {
                    missing.add(reference);
                }
            }
        }
        return new DependencyResult(record.id(), sha256, Times.now(clock), missing, inPackage.size(), inTarget.size());
    }

    void store(DependencyResult result) {
        List<Map<String, String>> missing = result.missing().stream()
                .map(each ->
                        Map.of("from", each.from().toString(), "to", each.to().toString(), "where", each.where()))
                .toList();
        jdbc.sql("""
                        insert into sluice.dependency_check (deployment, package_sha256, at, missing, in_package, in_target)
                        values (:deployment, :sha, :at, :missing::jsonb, :inPackage, :inTarget)
                        """)
                .param("deployment", result.deployment())
                .param("sha", result.packageSha256())
                .param("at", Times.utc(result.at()))
                .param("missing", json.write(missing))
                .param("inPackage", result.inPackage())
                .param("inTarget", result.inTarget())
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
                .map(each -> new Reference(component(each, "from"), component(each, "to"), text(each, "where")))
                .toList();
        return new DependencyResult(
                row.getString("deployment"),
                row.getString("package_sha256"),
                Times.requiredInstant(row, "at"),
                missing,
                row.getInt("in_package"),
                row.getInt("in_target"));
    }

    private static Component component(Map<String, String> row, String name) {
        return Component.parse(text(row, name)).orElseThrow();
    }

    private static String text(Map<String, String> row, String name) {
        String text = row.get(name);
        if (text == null) {
            throw new IllegalStateException("A missing reference was stored without " + name);
        }
        return text;
    }

    /** What the target has when all is done, by its lists, each asked for once; a type that the org does not know has no components there. */
    private static final class Lists {

        private final OrgConnection org;
        private final Set<String> types;
        private final Set<Component> deletions;
        private final Map<String, Set<Component>> byType = new HashMap<>();

        Lists(OrgConnection org, Set<Component> deletions) {
            this.org = org;
            this.deletions = deletions;
            this.types = org.types();
        }

        boolean has(Component component) {
            return types.contains(component.type())
                    && !deletions.contains(component)
                    && byType.computeIfAbsent(component.type(), this::list).contains(component);
        }

        private Set<Component> list(String type) {
            return org.list(type).stream().map(ListedComponent::component).collect(Collectors.toSet());
        }
    }
}
