package io.sluice.deployment;

import io.sluice.salesforce.TestLevel;
import java.util.Map;
import java.util.Optional;

/** Says which tests a deployment needs at least. Implemented by the room that knows the decision tables. */
public interface TestPolicy {

    /**
     * The least that is enough.
     *
     * @param reason why, as the policy's owner wrote it
     */
    record Minimum(TestLevel level, String reason) {

        /** For people, a sentence. */
        public String words() {
            return "At least " + level.apiName() + " is needed" + (reason.isBlank() ? "" : ": " + reason.strip()) + ".";
        }
    }

    /**
     * Empty where anything is enough.
     *
     * @param facts as {@link Deployments#policyFacts}, and {@code apexInPackage}
     */
    Optional<Minimum> minimum(Map<String, Object> facts);
}
