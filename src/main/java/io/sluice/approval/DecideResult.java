package io.sluice.approval;

/** The outcome of a decision. */
public sealed interface DecideResult {

    record Recorded(ApprovalRound round) implements DecideResult {}

    /** A short sentence for the person; nothing was saved. */
    record Refused(String sentence) implements DecideResult {}
}
