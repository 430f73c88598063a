package io.sluice.salesforce;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A session that nobody shares; a limit is counted and nothing is paused. */
final class OwnSession implements SharedSession {

    final AtomicInteger daily = new AtomicInteger();
    final AtomicInteger concurrent = new AtomicInteger();

    @Override
    public AccessToken obtain(AccessToken refused, Supplier<AccessToken> login) {
        return login.get();
    }

    @Override
    public void beforeCall() {
        // Never paused.
    }

    @Override
    public Instant limitReached(boolean isDaily) {
        (isDaily ? daily : concurrent).incrementAndGet();
        return Instant.EPOCH;
    }

    @Override
    public void answered() {
        // Never paused.
    }
}
