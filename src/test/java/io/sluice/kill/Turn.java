package io.sluice.kill;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to deploy undisturbed. A validation is made real only as long as nobody else deploys: while one change is on its
 * way from its validation to its quick deployment, release managers start no other deployment, for a while.
 */
final class Turn {

    private static final Duration MOST = Duration.ofSeconds(90);

    private @Nullable HarnessChange holder;
    private long since;

    /** True when it is its turn now. */
    synchronized boolean take(HarnessChange change) {
        if (!isFreeFor(change)) {
            return false;
        }
        if (holder != change) {
            holder = change;
            since = System.nanoTime();
        }
        return true;
    }

    synchronized boolean isFreeFor(HarnessChange change) {
        return holder == null || holder == change || System.nanoTime() - since > MOST.toNanos();
    }

    /** Nothing happens where it was not its turn. */
    synchronized void giveBack(HarnessChange change) {
        if (holder == change) {
            holder = null;
        }
    }
}
