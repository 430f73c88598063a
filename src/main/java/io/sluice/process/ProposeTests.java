package io.sluice.process;

import io.sluice.deployment.TestProposals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Propose tests": looks in the source for the tests that reach what differs. */
@Component
class ProposeTests extends ServiceStep {

    private final TestProposals proposals;
    private final DeploymentProcess process;

    ProposeTests(TestProposals proposals, DeploymentProcess process) {
        this.proposals = proposals;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        proposals.propose(process.record(execution).id());
    }
}
