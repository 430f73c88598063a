package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The tests that reach what a deployment changes.
 *
 * @param comparison for which they were found
 * @param tests those that reach most come first
 * @param notes what could not be found out, a sentence each
 */
public record TestProposal(
        String deployment, UUID comparison, Instant at, List<ProposedTest> tests, List<String> notes) {

    public TestProposal {
        tests = List.copyOf(tests);
        notes = List.copyOf(notes);
    }

    /** @param reaches what it reaches of what differs, directly or through others */
    public record ProposedTest(String name, List<Component> reaches) {

        public ProposedTest {
            reaches = List.copyOf(reaches);
        }
    }

    public List<String> names() {
        return tests.stream().map(ProposedTest::name).toList();
    }
}
