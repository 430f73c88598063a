package io.sluice.deployment;

import java.util.List;
import java.util.Optional;

/**
 * Rollback records: deployment records that restore what a target had before a deployment. They are compared, approved,
 * validated, deployed and verified as {@link Deployments} does it; here is what only they have. Every act writes evidence in
 * its transaction; an unknown id is an IllegalArgumentException.
 */
public interface Rollbacks {

    /**
     * Why a deployment record can't be rolled back now, in a sentence: nothing of it was sent, nothing was kept before, it is
     * under way, or another rollback of it is.
     */
    Optional<String> refusal(String deployment);

    /**
     * A new rollback record of a deployment record, restoring the newest snapshot.
     *
     * @throws IllegalStateException with the sentence of {@link #refusal}
     * @throws IllegalArgumentException where the reason is blank
     */
    DeploymentRecord begin(String deployment, String reason, String actor);

    /** All rollback records of a deployment record, oldest first. */
    List<DeploymentRecord> of(String deployment);

    /** The one that has neither ended well nor was given up. */
    Optional<DeploymentRecord> open(String deployment);

    /** The three-way state of every item, by the newest comparison; empty before the first. */
    List<RollbackItem> items(String rollback);

    /** The plan to begin with, one item a line. */
    String proposedPlan(String rollback);

    /**
     * Prepares a rollback record: the plan has to decide about every item that differs, test level and tests are checked by
     * the target's rules, the connection is tested.
     *
     * @throws io.sluice.salesforce.OrgException when the org can't be reached
     */
    PrepareResult prepare(String rollback, RollbackPreparation stated, String actor);

    /** Builds the package of an approved rollback record from what was kept. */
    BuildResult build(String rollback, String processInstance);

    /** The outcome of building a package. */
    sealed interface BuildResult {

        /** The record has the package. */
        record Built(String sha256) implements BuildResult {}

        /** What is wrong with it, in a sentence. */
        record Refused(String problem) implements BuildResult {}
    }
}
