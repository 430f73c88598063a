package io.sluice.remotejob;

import java.time.Duration;

/** What a look at the org found. */
public sealed interface Look {

    /** Still going on; look again after the pause. */
    record Running(Progress progress, Duration pause) implements Look {}

    /** It has ended. */
    record Ended(Outcome outcome) implements Look {}
}
