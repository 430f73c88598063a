package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A comparison to be made.
 *
 * @param change number of the change request; null where it is made for none, which only a selection can be
 * @param owner id of the deployment record or of whatever it is made for
 * @param verify true after a deployment: any difference then ends the job with {@code verify-failed}
 * @param earlier what stands in for the target's org; null where the target is asked. Only for other selections than a scope
 * @param cold whether everything is to be retrieved, whatever the orgs say of their last changes; a scope always is
 * @param apiVersion pinned by the deployment record
 * @param processInstance where a step waits for it; null when none does
 */
public record NewComparison(
        @Nullable String change,
        String owner,
        boolean verify,
        String source,
        String target,
        Selection selection,
        @Nullable EarlierState earlier,
        boolean cold,
        String apiVersion,
        @Nullable String processInstance,
        String requestedBy) {

    /** @throws IllegalArgumentException where a scope is compared without a change or against an earlier state */
    public NewComparison {
        if (selection instanceof Selection.Scope && (change == null || earlier != null || !cold)) {
            throw new IllegalArgumentException(
                    "The scope of a change is compared for its change, as both orgs are now, and as a whole");
        }
        if (verify && !(selection instanceof Selection.Scope)) {
            throw new IllegalArgumentException("Only the scope of a change is verified");
        }
    }

    /** The comparison of a change's scope in an environment now with what was kept of it earlier. */
    public static NewComparison withKept(
            String change,
            String owner,
            boolean verify,
            String environment,
            Selection.Scope scope,
            String apiVersion,
            @Nullable String processInstance,
            String requestedBy) {
        return new NewComparison(
                change,
                owner,
                verify,
                environment,
                environment,
                scope,
                null,
                true,
                apiVersion,
                processInstance,
                requestedBy);
    }

    /** The comparison of a change's scope. */
    public NewComparison(
            String change,
            String owner,
            boolean verify,
            String source,
            String target,
            SortedSet<Component> scope,
            String apiVersion,
            @Nullable String processInstance,
            String requestedBy) {
        this(
                change,
                owner,
                verify,
                source,
                target,
                new Selection.Scope(scope),
                null,
                true,
                apiVersion,
                processInstance,
                requestedBy);
    }
}
