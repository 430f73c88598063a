package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.remotejob.RemoteJob;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Deployment records and what is done for them. Every act writes evidence in its transaction; an unknown id is an
 * IllegalArgumentException.
 *
 * <p>Business errors that its remote jobs end with: {@code fingerprint-changed}, {@code retrieve-failed}, {@code
 * package-refused}, {@code validation-failed}, {@code deploy-failed}, {@code quick-deploy-refused}, {@code
 * verify-failed}.
 */
public interface Deployments {

    /**
     * The draft record of a change request for a target; a second call returns the first one's.
     *
     * @throws IllegalArgumentException with the reason where nothing may go from the source to the target
     */
    DeploymentRecord draft(String change, String source, String target, String actor);

    Optional<DeploymentRecord> find(String id);

    DeploymentRecord require(String id);

    /** The deployment records of a change request, oldest first, without rollback records. */
    List<DeploymentRecord> ofChange(String change);

    /** Likewise, with its rollback records. */
    List<DeploymentRecord> withRollbacks(String change);

    /** Requests the comparison that will be decided on, in the caller's transaction. */
    RemoteJob compare(String id, String processInstance);

    /**
     * Prepares the record: environments, test level and tests are checked by the target's rules, both connections tested.
     *
     * @throws io.sluice.salesforce.OrgException when an org can't be reached
     */
    PrepareResult prepare(String id, Preparation preparation, String actor);

    /** By what the deployment deletes, everything in the target that used it when the deployment was prepared. */
    SortedMap<Component, SortedSet<Component>> deletionUses(String id);

    /**
     * Facts for the approval policy: {@code itemTypes}, {@code targetKind}, {@code apexInPackage}, {@code testLevel}, {@code differences}, {@code
     * rightsGained}, {@code powerfulRightsGained}, {@code rightsLost}.
     */
    java.util.Map<String, Object> policyFacts(String id);

    /** Which tests the policy wants at least for what the newest comparison found; empty where any are enough. */
    Optional<TestPolicy.Minimum> testMinimum(String id);

    /** Other tests are to be chosen: what was prepared, and with it its approval, binds no more. */
    void chooseTests(String id, String actor);

    /**
     * User ids of those who last edited a differing item in the source, as far as they are known. Where a deployment of this
     * change brought the item there, whoever edited it where that came from counts.
     */
    Set<String> lastEditors(String id);

    /** Names of last editors of differing items, as the source shows them, that are mapped to no person. */
    Set<String> unknownEditors(String id);

    /** Given to the approvers: Pending Approval. */
    void submitted(String id, String actor);

    /** Decided, as the approval's rows say: Approved or Rejected. */
    void decided(String id);

    /** Requests the retrieve of the scope into the package, in the caller's transaction. */
    RemoteJob retrieve(String id, String processInstance);

    /**
     * Looks up every reference of the package in the package and in the target.
     *
     * @throws io.sluice.salesforce.OrgException when the target can't be asked
     */
    DependencyResult checkDependencies(String id);

    Optional<DependencyResult> dependencies(String id);

    /**
     * Requests the validation (check-only) of the package, in the caller's transaction. Refused with an
     * IllegalStateException when no approval binds the record's fingerprint.
     */
    RemoteJob validate(String id, String processInstance);

    /** Writes down who gave the go. */
    void go(String id, String actor);

    /**
     * Requests the snapshot of what the target has of the scope, in the caller's transaction; same refusal as {@link
     * #validate}. Its job ends with {@code fingerprint-changed} where the target is not as it was approved.
     */
    RemoteJob keepTargetState(String id, String processInstance);

    /** The newest snapshot of the target; empty where none was kept. */
    Optional<Snapshot> snapshot(String id);

    /** Requests the deployment of the validated package; same refusal as {@link #validate}, and when it was not validated. */
    RemoteJob deploy(String id, String processInstance);

    /**
     * Requests that the org makes the validation real by itself. Its job ends with {@code quick-deploy-refused} where the org
     * does not take the validation any more; the record can be deployed as a whole then. Same refusals as {@link #deploy}.
     */
    RemoteJob quickDeploy(String id, String processInstance);

    /**
     * How long the newest good validation of the package may be deployed quickly, as far as is known without asking the org;
     * empty where there is none.
     */
    Optional<Validity> validity(String id);

    /** Requests the verify comparison over the whole scope. */
    RemoteJob verify(String id, String processInstance);

    /**
     * Deployed, when the deployment ended well and the newest verify comparison after it found no difference. A second
     * call changes nothing.
     *
     * @throws IllegalStateException with the reason where it is not so
     */
    DeploymentRecord verified(String id);

    /**
     * Why its change request can't be cancelled now, in a few words: it is Deployed and so is every target of the promotion
     * path, or Deploying and something of it is in the target or may get there. A deployment that was withdrawn before
     * anything was sent refuses nothing.
     */
    Optional<String> cancelRefusal(String id);

    /**
     * Nothing carries the record on any more: its process was deleted and no job of it is under way. One that is Deploying
     * becomes Failed, because nobody verified it; any other stays as it is.
     */
    void left(String id, String actor);

    /**
     * Given up or cancelled with its change request. A record that is Deployed stays so: what was done is done.
     *
     * @throws IllegalStateException while it is Deploying and {@link #cancelRefusal} says why not
     */
    void cancelled(String id, String actor, String reason);

    /** All attempts, oldest first. */
    List<Attempt> attempts(String id);
}
