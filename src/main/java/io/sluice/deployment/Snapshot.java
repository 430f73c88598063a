package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a target had of a scope right before it was deployed to: what a rollback restores. Immutable.
 *
 * @param deployment the record that was about to be deployed
 * @param orgId the very org
 * @param comparison the one that was approved; the target was as it says
 * @param digest over all items, as the fingerprint holds it
 * @param packageSha256 a package of everything that was there
 * @param items every item of the scope with its canonical hash; empty where the target did not have it
 */
public record Snapshot(
        UUID id,
        String deployment,
        String environment,
        String orgId,
        String apiVersion,
        UUID comparison,
        String fingerprint,
        ContentDigest digest,
        String packageSha256,
        Instant at,
        SortedMap<Component, Optional<String>> items) {

    public Snapshot {
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    }

    /** The items that the target had. */
    public SortedSet<Component> present() {
        SortedSet<Component> present = new TreeSet<>();
        items.forEach((item, hash) -> {
            if (hash.isPresent()) {
                present.add(item);
            }
        });
        return present;
    }
}
