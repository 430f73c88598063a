package io.sluice.environment;

import java.util.List;

/** The outcome of changing an environment or the routes. */
public sealed interface EditResult {

    /** It is as the person wanted it. */
    record Saved() implements EditResult {}

    /** What is wrong, one sentence each; nothing was saved. */
    record Refused(List<String> problems) implements EditResult {

        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Somebody else has changed it since the person was shown it; nothing was saved. */
    record Stale(String sentence) implements EditResult {}
}
