package io.sluice.kill;

/** What becomes of a change of the harness, beside being approved, deployed and completed. */
enum Course {
    ROLLED_BACK("new, deployed, then rolled back (deleted again)"),
    QUICK("deployed quickly where the target allows it"),
    REHEARSED("overwrites, its rollback rehearsed first, then rolled back (restored)"),
    PLAIN("deployed as a whole");

    private final String words;

    Course(String words) {
        this.words = words;
    }

    /** Each in turn. */
    static Course of(int count) {
        return values()[count % values().length];
    }

    String words() {
        return words;
    }

    boolean isRolledBack() {
        return this == ROLLED_BACK || this == REHEARSED;
    }

    /** Whether the target had the component before. */
    boolean overwrites() {
        return this == REHEARSED;
    }
}
