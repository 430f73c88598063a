package io.sluice.remotejob;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The table of remote jobs with points around the commit of each finding. */
final class PointedJobTable extends JobTable {

    PointedJobTable(DataSource database, JobRows rows, Clock clock) {
        super(database, rows, clock);
    }

    @Override
    Optional<Claim> claim(String leaseOwner, Duration lease, Collection<UUID> except) {
        Optional<Claim> claim = super.claim(leaseOwner, lease, except);
        claim.ifPresent(claimed ->
                PointedRoom.at(claimed.job(), "claimed in " + claimed.job().state()));
        return claim;
    }

    @Override
    void checking(Claim claim) {
        super.checking(claim);
        written(claim, "CHECKING");
    }

    @Override
    void checkStarted(Claim claim, String checkId, Instant due) {
        super.checkStarted(claim, checkId, due);
        written(claim, "the check's id");
    }

    @Override
    void sending(Claim claim, Map<String, Object> mark, Duration lease) {
        super.sending(claim, mark, lease);
        written(claim, "SENDING");
    }

    @Override
    void running(Claim claim, String remoteId, Instant due) {
        super.running(claim, remoteId, due);
        written(claim, "RUNNING");
    }

    @Override
    void progress(Claim claim, Progress progress, Instant due) {
        super.progress(claim, progress, due);
        written(claim, "progress");
    }

    @Override
    void ended(Claim claim, Outcome outcome) {
        super.ended(claim, outcome);
        written(claim, "ENDED");
    }

    @Override
    void delivered(Claim claim, boolean abandoned) {
        super.delivered(claim, abandoned);
        written(claim, "DELIVERED");
    }

    private static void written(Claim claim, String what) {
        PointedRoom.aroundCommit(claim.job(), what);
    }
}
