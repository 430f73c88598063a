package io.sluice.deployment;

import java.util.Optional;

/** Proposes test classes for a deployment, from who uses what in the source. A proposal binds nobody. */
public interface TestProposals {

    /**
     * Looks for the tests that reach what the newest comparison found different. Where the source does not answer, the
     * proposal says so and is empty: nothing waits for it.
     */
    TestProposal propose(String deployment);

    /** The proposal for the newest comparison; empty where none was made for it. */
    Optional<TestProposal> of(String deployment);
}
