package io.sluice.rehearsal.jobs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.metadata.Change;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.Users;
import io.sluice.rehearsal.state.WholePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The org's deploy and retrieve jobs. One deployment runs at a time, in the order of arrival; each {@link #step()}
 * moves every running job on by one count or state. All methods are called under the org's lock.
 */
public final class JobBoard extends WholePart {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final MetadataPart metadata;
    private final Ids ids;
    private final boolean sandbox;
    private final Clock clock;
    private final Path zips;
    private final FaultOrders faults;
    private final double newest;
    private final List<DeployJob> deploys = new ArrayList<>();
    private final List<RetrieveJob> retrieves = new ArrayList<>();

    /**
     * @param zips where received and made zips are kept
     * @param newest the org's newest API version
     */
    public JobBoard(
            MetadataPart metadata,
            Ids ids,
            boolean sandbox,
            Clock clock,
            Path zips,
            FaultOrders faults,
            double newest) {
        this.metadata = metadata;
        this.ids = ids;
        this.sandbox = sandbox;
        this.clock = clock;
        this.zips = zips;
        this.faults = faults;
        this.newest = newest;
    }

    /** The metadata that deployments change. */
    public MetadataPart metadata() {
        return metadata;
    }

    public boolean sandbox() {
        return sandbox;
    }

    /** A place for a zip that is still being received. */
    public Path incoming() throws IOException {
        Files.createDirectories(zips);
        return Files.createTempFile(zips, "incoming-", ".zip");
    }

