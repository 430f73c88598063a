package io.sluice.web;

import io.sluice.change.Overlap;
import io.sluice.sync.SyncRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change request with all its sections, as the page and its JSON twin show it. Times are UTC, words are for people.
 *
 * @param status in words, likewise everywhere below
 * @param finished whether nothing more can happen to it
 * @param sandbox name of the environment that it is worked on in; null before one was chosen
 * @param path the targets that it goes to, in order; empty before they were chosen
 */
record ChangeView(
        String number,
        String name,
        String type,
        String status,
        @Nullable String statusReason,
        boolean finished,
        String overview,
        String requester,
        @Nullable String sandbox,
        Instant createdAt,
        Instant updatedAt,
        Next next,
        List<PathStep> path,
        ScopeView scope,
        Kin kin,
        List<Round> approvals,
        List<Compared> comparisons,
        List<Deployment> deployments,
        List<Job> remoteJobs,
        List<HistoryRow> history,
        List<Synced> syncs) {

    /**
     * One sync.
     *
     * @param environment its name
     */
    record Synced(
            Instant at,
            String direction,
            String environment,
            int revision,
            String result,
            String words,
            List<SyncRecord.Change> differences,
            String actor) {}

    /**
     * What happens next.
     *
     * @param sentence one sentence when no task is open
     * @param trouble technical trouble in words, from the first failed try
     * @param token changes whenever something of the change moved
     * @param pollSeconds after how many seconds it is worth looking again; 0 for never
     */
    record Next(
            String sentence,
            List<Task> tasks,
            List<String> runningSteps,
            List<Job> running,
            List<String> trouble,
            String token,
            int pollSeconds) {}

    /**
     * @param who who may act, in words
     * @param mine whether the person who looks may act
     * @param link into Tasklist
     */
    record Task(
            String id, String name, Instant since, @Nullable String assignee, String who, boolean mine, String link) {}

    /**
     * @param approvedRevision null when no revision is approved
     * @param approved whether the current revision is the approved one
     * @param added what the current revision has more than the approved one
     * @param kindChanged what turned into a deletion, or back
     * @param edited what else came back from the sandbox in another form
     * @param overlaps other open change requests that touch the same; none where this one has ended
     */
    record ScopeView(
            int revision,
            @Nullable Integer approvedRevision,
            boolean approved,
            List<Item> items,
            List<String> additionalApprovers,
            List<String> added,
            List<String> removed,
            List<String> kindChanged,
            List<String> edited,
            List<Overlap> overlaps) {}

    /** @param from numbers of the change requests that it was rolled up from; empty for its own items */
    record Item(String type, String name, String kind, List<String> from) {}

    /**
     * What it is part of, and what is part of it.
     *
     * @param parent null for none
     * @param missing what the children of a release name by now and its scope does not
     * @param extra likewise, the other way round
     */
    record Kin(
            @Nullable Relative parent,
            boolean release,
            List<Relative> children,
            List<String> missing,
            List<String> extra) {}

    /** @param rolledUp whether its scope is part of the release */
    record Relative(String number, String name, String status, boolean rolledUp) {}

    /** @param binds what the round agrees to, a digest or fingerprint */
    record Round(
            String about,
            int number,
            String state,
            Instant openedAt,
            String binds,
            List<Asked> asked,
            List<String> excluded) {}

    /** @param approved null while undecided, likewise the rest */
    record Asked(
            String who,
            @Nullable String person,
            @Nullable Boolean approved,
            @Nullable String reason,
            @Nullable Instant at) {}

    /** @param counts items per bucket, in words, none left out but the empty ones */
    record Compared(
            String id,
            String owner,
            String purpose,
            String source,
            String target,
            String sourceOrgId,
            String targetOrgId,
            String apiVersion,
            Instant at,
            String sourceDigest,
            String targetDigest,
            Map<String, Long> counts,
            List<ComparisonView.RightRow> rights,
            List<ComparedRow> differing,
            List<String> same) {}

    record ComparedRow(
            String component,
            String bucket,
            List<String> onlyInSource,
            List<String> onlyInTarget,
            @Nullable String lastModifiedBy,
            @Nullable Instant lastModifiedAt,
            @Nullable String note) {}

    record Deployment(
            String id,
            String status,
            @Nullable String statusReason,
            String source,
            String target,
            @Nullable String apiVersion,
            @Nullable String testLevel,
            List<String> tests,
            List<String> leftOut,
            @Nullable String validity,
            @Nullable String start,
            boolean goNeeded,
            @Nullable String fingerprint,
            @Nullable String packageSha256,
            @Nullable Dependencies dependencies,
            List<Try> attempts) {}

    record Dependencies(Instant at, int inPackage, int inTarget, List<Missing> missing) {}

    /** @param namedBy the components that refer to it, each with the place */
    record Missing(String component, List<String> namedBy) {}

    /**
     * One attempt with its log.
     *
     * @param result in words: the org's own status, or what became of the try
     * @param remoteId the org's id
     * @param log address of the page of its log
     */
    record Try(
            String kind,
            int number,
            String result,
            boolean succeeded,
            boolean ended,
            @Nullable String remoteId,
            String packageSha256,
            @Nullable String message,
            Instant startedAt,
            @Nullable Instant endedAt,
            int componentsDone,
            int componentsTotal,
            int componentErrors,
            int testsDone,
            int testsTotal,
            int testErrors,
            List<Problem> problems,
            List<FailedTest> failedTests,
            List<String> coverageWarnings,
            String log) {}

    /** @param place file, line and column as far as the org names them */
    record Problem(String component, String place, String problem) {}

    record FailedTest(String test, String message, @Nullable String stackTrace) {}

    /**
     * A remote job.
     *
     * @param open whether it has not ended for the process yet
     * @param waitsFor what is ahead of it in its environment's queue, first first
     * @param answer the last thing that was heard of it
     */
    record Job(
            String id,
            String kind,
            String owner,
            int attempt,
            String environment,
            String state,
            boolean open,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant sentAt,
            @Nullable Instant endedAt,
            @Nullable String remoteId,
            List<String> waitsFor,
            String answer,
            int componentsDone,
            int componentsTotal,
            int testsDone,
            int testsTotal,
            int errors,
            int failures,
            @Nullable String problem,
            boolean stopped,
            boolean abandoned) {}

    /** @param facts by name, in words */
    record HistoryRow(long sequence, Instant at, String actor, String act, Map<String, String> facts, String hash) {}
}
