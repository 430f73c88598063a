package io.sluice.rehearsal.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are on order; each counted one happens that many times, each switched one until it is taken back. */
public final class FaultOrders {
    public final AtomicInteger dropBeforeDeploy = new AtomicInteger();
    public final AtomicInteger dropAfterDeploy = new AtomicInteger();
    public final AtomicInteger silentAfterDeploy = new AtomicInteger();
    public final AtomicInteger unavailable = new AtomicInteger();
    public final AtomicInteger truncatedZip = new AtomicInteger();
    public final AtomicBoolean holdJobs = new AtomicBoolean();
    public final AtomicBoolean refuseLogin = new AtomicBoolean();

    /** True, and one less on order, when that fault is due now. */
    public static boolean due(AtomicInteger order) {
        return order.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
}
