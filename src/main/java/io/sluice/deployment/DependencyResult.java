package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * What the package refers to.
 *
 * @param missing references that are neither in the package nor in the target
 * @param inTarget how many distinct components were found in the target
 */
public record DependencyResult(
        String deployment, String packageSha256, Instant at, List<Reference> missing, int inPackage, int inTarget) {

    public DependencyResult {
        missing = List.copyOf(missing);
    }

    public SortedSet<Component> missingComponents() {
        return missing.stream()
                .map(Reference::to)
                .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
    }

    public boolean isClear() {
        return missing.isEmpty();
    }
}
