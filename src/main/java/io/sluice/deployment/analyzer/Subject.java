package io.sluice.deployment.analyzer;

import io.sluice.change.Overlap;
import io.sluice.metadata.Component;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The package that is looked at, and what is known of its target.
 *
 * @param brought every component that its files bring, children included
 * @param deletions what it deletes
 * @param testLevel the level's API name; null before the deployment was prepared
 * @param overlaps other open change requests that touch the same
 */
public record Subject(
        SortedSet<Component> brought,
        SortedSet<Component> deletions,
        @Nullable String testLevel,
        Size size,
        List<Overlap> overlaps,
        TargetFacts target) {

    /** Files, and bytes zipped and unzipped. */
    public record Size(int files, long zippedBytes, long unzippedBytes) {}

    Stream<Component> brought(String type) {
        return brought.stream().filter(each -> each.type().equals(type));
    }

    Stream<Component> deleted(String type) {
        return deletions.stream().filter(each -> each.type().equals(type));
    }
}
