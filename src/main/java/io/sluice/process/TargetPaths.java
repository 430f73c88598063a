package io.sluice.process;

import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.Hop;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.environment.PromotionPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Promotion paths as forms offer and answer them: the ids of the targets, separated by commas. */
@Component
class TargetPaths {

    /** The answer that ends the path where it is; no environment has such an id. */
    static final String END = ".";

    private static final int MOST = 60;

    private final ChangePaths paths;
    private final Environments environments;

    TargetPaths(ChangePaths paths, Environments environments) {
        this.paths = paths;
        this.environments = environments;
    }

    /** The ways from an environment, those with the fewest targets first. */
    private static List<List<Environment>> offered(PromotionPath routes, String source) {
        return routes.pathsFrom(source, MOST);
    }

    /** The same, and the way that was chosen before, which may be one too many to be among them. */
    static List<List<Environment>> offered(PromotionPath routes, String source, List<String> before) {
        List<List<Environment>> offered = new ArrayList<>(offered(routes, source));
        routes.along(source, before)
                .filter(path -> !path.isEmpty() && !offered.contains(path))
                .ifPresent(offered::add);
        return offered;
    }

    /** The ways on for a change that has been to these targets already; none when it has been nowhere. */
    static List<List<Environment>> onward(PromotionPath routes, List<String> been) {
        if (been.isEmpty()) {
            return List.of();
        }
        return offered(routes, been.get(been.size() - 1)).stream()
                .filter(path -> path.stream().noneMatch(target -> been.contains(target.id())))
                .toList();
    }

    static List<Map<String, String>> options(List<List<Environment>> offered) {
        return offered.stream()
                .map(path -> Map.of("value", value(path), "label", label(path)))
                .toList();
    }

    /** What a select shows at first: what was chosen before, else the shortest way to production, else the only way. */
    @Nullable
    String chosen(List<List<Environment>> offered, List<String> before) {
        String earlier = String.join(",", before);
        if (offered.stream().anyMatch(path -> value(path).equals(earlier))) {
            return earlier;
        }
        return environments
                .production()
                .flatMap(production -> offered.stream()
                        .filter(path -> path.get(path.size() - 1).id().equals(production.id()))
                        .findFirst())
                .map(TargetPaths::value)
                .orElse(offered.size() == 1 ? value(offered.get(0)) : null);
    }

    /** Ids of targets, as a form answered them. */
    static List<String> read(String answer) {
        return Arrays.stream(answer.split("[,\\s]+", -1))
                .filter(target -> !target.isEmpty())
                .toList();
    }

    /** The path of a change request. One that was under way before there were paths has its one target in a variable. */
    List<String> of(DelegateExecution execution) {
        String change = ChangeRequestProcess.change(execution);
        List<String> targets = paths.of(change).stream().map(Hop::target).toList();
        if (!targets.isEmpty()) {
            return targets;
        }
        List<String> one = read(ChangeRequestProcess.text(execution, ChangeRequestProcess.TARGET));
        paths.choose(change, one, ChangeRequestProcess.actor(execution));
        return one;
    }

    private static String value(List<Environment> path) {
        return path.stream().map(Environment::id).collect(Collectors.joining(","));
    }

    private static String label(List<Environment> path) {
        Environment last = path.get(path.size() - 1);
        return path.stream().map(Environment::name).collect(Collectors.joining(", then ")) + " ("
                + last.kind().word() + ")";
    }
}
