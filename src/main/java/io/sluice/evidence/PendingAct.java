package io.sluice.evidence;

import java.time.Instant;

/** An act that waits for its place in the chain. */
record PendingAct(Instant at, String actor, String kind, String subject, String details) {

    Link after(long lastSequence, String lastHash) {
        return new Link(lastSequence + 1, at, actor, kind, subject, details, lastHash);
    }
}
