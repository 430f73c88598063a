package io.sluice.rehearsal.org;

import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.http.RequestFault;
import io.sluice.rehearsal.http.RequestKind;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.oauth.Sessions;
import io.sluice.rehearsal.state.OrgState;
import java.time.Duration;

/** Faults to order. The same by HTTP: {@code POST /rehearsal/faults} with the JSON of the README. */
public final class Faults {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final FaultOrders orders;
    private final OrgState state;
    private final Sessions sessions;
    private final JobBoard jobs;
    private final OrgIdentity identity;
    private final boolean sandbox;

    Faults(
            FaultOrders orders,
            OrgState state,
            Sessions sessions,
            JobBoard jobs,
            OrgIdentity identity,
            boolean sandbox) {
        this.orders = orders;
        this.state = state;
        this.sessions = sessions;
        this.jobs = jobs;
        this.identity = identity;
        this.sandbox = sandbox;
    }

    /** What is left to chance follows from this number from now on. */
    public void seed(long number) {
        orders.seed(number);
    }

    /** The next requests of that kind meet the fault, each for certain. */
    public void requests(RequestFault.Kind fault, String on, int times) {
        requests(fault, on, 0, times, 1);
    }

    /**
     * Requests of a kind meet a fault.
     *
     * @param on a kind that {@link RequestKind} names, or {@code any}
     * @param spared how many requests of that kind go well before
     * @param times how many meet it at most
     * @param chance of each of them to meet it, above 0 and at most 1
     */
    public void requests(RequestFault.Kind fault, String on, int spared, int times, double chance) {
        if (!RequestKind.names().contains(on)) {
            throw new IllegalArgumentException(
                    "Unknown kind of request " + on + "; known are " + String.join(", ", RequestKind.names()));
        }
        if (spared < 0 || times < 1 || !(chance > 0 && chance <= 1)) {
            throw new IllegalArgumentException(
                    "A fault of requests needs after >= 0, times >= 1 and 0 < chance <= 1, not after " + spared
                            + ", times " + times + ", chance " + chance);
        }
        orders.order(new RequestFault(fault, on, spared, times, chance));
    }

    /** Every answer comes later by this much, and by a chance of up to {@code jitter} more. */
    public void latency(Duration least, Duration jitter) {
        orders.latencyMillis.set(least.toMillis());
        orders.latencyJitterMillis.set(jitter.toMillis());
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

    /** Held and stuck jobs go on. */
    public void releaseJobs() {
        orders.holdJobs.set(false);
        orders.release();
    }

    /** The next deployment stays Pending, and with it those behind it, until {@link #releaseJobs()}. */
    public void stickNextDeployment() {
        orders.stuckPending.incrementAndGet();
    }

    /** The next waiting job is gone when it should begin: nobody knows its id any more. */
    public void loseNextJob() {
        orders.vanishingJob.incrementAndGet();
    }

    /** The next answers about a deployment name a status that no client knows. */
    public void unknownStatus(String name, int answers) {
        orders.unknownStatusName.set(name);
        orders.unknownStatus.addAndGet(answers);
    }

    /** The next deployment that comes to its end fails because another user holds a row. */
    public void lockNextDeployment() {
        orders.lockedDeployment.incrementAndGet();
    }

    /** The next good deployment succeeds, and one component of it, chosen by chance, does not arrive. */
    public void dropComponent() {
        orders.droppedComponentName.set("");
        orders.droppedComponent.incrementAndGet();
    }

    /** The next good deployment that has that component succeeds without it. */
    public void dropComponent(String type, String fullName) {
        orders.droppedComponentName.set(type + ":" + fullName);
        orders.droppedComponent.incrementAndGet();
    }

    /** While tests run, no test ends in the next steps. */
    public void slowTests(int steps) {
        orders.slowTests.addAndGet(steps);
    }

    /** Log-ins are refused until {@link #allowLogin()}. */
    public void refuseLogin() {
        orders.refuseLogin.set(true);
    }

    public void allowLogin() {
        orders.refuseLogin.set(false);
    }

    /** Every session ends now; refresh tokens stay good. */
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

    /** The next retrieved zip has wrong bytes. */
    public void corruptNextZip() {
        orders.corruptZip.incrementAndGet();
    }

    /** The next retrieved zip holds a class that nobody asked for. */
    public void foreignFileInNextZip() {
        orders.foreignFile.incrementAndGet();
    }

    /**
     * The sandbox is refreshed: another org id, chosen by chance, no sessions, jobs and history. Components and rows
     * stay, as if the production org, whose copy it became, had the same.
     */
    public void refreshSandbox() {
        StringBuilder id = new StringBuilder("00D");
        for (int i = 0; i < 12; i++) {
            id.append(DIGITS.charAt(orders.chance(DIGITS.length())));
        }
        refreshSandbox(id.toString());
    }

    /** The sandbox is refreshed and becomes that org. */
    public void refreshSandbox(String orgId) {
        if (!sandbox) {
            throw new IllegalArgumentException("Only a sandbox can be refreshed, and this org is a production org");
        }
        if (!orgId.matches("00D[0-9A-Za-z]{12}([0-9A-Za-z]{3})?")) {
            throw new IllegalArgumentException("An org id is 00D and 12 or 15 more letters or digits, not " + orgId);
        }
        state.change(() -> {
            identity.become(orgId);
            sessions.forget();
            jobs.forget();
            jobs.metadata().changes().forget();
        });
    }

    /** Takes back everything that is still on order. */
    public void clear() {
        orders.clear();
    }
}
