package io.sluice.web;

import io.sluice.deployment.DeletedUse;
import io.sluice.deployment.Dependency;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.ScopeAdditions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Dependencies of a deployment record, as its page shows them; what stops comes first. */
@Component
class DependencyViews {

    private static final List<Dependency.State> WORST_FIRST = List.of(
            Dependency.State.MISSING,
            Dependency.State.UNKNOWN,
            Dependency.State.IN_PACKAGE,
            Dependency.State.IN_TARGET);

    private final Deployments deployments;
    private final ScopeAdditions additions;
    private final EnvironmentNames environments;

    DependencyViews(Deployments deployments, ScopeAdditions additions, EnvironmentNames environments) {
        this.deployments = deployments;
        this.additions = additions;
        this.environments = environments;
    }

    DeploymentRecord require(String id) {
        return deployments
                .find(id)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND,
                        "There is no deployment record " + id + ". Open one from the page of its change request."));
    }

    Optional<DependencyResult> result(DeploymentRecord record) {
        return deployments.dependencies(record.id());
    }

    DependencyView of(DeploymentRecord record) {
        Optional<DependencyResult> found = result(record);
        List<Dependency> needs = found.map(DependencyResult::needs).orElse(List.of());
        return new DependencyView(
                record.id(),
                record.change(),
                environments.origin(record),
                environments.of(record.target()),
                found.map(DependencyResult::at).orElse(null),
                WORST_FIRST.stream()
                        .map(state -> new DependencyView.Count(state.words(), css(state), (int) needs.stream()
                                .filter(need -> need.state() == state)
                                .count()))
                        .toList(),
                needs.stream()
                        .sorted(Comparator.comparing((Dependency need) -> WORST_FIRST.indexOf(need.state()))
                                .thenComparing(Dependency::from)
                                .thenComparing(Dependency::to))
                        .map(DependencyViews::need)
                        .toList(),
                found.map(DependencyResult::deletedUses).orElse(List.of()).stream()
                        .sorted(Comparator.comparing(DeletedUse::effect)
                                .thenComparing(DeletedUse::deleted)
                                .thenComparing(DeletedUse::user))
                        .map(DependencyViews::use)
                        .toList(),
                found.map(DependencyResult::notes).orElse(List.of()),
                additions.possible(record.id()).stream().map(Object::toString).toList(),
                additions.waiting(record.change()).stream()
                        .map(Object::toString)
                        .toList());
    }

    private static DependencyView.Need need(Dependency need) {
        return new DependencyView.Need(
                need.from().toString(),
                need.to().toString(),
                need.state().words(),
                css(need.state()),
                need.where(),
                need.why(),
                Arrays.stream(Dependency.Engine.values())
                        .filter(need.knownBy()::contains)
                        .map(Dependency.Engine::word)
                        .toList());
    }

    private static DependencyView.Use use(DeletedUse use) {
        return new DependencyView.Use(
                use.user().toString(), use.deleted().toString(), use.effect().words(), css(use.effect()), use.why());
    }

    static String css(Dependency.State state) {
        return switch (state) {
            case IN_PACKAGE -> "in-package";
            case IN_TARGET -> "in-target";
            case MISSING -> "missing";
            case UNKNOWN -> "unknown";
        };
    }

    static String css(DeletedUse.Effect effect) {
        return switch (effect) {
            case BLOCKS -> "missing";
            case WARNS -> "unknown";
            case ENDS -> "in-target";
        };
    }
}
