package io.sluice.deployment;

import io.sluice.compare.VerifyEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Learns how a verify comparison ended, in the transaction that writes it down. */
@Component
class VerifyListener {

    private final Verifying verifying;

    VerifyListener(Verifying verifying) {
        this.verifying = verifying;
    }

    @EventListener
    void verifyEnded(VerifyEnded ended) {
        verifying.verifyEnded(ended.owner(), ended.same(), ended.message());
    }
}
