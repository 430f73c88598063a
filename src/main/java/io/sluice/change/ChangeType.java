package io.sluice.change;

import java.util.Arrays;
import java.util.Optional;

/** How much of a change a change request is. */
public enum ChangeType {
    MINOR("Minor"),
    STANDARD("Standard"),
    MAJOR("Major"),
    EMERGENCY("Emergency");

    private final String word;

    ChangeType(String word) {
        this.word = word;
    }

    /** The word used in pages, forms, decision tables and the database. */
    public String word() {
        return word;
    }

    public static Optional<ChangeType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
