package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the package needs, and who needs what the deployment deletes.
 *
 * @param missing needs that are neither in the package nor in the target; each place of the files is one
 * @param inTarget how many distinct components were found in the target
 * @param needs everything that the package needs; empty for checks made before it was kept
 * @param deletedUses who uses what is deleted
 * @param notes what an engine could not tell and why, a sentence each
 */
public record DependencyResult(
        String deployment,
        String packageSha256,
        Instant at,
        List<Reference> missing,
        int inPackage,
        int inTarget,
        List<Dependency> needs,
        List<DeletedUse> deletedUses,
        List<String> notes) {

    public DependencyResult {
        missing = List.copyOf(missing);
        needs = List.copyOf(needs);
        deletedUses = List.copyOf(deletedUses);
        notes = List.copyOf(notes);
    }

    /** One of which only what is missing is known. */
    public DependencyResult(
            String deployment, String packageSha256, Instant at, List<Reference> missing, int inPackage, int inTarget) {
        this(deployment, packageSha256, at, missing, inPackage, inTarget, List.of(), List.of(), List.of());
    }

    public SortedSet<Component> missingComponents() {
        return missing.stream().map(Reference::to).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Uses of what is deleted that stop the deployment. */
    public List<DeletedUse> blockingUses() {
        return deletedUses.stream()
                .filter(use -> use.effect() == DeletedUse.Effect.BLOCKS)
                .toList();
    }

    /** Nothing is missing, and nothing that stays needs what is deleted. What is unknown the org's validation finds. */
    public boolean isClear() {
        return missing.isEmpty() && blockingUses().isEmpty();
    }
}
