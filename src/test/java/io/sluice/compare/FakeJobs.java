package io.sluice.compare;

import io.sluice.remotejob.JobDetails;
import io.sluice.remotejob.JobFilter;
import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Remote jobs in memory; a test moves them. */
public final class FakeJobs implements RemoteJobs {

    private final Map<UUID, RemoteJob> rows = new LinkedHashMap<>();

    @Override
    public List<RemoteJob> list(JobFilter filter, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<JobDetails> details(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void retry(UUID id, String actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> cancel(UUID id, String actor) {
        put(rows.get(id), RemoteJobState.WITHDRAWN, Map.of(), null, null, null);
        return Optional.empty();
    }

    @Override
    public RemoteJob request(NewRemoteJob job) {
        RemoteJob row = new RemoteJob(
                UUID.randomUUID(),
                job.kind(),
                job.owner(),
                job.attempt(),
                job.change(),
                job.environment(),
                job.processInstance(),
                job.requestedBy(),
                Instant.parse("2026-11-02T08:00:00Z"),
                RemoteJobState.REQUESTED,
                job.input(),
                Map.of(),
                null,
                null,
                Progress.of(""),
                0,
                null,
                false,
                false,
                null,
                null,
                null);
        rows.put(row.id(), row);
        return row;
    }

    /** The job as it stands after its mark was taken and it was sent. */
    public RemoteJob sent(RemoteJob job, Map<String, Object> mark, String remoteId, Instant sentAt) {
        return put(job, RemoteJobState.RUNNING, mark, remoteId, sentAt, null);
    }

    public RemoteJob ended(RemoteJob job, Outcome outcome) {
        return put(job, RemoteJobState.DELIVERED, job.mark(), job.remoteId(), job.sentAt(), outcome);
    }

    /** The job as it stands once somebody asked it to stop. */
    public RemoteJob askedToStop(RemoteJob job, Instant at) {
        RemoteJob row = new RemoteJob(
                job.id(),
                job.kind(),
                job.owner(),
                job.attempt(),
                job.change(),
                job.environment(),
                job.processInstance(),
                job.requestedBy(),
                job.requestedAt(),
                job.state(),
                job.input(),
                job.mark(),
                job.remoteId(),
                job.sentAt(),
                job.progress(),
                0,
                null,
                false,
                false,
                at,
                null,
                null);
        rows.put(row.id(), row);
        return row;
    }

    private RemoteJob put(
            RemoteJob job,
            RemoteJobState state,
            Map<String, Object> mark,
            String remoteId,
            Instant sentAt,
            Outcome outcome) {
        RemoteJob row = new RemoteJob(
                job.id(),
                job.kind(),
                job.owner(),
                job.attempt(),
                job.change(),
                job.environment(),
                job.processInstance(),
                job.requestedBy(),
                job.requestedAt(),
                state,
                job.input(),
                mark,
                remoteId,
                sentAt,
                job.progress(),
                0,
                null,
                false,
                false,
                null,
                outcome,
                null);
        rows.put(row.id(), row);
        return row;
    }

    @Override
    public Optional<RemoteJob> find(UUID id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public List<RemoteJob> ofChange(String change) {
        return rows.values().stream().filter(job -> change.equals(job.change())).toList();
    }

    @Override
    public List<RemoteJob> of(String kind, String owner) {
        return rows.values().stream()
                .filter(job -> job.kind().equals(kind) && job.owner().equals(owner))
                .toList();
    }

    @Override
    public List<RemoteJob> open() {
        return rows.values().stream()
                .filter(job -> job.state() != RemoteJobState.DELIVERED && job.state() != RemoteJobState.WITHDRAWN)
                .toList();
    }

    @Override
    public Optional<String> withdrawAll(String change, String actor) {
        throw new UnsupportedOperationException();
    }
}
