package io.sluice.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How inventories are refreshed.
 *
 * @param background whether this node refreshes by itself
 * @param threads how many environments this node refreshes at once
 * @param pause between two looks whether somebody asked another node for a refresh
 * @param lease how long a refresh that gives no sign of life keeps its claim; longer than an org takes for one list
 * @param listEvery how often every type is listed as a whole, whatever the org says of its changes; a deletion that the
 *     org does not tell of is missed no longer than that
 */
@ConfigurationProperties(prefix = "sluice.inventory", ignoreUnknownFields = false)
record InventorySettings(
        @DefaultValue("true") boolean background,
        @DefaultValue("2") int threads,
        @DefaultValue("5s") Duration pause,
        @DefaultValue("10m") Duration lease,
        @DefaultValue("20h") Duration listEvery) {

    InventorySettings {
        if (threads < 1 || threads > 16) {
            throw new IllegalArgumentException("sluice.inventory.threads must lie between 1 and 16, not " + threads);
        }
        positive("pause", pause);
        positive("lease", lease);
        positive("list-every", listEvery);
        if (listEvery.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("sluice.inventory.list-every must be a day at most, not " + listEvery
                    + ": deletions would be missed");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("sluice.inventory." + name + " must be longer than 0, not " + value);
        }
    }
}
