package io.sluice.web;

import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.SelectionInput;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Who may read a comparison: everybody those of a change request, as its page; others only who may use both environments,
 * who asked for it, and auditors.
 */
@Component
class ComparisonAccess {

    private final Comparisons comparisons;
    private final Environments environments;
    private final RemoteJobs jobs;

    ComparisonAccess(Comparisons comparisons, Environments environments, RemoteJobs jobs) {
        this.comparisons = comparisons;
        this.environments = environments;
        this.jobs = jobs;
    }

    /** @throws Refusal where there is none that the person may read; which of both is not told */
    ComparisonHead require(UUID id, Viewer viewer) {
        return comparisons
                .head(id)
                .filter(head -> mayRead(head, viewer))
                .orElseThrow(ComparisonAccess::noSuchComparison);
    }

    boolean mayRead(ComparisonHead head, Viewer viewer) {
        return head.selection() == null
                || isFor(head.source(), head.target(), viewer)
                || jobs.find(head.remoteJob())
                        .filter(job -> job.requestedBy().equals(viewer.id()))
                        .isPresent();
    }

    /** Likewise for one that is not finished. */
    boolean mayWatch(RemoteJob job, Viewer viewer) {
        SelectionInput input = SelectionInput.read(job.input());
        return job.requestedBy().equals(viewer.id()) || isFor(input.source(), input.target(), viewer);
    }

    private boolean isFor(String source, String target, Viewer viewer) {
        return viewer.hasAny(Role.AUDITOR, Role.ADMINISTRATOR) || mayUse(source, viewer) && mayUse(target, viewer);
    }

    /** Disabled environments too: what was seen of them once can be read on. */
    private boolean mayUse(String id, Viewer viewer) {
        return environments
                .find(id)
                .map(Environment::users)
                .map(users -> users.include(viewer.id(), viewer.roles()))
                .orElse(true);
    }

    static Refusal noSuchComparison() {
        return new Refusal(
                HttpStatus.NOT_FOUND,
                "There is no comparison here that you may read. The page Comparisons lists those that you may.");
    }
}
