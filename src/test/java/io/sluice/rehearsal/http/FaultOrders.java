package io.sluice.rehearsal.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The faults that are on order; each counted one happens that many times, each switched one until it is taken back.
 * Whatever is left to chance follows from {@link #seed(long)}: the same orders, seed and requests give the same faults.
 */
public final class FaultOrders {
    public final AtomicInteger dropBeforeDeploy = new AtomicInteger();
    public final AtomicInteger dropAfterDeploy = new AtomicInteger();
    public final AtomicInteger silentAfterDeploy = new AtomicInteger();
    public final AtomicInteger unavailable = new AtomicInteger();
    public final AtomicInteger truncatedZip = new AtomicInteger();
    public final AtomicBoolean holdJobs = new AtomicBoolean();
    public final AtomicBoolean refuseLogin = new AtomicBoolean();

    /** Retrieved zips in which some bytes are wrong. */
    public final AtomicInteger corruptZip = new AtomicInteger();
    /** Retrieved zips with a class that nobody asked for. */
    public final AtomicInteger foreignFile = new AtomicInteger();
    /** Deployments that never leave Pending until they are released. */
    public final AtomicInteger stuckPending = new AtomicInteger();
    /** Jobs that nobody knows any more once they should have begun. */
    public final AtomicInteger vanishingJob = new AtomicInteger();
    /** Answers about a job that name a status which no client knows. */
    public final AtomicInteger unknownStatus = new AtomicInteger();
    /** Deployments that end because another user of the org holds a row. */
    public final AtomicInteger lockedDeployment = new AtomicInteger();
    /** Deployments that succeed, and one component did not arrive. */
    public final AtomicInteger droppedComponent = new AtomicInteger();
    /** Steps of running tests in which no test ends. */
    public final AtomicInteger slowTests = new AtomicInteger();

    /** Milliseconds before every answer, and how much more there may be. */
    public final AtomicLong latencyMillis = new AtomicLong();

    public final AtomicLong latencyJitterMillis = new AtomicLong();
    /** The status of {@link #unknownStatus}. */
    public final AtomicReference<String> unknownStatusName = new AtomicReference<>("Rehearsing");
    /** The component of {@link #droppedComponent} as {@code Type:FullName}; empty for one by chance. */
    public final AtomicReference<String> droppedComponentName = new AtomicReference<>("");

    private final List<RequestFault> requests = new ArrayList<>();
    private final Set<String> stuck = new HashSet<>();
    private SplittableRandom random = new SplittableRandom(0);

    /** True, and one less on order, when that fault is due now. */
    public static boolean due(AtomicInteger order) {
        return order.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** Begins the chances anew. */
    public synchronized void seed(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to below the bound. */
    public synchronized int chance(int bound) {
        return random.nextInt(bound);
    }

    /** Adds a fault of requests. */
    public synchronized void order(RequestFault fault) {
        requests.add(fault);
    }

    /** What happens to a request of that kind now; every order that it fits counts it. */
    public synchronized Optional<RequestFault.Kind> of(String request) {
        RequestFault.Kind hit = null;
        for (RequestFault fault : requests) {
            if (hit == null ? fault.due(request, random) : fault.passes(request)) {
                hit = fault.kind();
            }
        }
        return Optional.ofNullable(hit);
    }

    /** How long a request waits for its answer. */
    public synchronized long latency() {
        long jitter = latencyJitterMillis.get();
        return latencyMillis.get() + (jitter > 0 ? random.nextInt((int) Math.min(jitter, 3_600_000) + 1) : 0);
    }

    /** True when that waiting job may not begin. */
    public synchronized boolean stuck(String jobId) {
        return stuck.contains(jobId) || due(stuckPending) && stuck.add(jobId);
    }

    /** Lets stuck jobs begin. */
    public synchronized void release() {
        stuckPending.set(0);
        stuck.clear();
    }

    /** The status as the answer names it. */
    public String shown(String status) {
        return due(unknownStatus) ? unknownStatusName.get() : status;
    }

    /** The zip as it is handed out: whole, with a foreign file, cut in half, or with wrong bytes. */
    public synchronized byte[] handedOut(byte[] zip) {
        if (due(foreignFile)) {
            return ForeignFile.into(zip);
        }
        if (due(truncatedZip)) {
            return Arrays.copyOf(zip, zip.length / 2);
        }
        if (!due(corruptZip)) {
            return zip;
        }
        byte[] wrong = zip.clone();
        // The directory at the end is hit for certain, the content by chance: no reader can take it for whole.
        for (int i = Math.max(0, wrong.length - 22); i < wrong.length - 18; i++) {
            wrong[i] ^= 0x5a;
        }
        for (int i = 0; i < 1 + wrong.length / 500; i++) {
            wrong[random.nextInt(wrong.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return wrong;
    }

    /** The component that a good deployment of these loses; empty when none is on order. */
    public synchronized Optional<String> dropped(Collection<String> components) {
        String named = droppedComponentName.get();
        List<String> sorted = components.stream().sorted().toList();
        if (sorted.isEmpty() || !named.isEmpty() && !sorted.contains(named) || !due(droppedComponent)) {
            return Optional.empty();
        }
        return Optional.of(named.isEmpty() ? sorted.get(random.nextInt(sorted.size())) : named);
    }

    /** Takes back everything that is still on order; the chances go on. */
    public synchronized void clear() {
        List.of(
                        dropBeforeDeploy,
                        dropAfterDeploy,
                        silentAfterDeploy,
                        unavailable,
                        truncatedZip,
                        corruptZip,
                        foreignFile,
                        vanishingJob,
                        unknownStatus,
                        lockedDeployment,
                        droppedComponent,
                        slowTests)
                .forEach(order -> order.set(0));
        latencyMillis.set(0);
        latencyJitterMillis.set(0);
        unknownStatusName.set("Rehearsing");
        droppedComponentName.set("");
        holdJobs.set(false);
        refuseLogin.set(false);
        requests.clear();
        release();
    }
}
