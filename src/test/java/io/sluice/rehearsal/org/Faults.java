package io.sluice.rehearsal.org;

import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.oauth.Sessions;
import io.sluice.rehearsal.state.OrgState;

/** Faults to order. The same by HTTP: {@code POST /rehearsal/faults} with the JSON of the README. */
public final class Faults {
    private final FaultOrders orders;
    private final OrgState state;
    private final Sessions sessions;

    Faults(FaultOrders orders, OrgState state, Sessions sessions) {
        this.orders = orders;
        this.state = state;
        this.sessions = sessions;
    }

    /** The next deploy request is lost before it took effect. */
    public void dropBeforeDeploy() {
        orders.dropBeforeDeploy.incrementAndGet();
    }

    /** The next deploy request takes effect, and its answer is lost. */
    public void dropAfterDeploy() {
        orders.dropAfterDeploy.incrementAndGet();
    }

    /** The next deploy request takes effect, and its answer never comes although the connection stays open. */
    public void silentAfterDeploy() {
        orders.silentAfterDeploy.incrementAndGet();
    }

    /** Jobs stay where they are until {@link #releaseJobs()}. */
    public void holdJobs() {
        orders.holdJobs.set(true);
    }

    public void releaseJobs() {
        orders.holdJobs.set(false);
    }

    /** Client credentials are refused until {@link #allowLogin()}. */
    public void refuseLogin() {
        orders.refuseLogin.set(true);
    }

    public void allowLogin() {
        orders.refuseLogin.set(false);
    }

    /** Every session ends now. */
    public void endSessions() {
        state.change(sessions::endAll);
    }

    /** The next requests are answered by 503 and an HTML page. */
    public void unavailable(int requests) {
        orders.unavailable.addAndGet(requests);
    }

    /** The next retrieved zip is cut in half. */
    public void truncateNextZip() {
        orders.truncatedZip.incrementAndGet();
    }

    /** Takes back everything that is still on order. */
    public void clear() {
        orders.dropBeforeDeploy.set(0);
        orders.dropAfterDeploy.set(0);
        orders.silentAfterDeploy.set(0);
        orders.unavailable.set(0);
        orders.truncatedZip.set(0);
        orders.holdJobs.set(false);
        orders.refuseLogin.set(false);
    }
}
