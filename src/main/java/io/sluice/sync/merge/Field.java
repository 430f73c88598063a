package io.sluice.sync.merge;

/** What a copy says: the words of the change request, and of each item its customization, kind and note. */
public enum Field {
    TITLE("title"),
    OVERVIEW("overview"),
    CUSTOMIZATION("customization"),
    KIND("kind"),
    NOTE("note"),
    /** Whether the item is there at all: one side edited what the other deleted. */
    PRESENCE("presence");

    private final String word;

    Field(String word) {
        this.word = word;
    }

    /** The word used in pages, forms and the database. */
    public String word() {
        return word;
    }
}
