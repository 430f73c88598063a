package io.sluice.deployment;

import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Misfit;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import java.util.List;
import java.util.Optional;

/**
 * What all kinds have in common that an org keeps as a deploy request, check-only or not: one at a time in an environment, found
 * again in the org's list when the answer was lost, cancelled in the org.
 */
abstract class DeployRequestKind implements RemoteJobKind {

    private final PackageRun run;
    private final LostRequests lost;
    private final String failure;

    /** @param failure the business error of a request that failed or that the org does not know any more */
    DeployRequestKind(PackageRun run, LostRequests lost, String failure) {
        this.run = run;
        this.lost = lost;
        this.failure = failure;
    }

    final String failure() {
        return failure;
    }

    @Override
    public final boolean exclusive() {
        return true;
    }

    @Override
    public final Lost lost(RemoteJob job) {
        return lost.find(job);
    }

    @Override
    public final void cancel(RemoteJob job) {
        run.cancel(job);
    }

    @Override
    public final boolean cancels() {
        return true;
    }

    @Override
    public final boolean findsLost() {
        return true;
    }

    @Override
    public final List<Misfit> misfits(RemoteJob job, String remoteId) {
        return lost.misfits(job, remoteId);
    }

    @Override
    public final Optional<Outcome> vanished(RemoteJob job) {
        return lost.vanished(job, failure);
    }
}
