package io.sluice.compare;

import io.sluice.remotejob.RemoteJob;
import java.util.List;

/** What comes of asking for a comparison. */
public sealed interface AskResult {

    /** It was asked for; the job leads to the comparison. */
    record Requested(RemoteJob job) implements AskResult {}

    /** What is wrong, one sentence each; nothing was asked for. */
    record Refused(List<String> problems) implements AskResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
