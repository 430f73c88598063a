package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A comparison to be made.
 *
 * @param owner id of the deployment record it is made for
 * @param verify true after a deployment: any difference then ends the job with {@code verify-failed}
 * @param apiVersion pinned by the deployment record
 * @param processInstance where a step waits for it; null when none does
 */
public record NewComparison(
        String change,
        String owner,
        boolean verify,
        String source,
        String target,
        SortedSet<Component> scope,
        String apiVersion,
        @Nullable String processInstance,
        String requestedBy) {}
