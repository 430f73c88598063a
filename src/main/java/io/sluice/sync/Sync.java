package io.sluice.sync;

import io.sluice.change.ScopeResult;
import java.util.List;

/**
 * Publishes change requests to environments and reads back what changed there. All of it may be repeated at any time.
 * Approval never travels: what a record in an org says about approval is ignored.
 *
 * <p>Every method throws {@link io.sluice.salesforce.OrgException} when the org can't be asked.
 */
public interface Sync {

    /** Whether the environment has the objects of {@code salesforce/}; empty when it has, else who can prepare it and how. */
    java.util.Optional<String> notPrepared(String environment);

    /**
     * Writes the change request and its items as records into the environment, which becomes its sandbox. Refused in a
     * sentence: production, a disabled environment, one that is not prepared or has another version of our objects. What
     * was edited there since the last sync stays until it is pulled; where nothing differs, nothing is written.
     */
    PushResult push(String change, String environment, String actor);

    /**
     * Writes the change request into one more environment, beside its sandbox. There Sluice alone says what stands in the
     * record: what somebody edited is overwritten, and the record of the sync says so. Refused in a sentence: as {@link
     * #push}, and a change request that is completed, cancelled or without a scope. For the sandbox itself it is a push.
     */
    PushResult pushAlso(String change, String environment, String actor);

    /**
     * The scope as the sandbox's record states it now, one {@code Type:FullName} a line; empty before the first push. A
     * record that is gone is an OrgException with code RECORD_GONE.
     */
    List<String> statedScope(String change);

    /** Writes the scope, as a person typed it, to the sandbox's record; nothing changes in Sluice. */
    ScopeResult stateScope(String change, String lines, String actor);

    /**
     * What changed in the sandbox since the first push to it, newest first, by the org's own clock; what prepared the
     * environment for Sluice left out. Empty before the push.
     */
    List<SandboxChange> changedSincePush(String change);

    /**
     * Pulls title, overview and items from the sandbox's records: a three-way merge with what was synced last. Where both
     * sides changed the same thing differently nothing is taken over, until people decided; see {@link Board#decide}.
     * Proposed items that exist there now become existing. Then the scope is compared with the approved one.
     *
     * @throws IllegalStateException before the first push or the first approval
     */
    PullResult pull(String change, String actor);

    /** Writes the change request and its draft deployment record to the target's org. Refused too where no route leads. */
    PushResult publish(String change, String deploymentId, String source, String target, String actor);

    /**
     * Writes the present status of the change request and of its deployment records into every environment that it was
     * pushed or published to. An environment that has no record of it any more is left alone, and evidence says why. When
     * one org can't be asked the others are written all the same; then the exception is thrown.
     *
     * @param deployments all deployment records of the change request
     */
    void syncStatus(String change, List<DeploymentState> deployments, String actor);
}
