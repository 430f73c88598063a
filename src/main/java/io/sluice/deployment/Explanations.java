package io.sluice.deployment;

import java.util.Optional;

/** What orgs' messages mean and what to do about them, as the process owner has written it. */
public interface Explanations {

    /** What a message is about. */
    enum About {
        COMPONENT("component"),
        TEST("test"),
        COVERAGE("coverage"),
        DEPLOYMENT("deployment");

        private final String word;

        About(String word) {
            this.word = word;
        }

        /** As the process owner's table calls it. */
        public String word() {
            return word;
        }
    }

    /** Empty where the table knows no such message, which is then shown as it is. */
    Optional<Explanation> of(About about, String message);
}
