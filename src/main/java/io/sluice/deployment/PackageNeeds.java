package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import io.sluice.metadata.References;
import io.sluice.salesforce.ComponentDependencies;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Joins what the files of a package name and what the source org tells of its components, and says of each need where it is:
 * in the package, in the target when all is done, missing, or unknown.
 */
final class PackageNeeds {

    private static final String TOLD_BY_ORG = "told by the source org";

    private final Set<Component> defined;
    private final Set<Component> deletions;
    private final OrgLists target;
    private final Map<Edge, Found> found = new LinkedHashMap<>();

    PackageNeeds(Set<Component> defined, Set<Component> deletions, OrgLists target) {
        this.defined = defined;
        this.deletions = deletions;
        this.target = target;
    }

    private record Edge(Component from, Component to) {}

    /** @param unknown why nobody can say where it is; empty where the lists can */
    private record Found(Set<Dependency.Engine> by, List<String> places, String unknown) {}

    void named(Reference reference) {
        Found known = add(reference.from(), reference.to(), Dependency.Engine.FILES, "");
        if (!known.places().contains(reference.where())) {
            known.places().add(reference.where());
        }
    }

    /**
     * @param from a component of the package
     * @param source lists of the org that told
     */
    void told(Component from, ComponentDependencies.Use use, OrgLists source) {
        var used = source.named(use.usedType(), use.usedId());
        if (used.isPresent()) {
            add(from, used.get(), Dependency.Engine.ORG, "");
        } else if (!isStandard(use)) {
            add(
                    from,
                    new Component(use.usedType(), use.usedName().isEmpty() ? use.usedId() : use.usedName()),
                    Dependency.Engine.ORG,
                    "The source tells its id " + use.usedId() + " only; none of its lists has a component of that id,"
                            + " so it can't be looked for in the target.");
        }
    }

    /** Salesforce's own objects carry their name instead of an id, {@code User} is a type of its own. */
    private static boolean isStandard(ComponentDependencies.Use use) {
        return use.usedType().equals("StandardEntity")
                || use.usedType().equals("User")
                || use.usedType().equals("CustomObject") && use.usedId().equals(use.usedName())
                || use.usedId().isEmpty();
    }

    private Found add(Component from, Component to, Dependency.Engine engine, String unknown) {
        Found known = found.computeIfAbsent(
                new Edge(from, to),
                edge -> new Found(EnumSet.noneOf(Dependency.Engine.class), new ArrayList<>(), unknown));
        known.by().add(engine);
        return known;
    }

    /** Salesforce's own components, which every org has, and what belongs to the very component are no needs. */
    List<Dependency> all() {
        List<Dependency> all = new ArrayList<>();
        found.forEach((edge, known) -> {
            if (!edge.from().equals(edge.to())
                    && References.satisfiedBy(edge.to()).stream().noneMatch(References::isStandard)) {
                all.add(dependency(edge, known));
            }
        });
        return all;
    }

    private Dependency dependency(Edge edge, Found known) {
        Set<Component> wanted = References.satisfiedBy(edge.to());
        Dependency.State state;
        String why = "";
        if (!known.unknown().isEmpty()) {
            state = Dependency.State.UNKNOWN;
            why = known.unknown();
        } else if (wanted.stream().anyMatch(defined::contains)) {
            state = Dependency.State.IN_PACKAGE;
        } else if (wanted.stream().anyMatch(each -> !deletions.contains(each) && target.has(each))) {
            state = Dependency.State.IN_TARGET;
        } else {
            state = Dependency.State.MISSING;
            why = wanted.stream().anyMatch(deletions::contains) ? "This deployment deletes it." : "";
        }
        return new Dependency(edge.from(), edge.to(), String.join(", ", known.places()), state, why, known.by());
    }

    /** What is missing, a row for each place that names it. */
    List<Reference> missing(List<Dependency> all) {
        List<Reference> missing = new ArrayList<>();
        for (Dependency need : all) {
            if (need.state() == Dependency.State.MISSING) {
                List<String> places = Objects.requireNonNull(found.get(new Edge(need.from(), need.to())))
                        .places();
                (places.isEmpty() ? List.of(TOLD_BY_ORG) : places)
                        .forEach(place -> missing.add(new Reference(need.from(), need.to(), place)));
            }
        }
        return missing;
    }
}
