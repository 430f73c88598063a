package io.sluice.deployment;

import org.jspecify.annotations.Nullable;

/**
 * One step of a change request's promotion path.
 *
 * @param target id of the environment
 * @param deployment id of the deployment record; null until the hop is opened
 */
public record Hop(String target, @Nullable String deployment) {

    /** Whether the change has come this far; what is opened can't be taken off the path any more. */
    public boolean isOpened() {
        return deployment != null;
    }
}
