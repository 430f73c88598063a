package io.sluice.deployment;

import io.sluice.compare.KeptStates;
import io.sluice.compare.RetrievedZip;
import io.sluice.compare.ZipFolder;
import io.sluice.metadata.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.UUID;

/** Snapshots as sides of comparisons. */
@org.springframework.stereotype.Component
class KeptSnapshots implements KeptStates {

    private final SnapshotStore snapshots;
    private final PackageStore packages;
    private final ZipFolder zips;

    KeptSnapshots(SnapshotStore snapshots, PackageStore packages, ZipFolder zips) {
        this.snapshots = snapshots;
        this.packages = packages;
        this.zips = zips;
    }

    @Override
    public Kept read(String id, Collection<Component> scope) {
        Snapshot snapshot = snapshots
                .find(UUID.fromString(id))
                .orElseThrow(() -> new IllegalArgumentException("There is no snapshot " + id));
        try (InputStream in = packages.checked(snapshot.packageSha256())) {
            return new Kept(snapshot.orgId(), RetrievedZip.take(in, zips.create(), scope));
        } catch (IOException e) {
            throw new UncheckedIOException("Package " + snapshot.packageSha256() + " can't be read as a snapshot", e);
        }
    }
}
