package io.sluice.change;

import io.sluice.metadata.Component;

/** One customization that a change request touches. */
public record ScopeItem(Component component, Kind kind) {

    /** What the change does with the customization. */
    public enum Kind {
        /** It was there when the scope was defined; the change edits it. */
        EXISTING("existing", "is edited"),
        /** It did not exist then; the change creates it. */
        PROPOSED("proposed", "is created"),
        /** The change deletes it. */
        DELETION("deletion", "is deleted");

        private final String word;
        private final String verb;

        Kind(String word, String verb) {
            this.word = word;
            this.verb = verb;
        }

        /** The word used in pages, forms and the database. */
        public String word() {
            return word;
        }

        /** The word with what becomes of the customization, for people: {@code existing, is edited}. */
        public String happens() {
            return word + ", " + verb;
        }
    }

    public boolean isDeletion() {
        return kind == Kind.DELETION;
    }

    /**
     * What approvals bind and differences name: {@code Type:FullName}, or {@code deletion of Type:FullName}. Existing and
     * proposed are told alike, because a proposed item becomes an existing one by being made.
     */
    public String words() {
        return isDeletion() ? "deletion of " + component : component.toString();
    }
}
