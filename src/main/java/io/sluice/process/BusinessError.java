package io.sluice.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;

/**
 * The business errors: refusals that people can mend. A model catches each where it can occur; {@code docs/owners.md} has
 * the same list. Technical faults are none of them: they are tried again and then become an incident.
 */
public enum BusinessError {
    /** Check scope: an item is not in production, or a proposed one is there already. */
    SCOPE_INVALID("scope-invalid"),
    /** Submit for approval: a group or person asked can't decide. */
    NO_ELIGIBLE_APPROVER("no-eligible-approver"),
    /**
     * Test connection: the org refused the saved credentials or is another org than before, the environment is disabled, or
     * no route leads to it.
     */
    CONNECTION_REFUSED("connection-refused"),
    /** Sync change request: the environment lacks the objects that Sluice needs there, is disabled, or no route leads to it. */
    ENVIRONMENT_NOT_PREPARED("environment-not-prepared"),
    /** Sync change request back: the record is gone from the sandbox. */
    RECORD_GONE("record-gone"),
    /** Sync change request back: an item of the scope is not in the sandbox, or one that it deletes still is. */
    PROPOSED_ITEM_MISSING("proposed-item-missing"),
    /** State scope, Sync change request back: what is stated as scope is none. */
    SCOPE_UNREADABLE("scope-unreadable"),
    /** Sync change request back: Sluice and the sandbox changed the same thing differently. */
    SYNC_CONFLICTS("sync-conflicts"),
    /** Sync change request back: the scope differs from the approved one. */
    SCOPE_CHANGED("scope-changed"),
    /** Validate, Deploy: source or target is not any more what was approved. */
    FINGERPRINT_CHANGED("fingerprint-changed"),
    /** Compare, retrieve: an org could not hand out what was asked for. */
    RETRIEVE_FAILED("retrieve-failed"),
    /** The package can't be used: empty, over a limit, or broken. */
    PACKAGE_REFUSED("package-refused"),
    /** Check dependencies: something is neither in the package nor in the target. */
    DEPENDENCIES_MISSING("dependencies-missing"),
    /** Validate: the org refused the package. */
    VALIDATION_FAILED("validation-failed"),
    /** Deploy: the org refused the package. */
    DEPLOY_FAILED("deploy-failed"),
    /** Quick deploy: the org does not make the validation real, so the whole package is deployed. */
    QUICK_DEPLOY_REFUSED("quick-deploy-refused"),
    /** Verify: after the deployment the target differs from the source. */
    VERIFY_FAILED("verify-failed");

    private final String code;

    BusinessError(String code) {
        this.code = code;
    }

    /** The code as it stands in models. */
    public String code() {
        return code;
    }

    public static Optional<BusinessError> ofCode(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }

    /** The error for the engine; the problems become the text that the next form shows. */
    BpmnError with(List<String> problems) {
        return new BpmnError(code, String.join("\n", problems));
    }

    BpmnError with(String problem) {
        return with(List.of(problem));
    }
}
