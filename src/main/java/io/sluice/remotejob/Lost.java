package io.sluice.remotejob;

import java.time.Duration;

/** What to do about a request whose answer was lost. */
public sealed interface Lost {

    /** The org has it under this id. */
    record Adopt(String remoteId) implements Lost {}

    /** It certainly never arrived, or repeating is harmless. */
    record SendAgain() implements Lost {}

    /** Too early to say. */
    record LookLater(Duration pause) implements Lost {}

    /** An operator has to decide; the text spells out the choices. */
    record Undecided(String choices) implements Lost {}
}
