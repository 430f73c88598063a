package io.sluice.compare;

/** Where a component was found. */
public enum Bucket {
    ONLY_IN_SOURCE("only in source"),
    ONLY_IN_TARGET("only in target"),
    SAME("same"),
    DIFFERENT("different"),
    /** Neither side has it. */
    IN_NEITHER("in neither"),
    /** An org could not return it; its message says why. */
    UNKNOWN("unknown");

    private final String words;

    Bucket(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
