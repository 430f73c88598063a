package io.sluice.remotejob;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A remote job to be done.
 *
 * @param kind name of a {@link RemoteJobKind}
 * @param owner id of what it is done for, for example a deployment record; with kind and attempt it is unique
 * @param attempt counts from 1
 * @param change number of the change request; null where there is none
 * @param environment id of the environment that is asked; for an exclusive kind the queue it stands in
 * @param processInstance where a step waits for the result; null where nothing waits
 * @param input ids and options, JSON values; never a secret
 */
public record NewRemoteJob(
        String kind,
        String owner,
        int attempt,
        @Nullable String change,
        String environment,
        @Nullable String processInstance,
        String requestedBy,
        Map<String, Object> input) {

    public NewRemoteJob {
        input = Map.copyOf(input);
    }
}
