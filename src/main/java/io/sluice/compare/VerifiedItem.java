package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.List;

/**
 * What became of one component, as the comparison after a deployment shows beside the one that was approved.
 *
 * @param words what differs, a sentence each; empty where it is the whole component
 */
public record VerifiedItem(Component component, Kind kind, List<String> words) {

    public VerifiedItem {
        words = List.copyOf(words);
    }

    /** What became of it. */
    public enum Kind {
        /** The change meant to do it, and it is done. */
        DONE("Meant and done"),
        /** The change meant to do it, and the target is as it was; the org may have dropped an edit without a word. */
        NOT_DONE("Meant and not done"),
        /** Neither was it like this when the deployment was approved, nor did the change mean it. */
        MEANWHILE("Done by somebody else meanwhile");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
