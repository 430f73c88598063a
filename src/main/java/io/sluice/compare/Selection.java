package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is compared. What a selection means is found out by listing both orgs when the comparison begins. */
public sealed interface Selection {

    /**
     * The scope of a change, which its deployment will name: it is retrieved from both sides as one package, and one too
     * large for that is refused.
     */
    record Scope(SortedSet<Component> components, @Nullable Kept kept) implements Selection {
        public Scope {
            components = sorted(components);
        }

        /** Both sides are asked. */
        public Scope(SortedSet<Component> components) {
            this(components, null);
        }
    }

    /**
     * What was kept of the target earlier stands in for the source, which is then the target itself.
     *
     * @param id of a state that {@link KeptStates} knows
     * @param leftOut what may differ all the same when it is verified
     */
    record Kept(String id, SortedSet<Component> leftOut) {
        public Kept {
            leftOut = sorted(leftOut);
        }
    }

    /** Exactly these components, of any number; an object named here is compared with all that is inside of it. */
    record Listed(SortedSet<Component> components) implements Selection {
        public Listed {
            components = sorted(components);
            components.forEach(Selection::refuseWildcard);
        }
    }

    /** All components of some types, by the types' API names; child types are chosen by their own names. */
    record Types(SortedSet<String> types, LeftOut leftOut) implements Selection {
        public Types {
            types = sorted(types);
        }
    }

    /** All components of every type that either org knows. */
    record Everything(LeftOut leftOut) implements Selection {}

    /** True where the selection can have nothing in it, whatever the orgs have. */
    default boolean isEmpty() {
        if (this instanceof Scope scope) {
            return scope.components().isEmpty();
        }
        if (this instanceof Listed listed) {
            return listed.components().isEmpty();
        }
        return this instanceof Types types && types.types().isEmpty();
    }

    private static void refuseWildcard(Component component) {
        if (component.fullName().contains("*")) {
            throw new IllegalArgumentException(
                    component + ": a list names each component; choose the whole type instead of a wildcard");
        }
    }

    private static <T> SortedSet<T> sorted(Collection<T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }
}
