package io.sluice.change;

import io.sluice.metadata.Component;

/** One customization that a change request touches. */
public record ScopeItem(Component component, Origin origin) {

    /** Whether the customization was there when the scope was defined. */
    public enum Origin {
        EXISTING("existing"),
        PROPOSED("proposed");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
