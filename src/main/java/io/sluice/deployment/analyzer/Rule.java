package io.sluice.deployment.analyzer;

/**
 * What one analyzer looks for, in the words of the catalogue.
 *
 * @param key stable, for example {@code flow-deletion}; policies and waivers name it
 * @param usual what a finding is where the policy says nothing else
 * @param title in a few words
 * @param looksFor what is found, a sentence
 * @param why what would happen without it, a sentence
 * @param remedy how to mend it, a sentence
 */
public record Rule(String key, Effect usual, String title, String looksFor, String why, String remedy) {

    /** What a finding does. */
    public enum Effect {
        /** The deployment stops before it is validated. */
        BLOCK("block"),
        /** People are told. */
        WARN("warn"),
        /** Nobody is told. */
        OFF("off");

        private final String word;

        Effect(String word) {
            this.word = word;
        }

        /** The word of policies, pages and the database. */
        public String word() {
            return word;
        }
    }

    public static Rule blocker(String key, String title, String looksFor, String why, String remedy) {
        return new Rule(key, Effect.BLOCK, title, looksFor, why, remedy);
    }

    public static Rule warning(String key, String title, String looksFor, String why, String remedy) {
        return new Rule(key, Effect.WARN, title, looksFor, why, remedy);
    }
}
