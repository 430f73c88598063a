package io.sluice.web;

import io.sluice.deployment.EnvironmentPreparation;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.Sync;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Preparing environments, as a person asks for it and sees it go on. */
@Component
class Preparations {

    private final Environments environments;
    private final EnvironmentPreparation preparation;
    private final RemoteJobs jobs;
    private final JobViews jobViews;
    private final Sync sync;

    Preparations(
            Environments environments,
            EnvironmentPreparation preparation,
            RemoteJobs jobs,
            JobViews jobViews,
            Sync sync) {
        this.environments = environments;
        this.preparation = preparation;
        this.jobs = jobs;
        this.jobViews = jobViews;
        this.sync = sync;
    }

    PreparationView of(String environment) {
        return new PreparationView(
                jobs.open().stream()
                        .filter(job -> job.kind().equals(EnvironmentPreparation.KIND)
                                && job.environment().equals(environment))
                        .map(jobViews::view)
                        .toList(),
                preparation.attempts(environment).stream()
                        .map(DeploymentViews::attempt)
                        .toList());
    }

    /** What the org says of our objects at this moment, for the person who is about to prepare it. */
    String found(String environment) {
        try {
            return sync.notPrepared(environment)
                    .orElse("It has everything already, in the version that this Sluice needs.");
        } catch (OrgException e) {
            return "It could not be asked what it has: " + e.getMessage();
        }
    }

    /** @throws Refusal where the person may not, or there is no such environment */
    void start(String environment, Viewer viewer) {
        demand(viewer);
        Environment found = environments.find(environment).orElseThrow(() -> Refusal.noSuchEnvironment(environment));
        if (!found.enabled()) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    environments.path().useRefusal(environment).orElseThrow());
        }
        preparation.prepare(environment, viewer.id());
    }

    /** @throws Refusal where the person may not */
    void demand(Viewer viewer) {
        viewer.demand(viewer.mayPrepareEnvironments(), "Only administrators prepare environments.");
    }
}
