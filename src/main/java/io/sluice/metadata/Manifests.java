package io.sluice.metadata;

import java.util.Collection;
import java.util.TreeSet;

/** Makes manifests. */
public final class Manifests {

    private Manifests() {}

    /**
     * What must be retrieved for a scope: its components and nothing else, since whatever else came would be deployed
     * too. A profile shows only the rights on components named in the same request, so its companions are exactly the
     * other components of the scope; ask every environment with the same manifest, or a missing companion looks like a
     * right taken away.
     *
     * @param apiVersion for example {@code 62.0}
     * @throws IllegalArgumentException for a wildcard: what it means differs from org to org
     */
    public static Manifest forScope(String apiVersion, Collection<Component> scope) {
        for (Component component : scope) {
            if (component.fullName().contains("*")) {
                throw new IllegalArgumentException(component + ": a scope names each component, it has no wildcard");
            }
        }
        return new Manifest(apiVersion, new TreeSet<>(scope));
    }
}
