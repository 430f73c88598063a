package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.UUID;

/**
 * What makes a deployment record a rollback record: its package comes from what was kept, not from an environment.
 *
 * @param of id of the deployment record that is rolled back
 * @param snapshot what is restored
 * @param askedBy who asked for it, and so does not approve it
 * @param reason why, as that person said
 * @param kept what stays as it is now, as prepared; empty before
 */
public record Rollback(String of, UUID snapshot, String askedBy, String reason, List<Component> kept) {

    public Rollback {
        kept = List.copyOf(kept);
    }
}
