package io.sluice.deployment;

import io.sluice.environment.Connections;
import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Misfit;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.salesforce.DeployRequestRow;
import io.sluice.salesforce.Ids;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.TestLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Finds a deploy request again whose answer was lost. Before sending, the newest row of the org's own list is written
 * down; what the org lists after it, of our user, with the same check-only and not already ours, may be the request.
 */
@Component
class LostRequests {

    private static final int ROWS = 200;
    /** Components that an org may count with their children, so that the manifest does not tell the total. */
    private static final Set<String> COUNTED_WITH_CHILDREN = Set.of(
            "CustomObject",
            "CustomLabels",
            "Workflow",
            "SharingRules",
            "AssignmentRules",
            "AutoResponseRules",
            "EscalationRules",
            "MatchingRules",
            "Bot",
            "ManagedTopics",
            "CustomObjectTranslation",
            "Territory2Model");

    private final Connections connections;
    private final RemoteJobs jobs;
    private final AttemptStore attempts;
    private final Clock clock;
    private final Duration absentAfter;
    private final Duration soon;

    // Lazy: what keeps the jobs knows their kinds, and kinds use this.
    /**
     * @param absentAfter the deploy request's time-out plus two minutes: no request can arrive later than that
     * @param soon between two looks; what the org does not list at one moment it may list a little later
     */
    LostRequests(
            Connections connections,
            @Lazy RemoteJobs jobs,
            AttemptStore attempts,
            Clock clock,
            @Value("${sluice.dispatcher.unsure-period:12m}") Duration absentAfter,
            @Value("${sluice.deployment.lost-look-pause:15s}") Duration soon) {
        this.connections = connections;
        this.jobs = jobs;
        this.attempts = attempts;
        this.clock = clock;
        this.absentAfter = absentAfter;
        this.soon = soon;
    }

    /** @param testLevel null where the org may list the request with another one */
    Map<String, Object> mark(
            RemoteJob job,
            String sha256,
            SortedSet<io.sluice.metadata.Component> members,
            boolean checkOnly,
            @Nullable TestLevel testLevel) {
        Map<String, Object> mark = new HashMap<>();
        OrgConnection org = connections.open(job.environment());
        org.recentDeployments(1).stream().findFirst().ifPresent(newest -> {
            mark.put("newestId", newest.id());
            mark.put("newestAt", newest.createdAt().toString());
        });
        mark.put("userId", org.identity().userId());
        mark.put("checkOnly", checkOnly);
        if (testLevel != null) {
            mark.put("testLevel", testLevel.apiName());
        }
        attempts.componentsCounted(sha256).ifPresent(total -> mark.put("components", total));
        if (!mark.containsKey("components")
                && members.stream().noneMatch(member -> COUNTED_WITH_CHILDREN.contains(member.type()))) {
            mark.put("components", members.size());
        }
        return Map.copyOf(mark);
    }

    Lost find(RemoteJob job) {
        Map<String, Object> mark = job.mark();
        if (!mark.containsKey("userId")) {
            return new Lost.Undecided("What the org listed before this request was sent is not known. Look at Setup,"
                    + " Deployment Status, in environment " + job.environment()
                    + ", and decide on page /jobs which of them is this request, or that none is.");
        }
        List<DeployRequestRow> listed = connections.open(job.environment()).recentDeployments(ROWS);
        List<DeployRequestRow> after =
                listed.stream().filter(row -> isAfter(row, mark)).toList();
        if (after.size() == ROWS) {
            return undecided(job, after.subList(0, 5), "More deployments than Sluice reads were made since.");
        }
        Set<String> ours = ours(job);
        List<DeployRequestRow> candidates = after.stream()
                .filter(row -> Ids.same(row.createdById(), (String) Objects.requireNonNull(mark.get("userId"))))
                .filter(row -> row.checkOnly() == Boolean.TRUE.equals(mark.get("checkOnly")))
                .filter(row -> !ours.contains(Ids.short15(row.id())))
                .toList();
        if (candidates.isEmpty()) {
            return absent(job);
        }
        if (candidates.stream().anyMatch(LostRequests::isUncounted)) {
            return new Lost.LookLater(soon);
        }
        List<DeployRequestRow> equal =
                candidates.stream().filter(row -> isEqual(row, mark)).toList();
        return equal.size() == 1
                ? new Lost.Adopt(equal.get(0).id())
                : undecided(
                        job,
                        candidates,
                        equal.isEmpty() ? "None of them has the same size and test level." : "Several fit.");
    }

