package io.sluice.deployment;

import io.sluice.metadata.Component;

/**
 * A component uses another one that the deployment deletes.
 *
 * @param user in the target, or in the package
 * @param why why it stops the deployment, or why it does not
 */
public record DeletedUse(Component user, Component deleted, Effect effect, String why) {

    /** What it means for the deployment. */
    public enum Effect {
        /** The org would refuse the deletion. */
        BLOCKS("stops the deployment"),
        /** The org deletes all the same, and something goes with it. */
        WARNS("to be known"),
        /** The deployment itself takes the use away. */
        ENDS("ends with this deployment");

        private final String words;

        Effect(String words) {
            this.words = words;
        }

        /** As pages and forms say it. */
        public String words() {
            return words;
        }
    }
}
