package io.sluice.web;

import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.environment.PromotionPath;
import io.sluice.environment.Route;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Environments, the promotion path and the routes as pages show them. */
@Component
class EnvironmentViews {

    /**
     * What a page says about one environment besides its settings.
     *
     * @param spoken the API version that the last connection test came to; null before it
     * @param ruled whether routes are registered for it, so that its stage does not count
     * @param onward names of the environments that changes may go to from here
     * @param before names of the environments that changes may come from
     */
    record Place(
            Environment environment,
            @Nullable String spoken,
            boolean ruled,
            List<String> onward,
            List<String> before) {}

    /** All environments with the same position. */
    record Stage(int number, List<Place> places) {}

    /**
     * Where a route may be registered.
     *
     * @param same whether source and target are one environment
     * @param route the value that a form sends for it
     * @param registered whether it is
     * @param byStage whether it is open without being registered
     */
    record Cell(Environment target, boolean same, String route, boolean registered, boolean byStage) {}

    /** The routes from one environment. */
    record Row(Environment source, boolean ruled, List<Cell> cells) {}

    private final Environments environments;
    private final Evidence evidence;

    EnvironmentViews(Environments environments, Evidence evidence) {
        this.environments = environments;
        this.evidence = evidence;
    }

    Place place(Environment environment) {
        return place(environment, environments.path());
    }

    /** The promotion path in its order. */
    List<Stage> stages() {
        PromotionPath path = environments.path();
        Map<Integer, List<Place>> stages = new TreeMap<>();
        path.environments().forEach(one -> stages.computeIfAbsent(one.stage(), stage -> new ArrayList<>())
                .add(place(one, path)));
        return stages.entrySet().stream()
                .map(stage -> new Stage(stage.getKey(), stage.getValue()))
                .toList();
    }

    /** Every way that there could be. */
    List<Row> matrix() {
        PromotionPath path = environments.path();
        return path.environments().stream()
                .map(source -> new Row(
                        source,
                        path.hasRoutes(source.id()),
                        path.environments().stream()
                                .map(target -> cell(source, target, path))
                                .toList()))
                .toList();
    }

    private static Cell cell(Environment source, Environment target, PromotionPath path) {
        Route route = new Route(source.id(), target.id());
        boolean registered = path.routes().contains(route);
        return new Cell(
                target,
                source.id().equals(target.id()),
                route.toString(),
                registered,
                !registered && path.leads(source, target));
    }

    private Place place(Environment environment, PromotionPath path) {
        return new Place(
                environment,
                spoken(environment),
                path.hasRoutes(environment.id()),
                environment.enabled() ? names(path.onwardFrom(environment)) : List.of(),
                environment.enabled()
                        ? names(path.environments().stream()
                                .filter(source -> source.enabled() && path.leads(source, environment))
                                .toList())
                        : List.of());
    }

    private static List<String> names(List<Environment> some) {
        return some.stream().map(Environment::name).toList();
    }

    private @Nullable String spoken(Environment environment) {
        if (environment.testedAt() == null) {
            return null;
        }
        return evidence.about("environment:" + environment.id()).stream()
                .filter(act -> act.kind().equals("connection-tested"))
                .reduce((earlier, later) -> later)
                .map(Act::details)
                .map(details -> details.get("apiVersion"))
                .map(Object::toString)
                .orElse(null);
    }
}