    /**
     * What does not fit when an operator says that this id is the lost request.
     *
     * @throws io.sluice.salesforce.OrgException where the org does not answer
     */
    List<Misfit> misfits(RemoteJob job, String remoteId) {
        Map<String, Object> mark = job.mark();
        Optional<DeployRequestRow> listed = listed(job, remoteId);
        if (listed.isEmpty()) {
            return List.of(Misfit.decisive("Environment " + job.environment() + " does not list it among its newest "
                    + ROWS + " deployments."));
        }
        DeployRequestRow row = listed.get();
        List<Misfit> misfits = new ArrayList<>();
        Object user = mark.get("userId");
        if (user != null && !Ids.same(row.createdById(), user.toString())) {
            misfits.add(Misfit.decisive("Another user of the org asked for it."));
        }
        boolean checkOnly = Boolean.TRUE.equals(mark.get("checkOnly"));
        if (mark.containsKey("checkOnly") && row.checkOnly() != checkOnly) {
            misfits.add(
                    Misfit.decisive(checkOnly ? "It is no validation." : "It is a validation, which deploys nothing."));
        }
        if (!isAfter(row, mark)) {
            misfits.add(Misfit.decisive("It is of " + row.createdAt() + ", before this request was sent."));
        }
        if (isUncounted(row)) {
            misfits.add(Misfit.odd("The org has not counted its components yet; look again when it has begun."));
        } else if (!isEqual(row, mark)) {
            misfits.add(Misfit.odd("It has " + Words.count(row.componentsTotal(), "component", "components") + ", "
                    + level(row.testLevel()) + "; expected are " + expected(mark) + "."));
        }
        if (ours(job).contains(Ids.short15(row.id()))) {
            misfits.add(Misfit.decisive("It belongs to another job."));
        }
        return misfits;
    }

    /**
     * How a running job ends whose id the org does not list any more; empty where it does.
     *
     * @throws io.sluice.salesforce.OrgException where the org does not answer
     */
    Optional<Outcome> vanished(RemoteJob job, String errorCode) {
        String id = Objects.requireNonNull(job.remoteId(), "a running job has the org's id");
        return listed(job, id).isPresent()
                ? Optional.empty()
                : Optional.of(Outcome.refused(
                        errorCode,
                        "Environment " + job.environment() + " does not know " + id
                                + " any more. An operator has stated that it is lost; what became of it in the org, a"
                                + " comparison shows."));
    }

    private Optional<DeployRequestRow> listed(RemoteJob job, String remoteId) {
        return connections.open(job.environment()).recentDeployments(ROWS).stream()
                .filter(row -> Ids.same(row.id(), remoteId))
                .findFirst();
    }

    private Lost absent(RemoteJob job) {
        Instant sentAt = job.sentAt() == null ? job.requestedAt() : job.sentAt();
        Instant now = Times.now(clock);
        Instant sure = sentAt.plus(absentAfter);
        if (now.isBefore(sure)) {
            Duration left = Duration.between(now, sure);
            return new Lost.LookLater(left.compareTo(soon) < 0 ? left : soon);
        }
        // A little less than the pause, because another node's clock may be behind.
        Instant earlier = now.minus(soon.multipliedBy(2).dividedBy(3));
        return attempts.countAbsent(job.id(), sentAt, earlier, now) >= 2
                ? new Lost.SendAgain()
                : new Lost.LookLater(soon);
    }

    private static boolean isAfter(DeployRequestRow row, Map<String, Object> mark) {
        Object newestId = mark.get("newestId");
        Object newestAt = mark.get("newestAt");
        if (newestId == null || newestAt == null) {
            return true;
        }
        return !Ids.same(row.id(), newestId.toString())
                && !row.createdAt().isBefore(Instant.parse(newestAt.toString()));
    }

    /** While a request waits, the org may not have counted its components yet. */
    private static boolean isUncounted(DeployRequestRow row) {
        return row.componentsTotal() == 0
                && (row.status().equals("Pending") || row.status().equals("InProgress"));
    }

    private static boolean isEqual(DeployRequestRow row, Map<String, Object> mark) {
        Object components = mark.get("components");
        boolean size = !(components instanceof Number number) || number.intValue() == row.componentsTotal();
        boolean told = row.testLevel() != null && mark.containsKey("testLevel");
        return size && (!told || Objects.equals(row.testLevel(), mark.get("testLevel")));
    }

    private Set<String> ours(RemoteJob job) {
        Set<String> ids = new HashSet<>();
        attempts.remoteIds().forEach(id -> ids.add(Ids.short15(id)));
        List<RemoteJob> others = new ArrayList<>(jobs.open());
        others.addAll(jobs.of(job.kind(), job.owner()));
        others.stream().map(RemoteJob::remoteId).filter(Objects::nonNull).forEach(id -> ids.add(Ids.short15(id)));
        return ids;
    }

    private static Lost undecided(RemoteJob job, List<DeployRequestRow> candidates, String why) {
        List<String> rows = candidates.stream()
                .map(row -> row.id() + " of " + row.createdAt() + " (" + row.status() + ", "
                        + Words.count(row.componentsTotal(), "component", "components") + ", "
                        + level(row.testLevel()) + ")")
                .toList();
        return new Lost.Undecided(
                "The answer to this request was lost, and the org lists since then, by the same user: "
                        + Words.named(rows) + ". " + why
                        + " Sluice neither takes one of them over nor sends again by itself. Expected: "
                        + expected(job.mark()) + ". Look at Setup, Deployment Status, in environment "
                        + job.environment()
                        + ". Choices: wait until they have ended and retry, Sluice then looks again; or decide on page"
                        + " /jobs that one of them is this request, or that none is.");
    }

    private static String expected(Map<String, Object> mark) {
        Object components = mark.get("components");
        return (components == null ? "an unknown number of components" : components + " components") + ", "
                + Objects.requireNonNullElse(mark.get("testLevel"), "any test level") + ", check-only "
                + mark.get("checkOnly");
    }

    private static String level(@Nullable String testLevel) {
        return testLevel == null ? "test level not said" : testLevel;
    }
}
