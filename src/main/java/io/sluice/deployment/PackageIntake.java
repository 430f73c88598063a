package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.OrgMessages;
import io.sluice.compare.RetrievedZip;
import io.sluice.compare.ZipFolder;
import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.MetadataTypes;
import io.sluice.metadata.PackageZip;
import io.sluice.remotejob.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Takes a retrieved zip in as the package, in the caller's transaction, or says why not: it must be readable and within
 * the limits, hold every component that the comparison found in the source, hold nothing else, and say of each what was
 * compared and approved. What the deployment deletes is added to it as manifests of their own.
 */
@org.springframework.stereotype.Component
class PackageIntake {

    static final String RETRIEVE_FAILED = "retrieve-failed";
    static final String PACKAGE_REFUSED = "package-refused";
    static final String FINGERPRINT_CHANGED = "fingerprint-changed";

    private final PackageStore packages;
    private final ZipFolder zips;

    PackageIntake(PackageStore packages, ZipFolder zips) {
        this.packages = packages;
        this.zips = zips;
    }

    /** What is deleted before the package goes in, and what after. */
    record Deletions(SortedSet<Component> before, SortedSet<Component> after) {

        static Deletions of(JobInput input) {
            SortedSet<Component> after = new TreeSet<>(input.deletions());
            after.removeAll(input.deletedBefore());
            return new Deletions(input.deletedBefore(), after);
        }

        int size() {
            return before.size() + after.size();
        }
    }

    sealed interface Result {}

    record Kept(String sha256, long bytes, int components, int deletions) implements Result {}

    /** The caller rolls back. */
    record NotKept(Outcome outcome) implements Result {}

    /** @throws IOException where the zip does not arrive, or the disk fails */
    Result take(InputStream zip, Comparison compared, Deletions deletions, List<String> messages) throws IOException {
        PackageStore.Arrived arrived = packages.take(zip, PackageZip.MOST_ZIPPED_BYTES);
        if (arrived.bytes() > PackageZip.MOST_ZIPPED_BYTES) {
            return refused(
                    PACKAGE_REFUSED,
                    "The package has more than " + PackageZip.MOST_ZIPPED_BYTES
                            + " bytes zipped (39 MB), the most that an org takes. Split the scope into several changes, or"
                            + " leave out big static resources.");
        }
        try {
            return judge(arrived, compared, deletions, messages);
        } catch (BrokenPackageException e) {
            return refused(
                    RETRIEVE_FAILED,
                    "The package that environment " + compared.source() + " returned can't be read: " + e.getMessage()
                            + ". Nothing was kept; repeating the retrieve is safe.");
        }
    }

    private Result judge(PackageStore.Arrived arrived, Comparison compared, Deletions deletions, List<String> messages)
            throws IOException {
        ZipScan scan;
        try (InputStream zip = packages.open(arrived.key())) {
            scan = ZipScan.of(zip);
        }
        Optional<String> tooBig = PackageZip.problemOfSize(scan.files(), arrived.bytes(), scan.unzippedBytes());
        if (tooBig.isPresent()) {
            return refused(PACKAGE_REFUSED, tooBig.get());
        }
        SortedSet<Component> scope =
                new TreeSet<>(TargetCheck.manifest(compared).members());
        SortedMap<Component, String> contents;
        try (InputStream in = packages.open(arrived.key());
                RetrievedZip zip = RetrievedZip.take(in, zips.create(), scope)) {
            contents = zip.hashes(scope);
        }
        SortedSet<Component> expected = compared.items().stream()
                .filter(item -> item.sourceHash() != null)
                .map(ComparedItem::component)
                .collect(Collectors.toCollection(TreeSet::new));
        OrgMessages said = new OrgMessages(messages, scope);
        List<String> lacking = expected.stream()
                .filter(component -> !contents.containsKey(component))
                .map(component -> lacking(component, said.about(component)))
                .toList();
        if (!lacking.isEmpty()) {
            return refused(
                    RETRIEVE_FAILED,
                    "Environment " + compared.source() + " did not return what the comparison found there: "
                            + Words.named(lacking) + ".");
        }
        if (!Moved.digest(compared.items(), contents).equals(compared.sourceDigest())) {
            return refused(
                    FINGERPRINT_CHANGED,
                    "Environment " + compared.source() + " is not as it was compared and approved: "
                            + Words.named(Moved.items(compared.items(), ComparedItem::sourceHash, contents))
                            + ". Compare and approve again.");
        }
        return keep(arrived, expected, deletions, compared);
    }

    private Result keep(
            PackageStore.Arrived arrived, SortedSet<Component> members, Deletions deletions, Comparison compared)
            throws IOException {
        PackageZip inspected;
        try (InputStream zip = packages.open(arrived.key())) {
            inspected = PackageZip.inspect(zip);
        }
        List<String> foreign = foreign(inspected, members);
        if (!foreign.isEmpty()) {
            return refused(
                    PACKAGE_REFUSED,
                    "The package holds what nobody approved: " + Words.named(foreign)
                            + ". Add it to the scope, or retrieve again.");
        }
        // Always: a zip has two lists of its files, and an org may go by the one that was not read here.
        PackageStore.Arrived last = rebuild(
                arrived,
                Manifest.of(compared.apiVersion(), members),
                Manifest.of(compared.apiVersion(), deletions.before()),
                Manifest.of(compared.apiVersion(), deletions.after()));
        packages.drop(arrived);
        try (InputStream zip = packages.open(last.key())) {
            inspected = PackageZip.inspect(zip);
        }
        Optional<String> problem = inspected.problem();
        if (problem.isPresent()) {
            return refused(PACKAGE_REFUSED, problem.get());
        }
        SortedSet<Component> changed = new TreeSet<>(members);
        changed.addAll(deletions.before());
        changed.addAll(deletions.after());
        packages.keep(last, changed);
        return new Kept(last.sha256(), last.bytes(), members.size(), deletions.size());
    }

    private PackageStore.Arrived rebuild(
            PackageStore.Arrived arrived, Manifest manifest, Manifest before, Manifest after) throws IOException {
        try (ZipFolder.Zip file = zips.create()) {
            try (InputStream zip = packages.open(arrived.key());
                    OutputStream out = Files.newOutputStream(file.path())) {
                PackageRebuild.write(zip, manifest, before, after, out);
            }
            try (InputStream rebuilt = Files.newInputStream(file.path())) {
                return packages.take(rebuilt, Long.MAX_VALUE);
            }
        }
    }

    /** Files that no approved component owns; a child belongs to its parent where that is in the package. */
    private static List<String> foreign(PackageZip inspected, SortedSet<Component> members) {
        List<String> foreign = new ArrayList<>(inspected.strangers());
        for (Component brought : inspected.brought()) {
            if (!members.contains(brought) && !belongsTo(brought, members)) {
                foreign.add(brought.toString());
            }
        }
        return foreign;
    }

    private static boolean belongsTo(Component child, SortedSet<Component> members) {
        int dot = child.fullName().indexOf('.');
        return MetadataTypes.find(child.type())
                .map(type -> type.parent())
                .filter(parent -> parent.equals("CustomLabels")
                        ? members.stream().anyMatch(member -> member.type().equals(parent))
                        : dot > 0
                                && members.contains(
                                        new Component(parent, child.fullName().substring(0, dot))))
                .isPresent();
    }

    private static String lacking(Component component, List<String> messages) {
        return messages.isEmpty() ? component.toString() : component + " (" + String.join("; ", messages) + ")";
    }

    private static NotKept refused(String code, String message) {
        return new NotKept(Outcome.refused(code, message));
    }
}
