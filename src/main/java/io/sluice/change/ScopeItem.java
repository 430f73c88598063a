package io.sluice.change;

import io.sluice.metadata.Component;

/** One customization that a change request touches. */
public record ScopeItem(Component component, Kind kind) {

    /** What the change does with the customization. */
    public enum Kind {
        /** It was there when the scope was defined; the change edits it. */
        EXISTING("existing"),
        /** It did not exist then; the change creates it. */
        PROPOSED("proposed"),
        /** The change deletes it. */
        DELETION("deletion");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in pages, forms and the database. */
        public String word() {
            return word;
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
