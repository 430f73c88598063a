package io.sluice.deployment;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import io.sluice.metadata.PackageSelection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Builds packages from what was kept of a target. */
@org.springframework.stereotype.Component
class RollbackPackage {

    private final SnapshotStore snapshots;
    private final PackageStore packages;
    private final PackageIntake intake;
    private final Comparisons comparisons;

    RollbackPackage(SnapshotStore snapshots, PackageStore packages, PackageIntake intake, Comparisons comparisons) {
        this.snapshots = snapshots;
        this.packages = packages;
        this.intake = intake;
        this.comparisons = comparisons;
    }

    /** What a prepared rollback record restores and deletes, in the caller's transaction. */
    PackageIntake.Result build(DeploymentRecord record) {
        Comparison compared =
                comparisons.find(Objects.requireNonNull(record.comparison())).orElseThrow();
        Rollback rollback = Objects.requireNonNull(record.rollback());
        Set<Component> kept = new HashSet<>(rollback.kept());
        List<ComparedItem> restored = compared.items().stream()
                .filter(item -> item.bucket() == Bucket.ONLY_IN_SOURCE || item.bucket() == Bucket.DIFFERENT)
                .filter(item -> !kept.contains(item.component()))
                .toList();
        SortedSet<Component> after = new TreeSet<>(record.deletions());
        after.removeAll(record.deletedBefore());
        return build(
                snapshots.find(rollback.snapshot()).orElseThrow(),
                PackageIntake.Expected.source("What was kept of environment " + record.target(), compared, restored),
                new PackageIntake.Deletions(new TreeSet<>(record.deletedBefore()), after));
    }

    /** Everything that was there, as it was. */
    PackageIntake.Result everything(Snapshot snapshot) {
        Comparison compared = comparisons.find(snapshot.comparison()).orElseThrow();
        List<ComparedItem> present = compared.items().stream()
                .filter(item -> item.targetHash() != null)
                .toList();
        return build(
                snapshot,
                PackageIntake.Expected.target(
                        "What was kept of environment " + snapshot.environment(), compared, present),
                new PackageIntake.Deletions(new TreeSet<>(), new TreeSet<>()));
    }

    private PackageIntake.Result build(
            Snapshot snapshot, PackageIntake.Expected expected, PackageIntake.Deletions deletions) {
        Set<Component> wanted =
                expected.items().stream().map(ComparedItem::component).collect(Collectors.toSet());
        try {
            Path file = Files.createTempFile("sluice-rollback", ".zip");
            try {
                try (InputStream zip = packages.checked(snapshot.packageSha256());
                        OutputStream out = Files.newOutputStream(file)) {
                    PackageSelection.write(zip, snapshot.items().keySet(), wanted, snapshot.apiVersion(), out);
                }
                try (InputStream selected = Files.newInputStream(file)) {
                    return intake.take(selected, expected, deletions, List.of());
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The package of a rollback can't be built", e);
        }
    }
}
