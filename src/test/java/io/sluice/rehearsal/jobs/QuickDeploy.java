package io.sluice.rehearsal.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which validation may be made real without its tests. */
final class QuickDeploy {
    private static final Duration AGE = Duration.ofDays(10);

    private QuickDeploy() {}

    /**
     * The validation with that id if it qualifies: it succeeded with tests and coverage, began at most ten days ago, is
     * not deployed yet, and nothing was deployed since it began.
     */
    static Optional<DeployJob> validation(List<DeployJob> jobs, String id, long now) {
        return jobs.stream()
                .filter(j -> id.length() >= 15 && j.id.startsWith(id))
                .filter(j -> j.options.checkOnly() && j.status.equals("Succeeded") && j.testsRan)
                .filter(j -> now - j.started <= AGE.toMillis())
                .filter(j -> jobs.stream().skip(jobs.indexOf(j) + 1L).noneMatch(later -> voids(later, j)))
                .findFirst();
    }

    /** Deployments run in the order of arrival, so a later one may have changed what was validated. */
    private static boolean voids(DeployJob later, DeployJob validation) {
        if (validation.id.equals(later.validationId) && !later.done()) {
            return true;
        }
        return !later.options.checkOnly() && (later.status.startsWith("Succeeded") || later.committedAnyway);
    }

    /** True when something was deployed since the validation that this quick deploy is to make real, perhaps while it waited. */
    static boolean voided(List<DeployJob> jobs, DeployJob quick) {
        return jobs.stream().filter(j -> j.id.equals(quick.validationId)).anyMatch(validation -> jobs.stream()
                .skip(jobs.indexOf(validation) + 1L)
                .filter(later -> later != quick)
                .anyMatch(later -> voids(later, validation)));
    }

    /** The options of the validation, now for real. */
    static DeployOptions options(DeployOptions o) {
        return new DeployOptions(
                o.allowMissingFiles(),
                o.autoUpdatePackage(),
                false,
                o.ignoreWarnings(),
                o.performRetrieve(),
                o.purgeOnDelete(),
                o.rollbackOnError(),
                o.singlePackage(),
                o.testLevel(),
                o.runTests());
    }
}
