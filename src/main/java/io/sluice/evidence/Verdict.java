package io.sluice.evidence;

/** What the check of the chain found. */
public sealed interface Verdict {

    /** Every row fits the one before. */
    record Intact(long rows) implements Verdict {}

    /** The first row that does not fit, and why in one sentence. */
    record Broken(long sequence, String reason) implements Verdict {}
}
