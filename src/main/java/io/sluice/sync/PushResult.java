package io.sluice.sync;

/** The outcome of a push. */
public sealed interface PushResult {

    /** The record is in the environment and says what ours says. */
    record Pushed(String environment, int revision) implements PushResult {}

    /** The environment lacks the objects of {@code salesforce/}; who can prepare it, and how. */
    record NotPrepared(String sentence) implements PushResult {}
}
