package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item of what a deployment could have changed, three ways: as it was before, as it was deployed, as it is now.
 *
 * @param existedBefore whether the target had it before the deployment
 * @param deployed whether the deployment was to leave it there; false for what it deleted
 * @param existsNow whether the target has it now
 * @param lastEditedBy who last edited it in the target, as the org names the person; null when not known
 * @param kept whether the rollback, as prepared, leaves it as it is
 */
public record RollbackItem(
        Component component,
        State state,
        boolean existedBefore,
        boolean deployed,
        boolean existsNow,
        @Nullable String lastEditedBy,
        @Nullable Instant lastEditedAt,
        boolean kept) {

    /** How the target is now, compared with what was before and with what was deployed. */
    public enum State {
        AS_BEFORE("as before the deployment"),
        AS_DEPLOYED("as it was deployed"),
        CHANGED_SINCE("changed by somebody since"),
        UNKNOWN("not known: the org could not return it");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Whether a rollback could do something to it. */
    public boolean differs() {
        return state == State.AS_DEPLOYED || state == State.CHANGED_SINCE;
    }

    /** What a rollback does to it: {@code restore} or {@code delete}. */
    public String act() {
        return existedBefore ? "restore" : "delete";
    }
}