    /**
     * Queues a deployment of a received zip, which becomes the board's.
     *
     * @param api the version of the address that was called
     */
    public DeployJob deploy(Path zip, String sha256, DeployOptions options, Users.User user, double api)
            throws Refused {
        DeployRules.check(options, sandbox, api);
        try {
            PackageZip.check(zip);
            DeployJob job = queue(options, sha256, user, api);
            Files.move(zip, zips.resolve(job.id + ".zip"), StandardCopyOption.REPLACE_EXISTING);
            return job;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Queues the deployment of a validation without its tests; empty when no such validation qualifies. */
    public Optional<DeployJob> deployValidation(String validationId, Users.User user, double api) {
        Optional<DeployJob> validation = QuickDeploy.validation(deploys, validationId, clock.millis());
        return validation.map(from -> {
            DeployJob job = queue(QuickDeploy.options(from.options), from.sha256, user, api);
            job.validationId = from.id;
            try {
                Files.copy(zips.resolve(from.id + ".zip"), zips.resolve(job.id + ".zip"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return job;
        });
    }

    private DeployJob queue(DeployOptions options, String sha256, Users.User user, double api) {
        DeployJob job = new DeployJob();
        job.id = ids.next("0Af");
        job.user = user.id();
        job.userName = user.name();
        job.options = options;
        job.sha256 = sha256;
        job.api = api;
        job.created = clock.millis();
        job.modified = job.created;
        deploys.add(job);
        touch();
        return job;
    }

    /** Queues a retrieve. */
    public RetrieveJob retrieve(RetrieveJob.RetrieveRequest request) {
        RetrieveJob job = new RetrieveJob();
        job.id = ids.next("09S");
        job.request = request;
        retrieves.add(job);
        touch();
        return job;
    }

    /** A job without content, for its field names. */
    public static DeployJob blank() {
        DeployJob job = new DeployJob();
        job.options = new DeployOptions(false, false, false, false, false, false, false, false, null, null);
        return job;
    }

    public List<DeployJob> deploys() {
        return List.copyOf(deploys);
    }

    public Optional<DeployJob> deploy(String id) {
        return deploys.stream()
                .filter(j -> j.id.startsWith(id) && id.length() >= 15)
                .findFirst();
    }

    public Optional<RetrieveJob> retrieve(String id) {
        return retrieves.stream()
                .filter(j -> j.id.startsWith(id) && id.length() >= 15)
                .findFirst();
    }

    /**
     * Asks for the end of a deployment; a waiting one ends at once, a running one with the next step. While finalizing
     * it is refused from 65.0 on; before, it is accepted and the data stays all the same.
     *
     * @param api the version of the address that was called
     */
    public void cancel(DeployJob job, Users.User user, double api) throws Refused {
        if (job.done()) {
            throw new Refused("INVALID_ID_FIELD", "Deployment already completed");
        }
        if (job.status.equals(DeployJob.FINALIZING)) {
            if (api >= DeployJob.FINALIZING_FROM) {
                throw new Refused(
                        "INVALID_ID_FIELD", "You cannot cancel the deployment while finalizing is in progress");
            }
            job.committedAnyway = true;
        }
        job.canceledBy = user.id();
        job.canceledByName = user.name();
        if (job.status.equals("Pending")) {
            end(job, "Canceled");
        } else {
            job.status = "Canceling";
        }
        touch();
    }

    /** The zip of a finished retrieve, once; a second time it is gone. */
    public Optional<byte[]> handOut(RetrieveJob job) {
        if (job.handedOut || !job.status.equals("Succeeded")) {
            return Optional.empty();
        }
        try {
            Path file = zips.resolve(job.id + ".zip");
            if (!Files.exists(file)) {
                // Killed after the zip was taken and before that was noted.
                return Optional.empty();
            }
            byte[] zip = Files.readAllBytes(file);
            Files.delete(file);
            job.handedOut = true;
            touch();
            return Optional.of(faults.handedOut(zip));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of a job as an answer names it, which may be on order to be one that no client knows. */
    public String shown(String status) {
        return faults.shown(status);
    }

    /** Forgets all jobs and their zips, as a refreshed sandbox has none. */
    public void forget() {
        deploys.forEach(j -> discard(j.id));
        retrieves.forEach(j -> discard(j.id));
        deploys.clear();
        retrieves.clear();
        touch();
    }

    private void discard(String id) {
        try {
            Files.deleteIfExists(zips.resolve(id + ".zip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True when some job is not at its end. */
    public boolean busy() {
        return deploys.stream().anyMatch(j -> !j.done()) || retrieves.stream().anyMatch(j -> !j.done());
    }

    /** Moves every job on by one, unless they are held. */
    public void step() {
        if (faults.holdJobs.get() || !busy()) {
            return;
        }
        // A job vanishes when it should begin: its id is known to nobody from then on.
        deploys.removeIf(j -> j.status.equals("Pending") && FaultOrders.due(faults.vanishingJob));
        retrieves.removeIf(j -> j.status.equals("Pending") && FaultOrders.due(faults.vanishingJob));
        deploys.stream()
                .filter(j -> !j.done())
                .findFirst()
                .filter(j -> !j.status.equals("Pending") || !faults.stuck(j.id))
                .ifPresent(this::step);
        retrieves.stream().filter(j -> !j.done()).forEach(this::step);
        touch();
    }

    private void step(RetrieveJob job) {
        if (job.status.equals("Pending")) {
            job.status = "InProgress";
        } else {
            new RetrieveResults(zips).make(job, metadata.current());
        }
    }

    /** What a finished retrieve holds. */
    public RetrieveJob.Result result(RetrieveJob job) {
        return new RetrieveResults(zips).of(job);
    }

    private void step(DeployJob job) {
        job.modified = clock.millis();
        switch (job.status) {
            case "Pending" -> {
                job.status = "InProgress";
                job.started = clock.millis();
                if (job.validationId != null && QuickDeploy.voided(deploys, job)) {
                    job.errorCode = "INVALID_ID_FIELD";
                    job.errorMessage = "The validation " + job.validationId
                            + " no longer qualifies for a quick deploy: something was deployed since it began";
                    end(job, "Failed");
                    return;
                }
                Deployment.Outcome trial = attempt(job, metadata.current(), p -> Ids.of(p, 0));
                job.componentsTotal = trial == null ? 0 : counted(trial);
                job.expected = trial == null ? List.of() : trial.failures();
            }
            case "Canceling" -> {
                Deployment.Outcome late =
                        job.committedAnyway ? attempt(job, metadata.current(), metadata.newId()) : null;
                if (late != null && late.good()) {
                    save(job, late);
                }
                end(job, "Canceled");
            }
            case DeployJob.FINALIZING -> finish(job, attempt(job, metadata.current(), metadata.newId()));
            default -> {
                if (job.componentsSeen < job.componentsTotal) {
                    int chunk = Math.max(1, (job.componentsTotal + 2) / 3);
                    job.componentsSeen = Math.min(job.componentsTotal, job.componentsSeen + chunk);
                    int good = job.componentsTotal - job.expected.size();
                    job.componentsDeployed = Math.min(good, job.componentsSeen);
                    job.componentErrors = job.componentsSeen - job.componentsDeployed;
                    job.failures = List.copyOf(job.expected.subList(0, job.componentErrors));
                    job.stateDetail = "Deploying components";
                } else {
                    testsOrEnd(job);
                }
            }
        }
    }

    private void testsOrEnd(DeployJob job) {
        boolean save = !job.options.checkOnly();
        boolean finalizes = save && newest >= DeployJob.FINALIZING_FROM;
        Deployment.Outcome outcome =
                attempt(job, metadata.current(), save && !finalizes ? metadata.newId() : p -> Ids.of(p, 0));
        if (outcome == null) {
            end(job, "Failed");
            return;
        }
        if (FaultOrders.due(faults.lockedDeployment)) {
            job.errorCode = "UNABLE_TO_LOCK_ROW";
            job.errorMessage = "UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record";
            end(job, "Failed");
            return;
        }
        if (outcome.error() == null && outcome.failures().isEmpty() && job.testsCompleted < outcome.testMethods()) {
            job.testsTotal = outcome.testMethods();
            if (FaultOrders.due(faults.slowTests)) {
                job.stateDetail = "Running Tests";
                return;
            }
            int chunk = Math.max(1, (job.testsTotal + 2) / 3);
            job.testsCompleted = Math.min(job.testsTotal, job.testsCompleted + chunk);
            job.stateDetail = "Running Tests";
            return;
        }
        note(job, outcome);
        if (!outcome.good()) {
            boolean partly = outcome.error() == null && !job.options.rollbackOnError() && partly(job, outcome);
            end(job, partly ? "SucceededPartial" : "Failed");
        } else if (finalizes) {
            job.status = DeployJob.FINALIZING;
            job.stateDetail = "Finalizing";
        } else {
            finish(job, outcome);
        }
    }

    private static void note(DeployJob job, Deployment.Outcome outcome) {
        job.successes = outcome.successes();
        job.failures = outcome.failures();
        job.tests = outcome.tests();
        job.testsRan = outcome.tests() != TestRun.NONE;
        job.componentsTotal = counted(outcome);
        job.componentErrors = outcome.failures().size();
        job.componentsDeployed = outcome.successes().size();
        job.testErrors = outcome.tests().failures().size();
        job.testsTotal = outcome.tests().methods();
        job.testsCompleted = outcome.tests().successes().size();
        if (outcome.error() != null) {
            job.errorCode = "INVALID_INPUT";
            job.errorMessage = outcome.error();
        }
    }

    /** Makes it real, unless somebody changed the org so that it no longer fits. */
    private void finish(DeployJob job, Deployment.Outcome outcome) {
        if (outcome != null) {
            note(job, outcome);
        }
        if (outcome == null || !outcome.good()) {
            end(job, DeployJob.FINALIZING_FAILED);
            return;
        }
        if (!job.options.checkOnly()) {
            save(job, outcome);
        }
        end(job, "Succeeded");
    }

    private void save(DeployJob job, Deployment.Outcome outcome) {
        Optional<String> lost = faults.dropped(
                outcome.successes().stream().map(DeployMessage::key).toList());
        metadata.replace(lost.map(key -> DroppedComponent.without(
                        key, metadata.current(), outcome.org().copy()))
                .orElse(outcome.org()));
        for (DeployMessage m : outcome.successes()) {
            // What did not arrive leaves no trace, nor do the children of an object that did not.
            boolean arrived = !lost.equals(Optional.of(m.key()))
                    && m.deleted() != metadata.current().has(m.componentType(), m.fullName());
            if (arrived && (m.created() || m.changed() || m.deleted())) {
                Change.Kind kind =
                        m.deleted() ? Change.Kind.DELETED : m.created() ? Change.Kind.CREATED : Change.Kind.CHANGED;
                metadata.changes().note(kind, m.componentType(), m.fullName(), m.id(), job.user, clock.millis());
            }
        }
    }

    /** Without roll-back, what has no fault of its own stays. */
    private boolean partly(DeployJob job, Deployment.Outcome first) {
        if (!first.tests().passed()) {
            return false;
        }
        try {
            SortedMap<String, SortedMap<String, byte[]>> packages = packages(job);
            DeployOptions o = job.options;
            DeployOptions lenient = new DeployOptions(
                    true,
                    false,
                    o.checkOnly(),
                    o.ignoreWarnings(),
                    false,
                    o.purgeOnDelete(),
                    false,
                    o.singlePackage(),
                    o.testLevel(),
                    o.runTests());
            Deployment.Outcome outcome = first;
            while (!outcome.failures().isEmpty()) {
                SortedMap<String, SortedMap<String, byte[]>> fewer = PackageZip.without(packages, outcome.failures());
                if (count(fewer) == count(packages)) {
                    return false;
                }
                packages = fewer;
                outcome = new Deployment(metadata.current(), packages, terms(job, lenient), metadata.newId()).run();
            }
            job.successes = outcome.successes();
            job.componentsDeployed = outcome.successes().size();
            if (!o.checkOnly() && !outcome.successes().isEmpty()) {
                save(job, outcome);
            }
            return !outcome.successes().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(SortedMap<String, SortedMap<String, byte[]>> packages) {
        return packages.values().stream().mapToInt(Map::size).sum();
    }

    private static int counted(Deployment.Outcome outcome) {
        return outcome.successes().size() + outcome.failures().size();
    }

    private SortedMap<String, SortedMap<String, byte[]>> packages(DeployJob job) throws IOException {
        return PackageZip.read(zips.resolve(job.id + ".zip"), job.options.singlePackage());
    }

    /** Null when the zip can't be read; the job then says why. */
    private Deployment.Outcome attempt(DeployJob job, OrgMetadata org, OrgMetadata.NewId newId) {
        try {
            SortedMap<String, SortedMap<String, byte[]>> packages = packages(job);
            job.folders = List.copyOf(packages.keySet());
            return new Deployment(org, packages, terms(job, job.options), newId).run();
        } catch (IOException e) {
            job.errorCode = "INVALID_OPERATION";
            job.errorMessage = "The zip file can't be read: " + e.getMessage();
            return null;
        } catch (RuntimeException e) {
            // A fault of the imitation itself ends the job visibly instead of stopping the org's pace.
            System.getLogger("rehearsal").log(System.Logger.Level.ERROR, "Deployment " + job.id, e);
            job.errorCode = "UNKNOWN_EXCEPTION";
            job.errorMessage = "An unexpected error occurred: " + e;
            return null;
        }
    }

    private Deployment.Terms terms(DeployJob job, DeployOptions options) {
        return new Deployment.Terms(options, sandbox, newest, job.validationId != null, job.user, clock.instant());
    }

    private void end(DeployJob job, String status) {
        job.status = status;
        job.completed = clock.millis();
        job.modified = job.completed;
        job.stateDetail = null;
    }

    @Override
    protected String name() {
        return "jobs";
    }

    @Override
    protected JsonNode save() {
        ObjectNode out = JSON.createObjectNode();
        out.set("deploys", JSON.valueToTree(deploys));
        out.set("retrieves", JSON.valueToTree(retrieves));
        return out;
    }

    @Override
    protected void load(JsonNode saved) {
        deploys.clear();
        retrieves.clear();
        saved.get("deploys").forEach(j -> deploys.add(JSON.convertValue(j, DeployJob.class)));
        saved.get("retrieves").forEach(j -> retrieves.add(JSON.convertValue(j, RetrieveJob.class)));
    }
}
