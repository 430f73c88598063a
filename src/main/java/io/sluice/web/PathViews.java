package io.sluice.web;

import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ChangeType;
import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Promotion paths as pages and their JSON twins show them. */
@Component
class PathViews {

    private static final int MOST_ENDED = 50;
    private static final String NOWHERE = "";

    private final ChangeRequests changes;
    private final ChangePaths paths;
    private final Deployments deployments;
    private final Environments environments;
    private final EnvironmentNames names;
    private final NextViews next;

    PathViews(
            ChangeRequests changes,
            ChangePaths paths,
            Deployments deployments,
            Environments environments,
            EnvironmentNames names,
            NextViews next) {
        this.changes = changes;
        this.paths = paths;
        this.deployments = deployments;
        this.environments = environments;
        this.names = names;
        this.next = next;
    }

    /** The targets of a change in order; empty before they were chosen. */
    List<PathStep> of(String change) {
        return paths.of(change).stream()
                .map(hop ->
                        new PathStep(hop.target(), names.of(hop.target()), state(hop.deployment()), hop.deployment()))
                .toList();
    }

    private String state(@Nullable String deployment) {
        if (deployment == null) {
            return PathStep.WAITING;
        }
        DeploymentStatus status = deployments.find(deployment).orElseThrow().status();
        return status == DeploymentStatus.DEPLOYED ? PathStep.VERIFIED : status.words();
    }

    /**
     * How far each change is.
     *
     * @param type in words; empty for any
     * @param requester user id; empty for any
     * @param ended whether completed and cancelled changes are shown too, the newest 50 of them
     * @throws Refusal where there is no such type
     */
    PathBoard board(String type, String requester, boolean ended, Viewer viewer) {
        demandType(type);
        List<ChangeRequest> shown = shown(ended).stream()
                .filter(change -> type.isBlank() || change.type().word().equals(type))
                .filter(change -> requester.isBlank() || change.requester().equals(requester.strip()))
                .toList();
        Map<String, List<PathBoard.Card>> cards = new LinkedHashMap<>();
        Collection<String> used = new ArrayList<>();
        for (ChangeRequest change : shown) {
            List<PathStep> path = of(change.number());
            cards.computeIfAbsent(standsIn(change, path), any -> new ArrayList<>())
                    .add(new PathBoard.Card(
                            change.number(),
                            change.name(),
                            change.type().word(),
                            change.status().words(),
                            change.requester(),
                            path,
                            next.inOneLine(change, viewer)));
            path.forEach(step -> used.add(step.environment()));
        }
        used.addAll(cards.keySet());
        return new PathBoard(columns(cards, used));
    }

    private List<ChangeRequest> shown(boolean ended) {
        List<ChangeRequest> all = changes.list(ChangeFilter.ALL);
        List<ChangeRequest> shown = new ArrayList<>(
                all.stream().filter(change -> !change.status().isFinal()).toList());
        if (ended) {
            all.stream()
                    .filter(change -> change.status().isFinal())
                    .limit(MOST_ENDED)
                    .forEach(shown::add);
        }
        return shown;
    }

    /** The last environment that has it verified, else the one that it is worked on in. */
    private static String standsIn(ChangeRequest change, List<PathStep> path) {
        return path.stream()
                .takeWhile(PathStep::isVerified)
                .reduce((before, last) -> last)
                .map(PathStep::environment)
                .orElse(Objects.requireNonNullElse(change.sandbox(), NOWHERE));
    }

    private List<PathBoard.Column> columns(Map<String, List<PathBoard.Card>> cards, Collection<String> used) {
        List<PathBoard.Column> columns = new ArrayList<>();
        columns.add(new PathBoard.Column(null, "In no environment yet", cards.getOrDefault(NOWHERE, List.of())));
        environments.all().stream()
                .filter(environment ->
                        used.contains(environment.id()) || environment.kind().isProduction() && environment.enabled())
                .map(Environment::id)
                .forEach(id -> columns.add(new PathBoard.Column(id, names.of(id), cards.getOrDefault(id, List.of()))));
        return columns;
    }

    /** Everybody who has raised a change request. */
    SortedSet<String> requesters() {
        return changes.list(ChangeFilter.ALL).stream()
                .map(ChangeRequest::requester)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<String> types() {
        return Arrays.stream(ChangeType.values()).map(ChangeType::word).toList();
    }

    private static void demandType(String type) {
        if (!type.isBlank() && !types().contains(type)) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "There is no change type " + type + ". Choose one of " + PageWords.anyOf(types()) + ".");
        }
    }

    /** Where the rest of a path may lead. */
    record Rest(String number, String name, List<PathStep> opened, List<String> rest, List<Way> ways) {}

    /** @param targets ids, separated by commas; empty to end the path */
    record Way(String targets, String words) {}

    /** @throws Refusal where the rest of the path is nothing that can be changed now */
    Rest rest(ChangeRequest change, Viewer viewer) {
        viewer.demand(mayChange(viewer), "Only release managers and administrators change a promotion path.");
        List<PathStep> path = of(change.number());
        if (change.status() == ChangeStatus.COMPLETED || change.status() == ChangeStatus.CANCELLED) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    change.number() + " is " + change.status().words() + "; its path can't be changed any more.");
        }
        List<PathStep> opened = path.stream().filter(step -> !step.isWaiting()).toList();
        if (opened.isEmpty()) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "The path of " + change.number() + " is not begun; it is chosen in the task \"Choose target\".");
        }
        List<String> been = opened.stream().map(PathStep::environment).toList();
        List<Way> ways = new ArrayList<>(
                environments.pathOf(viewer.id()).pathsFrom(been.get(been.size() - 1), MOST_ENDED).stream()
                        .filter(way -> way.stream().noneMatch(target -> been.contains(target.id())))
                        .map(way -> new Way(
                                way.stream().map(Environment::id).collect(Collectors.joining(",")),
                                way.stream().map(Environment::name).collect(Collectors.joining(", then "))))
                        .toList());
        ways.add(new Way(
                "",
                "No further: the path ends in " + opened.get(opened.size() - 1).name()));
        List<String> rest = path.stream()
                .filter(PathStep::isWaiting)
                .map(PathStep::environment)
                .toList();
        return new Rest(change.number(), change.name(), opened, rest, ways);
    }

    static boolean mayChange(Viewer viewer) {
        return viewer.hasAny(Role.RELEASE_MANAGER, Role.ADMINISTRATOR);
    }

    /** @throws Refusal where it is refused */
    List<PathStep> change(ChangeRequest change, List<String> targets, String reason, Viewer viewer) {
        Rest now = rest(change, viewer);
        String from = now.opened().get(now.opened().size() - 1).environment();
        environments.pathOf(viewer.id()).refusalAlong(from, targets).ifPresent(refusal -> {
            throw new Refusal(HttpStatus.CONFLICT, refusal);
        });
        List<String> problems = paths.changeRest(change.number(), targets, reason, viewer.id());
        if (!problems.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", problems));
        }
        return of(change.number());
    }
}
