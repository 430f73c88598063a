package io.sluice.deployment;

import io.sluice.compare.VerifyEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Learns how a verify comparison ended, in the transaction that writes it down. */
@Component
class VerifyListener {

    private final RecordedDeployments deployments;

    VerifyListener(RecordedDeployments deployments) {
        this.deployments = deployments;
    }

    @EventListener
    void verifyEnded(VerifyEnded ended) {
        deployments.verifyEnded(ended.owner(), ended.same(), ended.message());
    }
}
