package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentState;
import io.sluice.metadata.FileState;
import io.sluice.metadata.XmlNode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what differs between two states of one component. */
public final class Differences {

    private Differences() {}

    /**
     * Compares two states of a component; told from the target's side, as what a deployment of the source would do.
     *
     * <p>Items are matched by what people know them by. Formatting, order without a meaning, documented defaults and what
     * platforms make up themselves are no difference. A component that only one side has is one difference, and one more for
     * each right that it gives.
     *
     * @param source null where the source does not have the component
     * @param target likewise
     * @param companions every component that was asked of both sides in one request: what a profile says about others is
     *     compared where both sides say it; where one says nothing, that means no right only for what is in here
     * @throws IllegalArgumentException where neither side has it, or a state is of another component
     */
    public static ComponentDifferences of(
            Component component,
            @Nullable ComponentState source,
            @Nullable ComponentState target,
            Set<Component> companions) {
        check(component, source);
        check(component, target);
        Findings findings = new Findings();
        Place at = Place.of(component);
        if (source != null && target != null) {
            both(component, source, target, companions, at, findings);
        } else if (source != null) {
            one(component, source, true, at, findings);
        } else if (target != null) {
            one(component, target, false, at, findings);
        } else {
            throw new IllegalArgumentException("Neither side has " + component + ", so there is nothing to compare");
        }
        return findings.of(component);
    }

    private static void check(Component component, @Nullable ComponentState state) {
        if (state != null && !state.component().equals(component)) {
            throw new IllegalArgumentException("The state of " + state.component() + " can't stand for " + component);
        }
    }

    private static void both(
            Component component,
            ComponentState source,
            ComponentState target,
            Set<Component> companions,
            Place at,
            Findings findings) {
        FileComparison files = new FileComparison(component.type(), at, findings);
        Set<String> paths = new TreeSet<>(source.files().keySet());
        paths.addAll(target.files().keySet());
        for (String path : paths) {
            FileState ours = source.files().get(path);
            FileState theirs = target.files().get(path);
            if (ours instanceof FileState.Xml our && theirs instanceof FileState.Xml their) {
                new XmlComparison(component, companions, findings).compare(our.root(), their.root(), inside(at, path));
            } else {
                files.compare(path, ours, theirs);
            }
        }
        if (findings.found().isEmpty() && !source.lines().equals(target.lines())) {
            findings.note(
                    "The two sides are written differently, but mean the same: what differs is the platform's default,"
                            + " or made up by the platform itself.");
        }
    }

    private static void one(Component component, ComponentState state, boolean inSource, Place at, Findings findings) {
        findings.add(new Difference(
                inSource ? Kind.ADDED : Kind.REMOVED,
                "",
                at.words(),
                null,
                null,
                at.words() + (inSource ? " is new" : " is only in the target"),
                null));
        FileComparison files = new FileComparison(component.type(), at, findings);
        state.files().forEach((path, file) -> {
            if (file instanceof FileState.Xml xml) {
                XmlNode nothing = new XmlNode(xml.root().name(), "", 1);
                XmlComparison comparison = new XmlComparison(component, null, findings);
                comparison.rights(inSource ? xml.root() : nothing, inSource ? nothing : xml.root(), inside(at, path));
            } else {
                files.show(path, inSource ? file : null, inSource ? null : file);
            }
        });
    }

    private static Place inside(Place at, String path) {
        boolean own = path.isEmpty() || path.equals(ComponentState.COMPANION);
        return own ? at : new Place(path + ":", at.root(), at.items());
    }
}
