package io.sluice.environment;

import io.sluice.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registered routes. */
@Component
class RouteTable {

    private final JdbcClient jdbc;
    private final Evidence evidence;

    RouteTable(DataSource database, Evidence evidence) {
        this.jdbc = JdbcClient.create(database);
        this.evidence = evidence;
    }

    SortedSet<Route> all() {
        return new TreeSet<>(jdbc.sql("select source, target from sluice.environment_route")
                .query((row, number) -> new Route(row.getString("source"), row.getString("target")))
                .list());
    }

    /** In the caller's transaction. */
    EditResult change(Set<Route> shown, Set<Route> wanted, String actor) {
        // The rows' locks put two who change routes at once one after the other.
        Set<String> known = Set.copyOf(jdbc.sql("select id from sluice.environment order by id for update")
                .query(String.class)
                .list());
        SortedSet<Route> before = all();
        if (!before.equals(new TreeSet<>(shown))) {
            return new EditResult.Stale("Somebody else has changed the routes since this page was opened. Nothing was"
                    + " saved. Open the page again and change them there.");
        }
        SortedSet<Route> after = new TreeSet<>(wanted);
        List<String> problems = problems(after, known);
        if (!problems.isEmpty()) {
            return new EditResult.Refused(problems);
        }
        known.stream().sorted().forEach(source -> replace(source, before, after, actor));
        return new EditResult.Saved();
    }

    private void replace(String source, SortedSet<Route> before, SortedSet<Route> after, String actor) {
        List<String> targetsBefore = targets(source, before);
        List<String> targetsAfter = targets(source, after);
        if (targetsBefore.equals(targetsAfter)) {
            return;
        }
        jdbc.sql("delete from sluice.environment_route where source = ?")
                .param(source)
                .update();
        targetsAfter.forEach(target -> jdbc.sql("insert into sluice.environment_route (source, target) values (?, ?)")
                .params(source, target)
                .update());
        evidence.record(
                actor,
                "environment-routes-changed",
                "environment:" + source,
                Map.of("from", targetsBefore, "to", targetsAfter));
    }

    private static List<String> targets(String source, SortedSet<Route> routes) {
        return routes.stream()
                .filter(route -> route.source().equals(source))
                .map(Route::target)
                .toList();
    }

    private static List<String> problems(SortedSet<Route> routes, Set<String> known) {
        List<String> problems = new ArrayList<>();
        SortedSet<String> unknown = new TreeSet<>();
        for (Route route : routes) {
            unknown.add(route.source());
            unknown.add(route.target());
            if (route.source().equals(route.target())) {
                problems.add(
                        "A route leads from one environment to another, not from " + route.source() + " to itself.");
            }
        }
        unknown.removeAll(known);
        unknown.forEach(id ->
                problems.add("There is no environment \"" + id + "\"; page /environments shows the registered ones."));
        return problems;
    }
}
