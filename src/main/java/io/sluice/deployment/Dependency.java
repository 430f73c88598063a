package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.util.Set;

/**
 * One component of the package needs another one.
 *
 * @param where the place that names it, as our reader of files found it; empty where only the org knows of it
 * @param why what {@link #state} does not say by itself; may be empty, but not where it is unknown
 * @param knownBy who says so
 */
public record Dependency(Component from, Component to, String where, State state, String why, Set<Engine> knownBy) {

    public Dependency {
        knownBy = Set.copyOf(knownBy);
    }

    /** Where the needed component is. */
    public enum State {
        IN_PACKAGE("in the package"),
        IN_TARGET("in the target"),
        MISSING("missing"),
        UNKNOWN("unknown");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** As pages and forms say it. */
        public String words() {
            return words;
        }
    }

    /** Who knows of a dependency. */
    public enum Engine {
        /** Our reader of the package's files. */
        FILES("files"),
        /** The org's own list, {@code MetadataComponentDependency}. */
        ORG("org");

        private final String word;

        Engine(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
