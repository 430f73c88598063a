package io.sluice.remotejob;

/** Where a remote job stands. */
public enum RemoteJobState {
    /** Written down with the waiting token; nobody was asked yet. */
    REQUESTED,
    /** What must hold right before sending is being looked at in the org. */
    CHECKING,
    /** About to be sent, or sent without an answer yet. */
    SENDING,
    /** The org has it; its id is known. */
    RUNNING,
    /** The result is written down; the waiting step was not told yet. */
    ENDED,
    /** The waiting step was told, or there was none. */
    DELIVERED,
    /** Cancelled before anything was sent. */
    WITHDRAWN
}
