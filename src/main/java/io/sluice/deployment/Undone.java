package io.sluice.deployment;

import io.sluice.compare.difference.Difference;
import io.sluice.metadata.Component;
import java.util.List;

/**
 * One item of a deployment that would have to be undone.
 *
 * @param differences what the deployment changes inside of it; empty for what it creates or deletes
 */
record Undone(Component component, Act act, List<Difference> differences) {

    enum Act {
        CREATED,
        OVERWRITTEN,
        DELETED
    }

    Undone {
        differences = List.copyOf(differences);
    }

    boolean is(Act wanted, String... types) {
        return act == wanted && List.of(types).contains(component.type());
    }

    /** The name without the object or folder that it stands in. */
    String ownName() {
        String name = component.fullName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    }
}
