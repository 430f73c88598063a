package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.OrgMessages;
import io.sluice.compare.RetrievedZip;
import io.sluice.compare.ZipFolder;
import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /**
     * What the zip has to be.
     *
     * @param from who handed it out, as the beginning of a sentence
     * @param items everything that the zip is about
     * @param side the canonical hash that an item has to have; null where the zip must not have it
     */
    record Expected(
            String from,
            String apiVersion,
            List<ComparedItem> items,
            Function<ComparedItem, @Nullable String> side,
            ContentDigest digest) {

        Expected {
            items = List.copyOf(items);
        }

        /** What the comparison found in its source. */
        static Expected source(Comparison compared) {
            return new Expected(
                    "Environment " + compared.source(),
                    compared.apiVersion(),
                    compared.items(),
                    ComparedItem::sourceHash,
                    compared.sourceDigest());
        }

        /** Some of what the comparison found in its source. */
        static Expected source(String from, Comparison compared, List<ComparedItem> some) {
            return some(from, compared, some, ComparedItem::sourceHash);
        }

        /** Some of what the comparison found in its target. */
        static Expected target(String from, Comparison compared, List<ComparedItem> some) {
            return some(from, compared, some, ComparedItem::targetHash);
        }

        private static Expected some(
                String from,
                Comparison compared,
                List<ComparedItem> some,
                Function<ComparedItem, @Nullable String> side) {
            return new Expected(from, compared.apiVersion(), some, side, digest(some, side));
        }

        private static ContentDigest digest(List<ComparedItem> items, Function<ComparedItem, @Nullable String> side) {
            Map<Component, Optional<String>> hashes = new TreeMap<>();
            items.forEach(item -> hashes.put(item.component(), Optional.ofNullable(side.apply(item))));
            return ContentDigest.of(hashes);
        }

        private SortedSet<Component> scope() {
            return items.stream().map(ComparedItem::component).collect(Collectors.toCollection(TreeSet::new));
        }

        private SortedSet<Component> members() {
            return items.stream()
                    .filter(item -> side.apply(item) != null)
                    .map(ComparedItem::component)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    sealed interface Result {}

    record Kept(String sha256, long bytes, int components, int deletions) implements Result {}

    /** The caller rolls back. */
    record NotKept(Outcome outcome) implements Result {}

    /** @throws IOException where the zip does not arrive, or the disk fails */
    Result take(InputStream zip, Expected wanted, Deletions deletions, List<String> messages) throws IOException {
        PackageStore.Arrived arrived = packages.take(zip, PackageZip.MOST_ZIPPED_BYTES);
        if (arrived.bytes() > PackageZip.MOST_ZIPPED_BYTES) {
            return refused(
                    PACKAGE_REFUSED,
                    "The package has more than " + PackageZip.MOST_ZIPPED_BYTES
                            + " bytes zipped (39 MB), the most that an org takes. Split the scope into several"
                            + " changes, or leave out big static resources.");
        }
        try {
            return judge(arrived, wanted, deletions, messages);
        } catch (BrokenPackageException e) {
            return refused(
                    RETRIEVE_FAILED,
                    wanted.from() + " returned a package that can't be read: " + e.getMessage()
                            + ". Nothing was kept; repeating the retrieve is safe.");
        }
    }

    private Result judge(PackageStore.Arrived arrived, Expected wanted, Deletions deletions, List<String> messages)
            throws IOException {
        ZipScan scan;
        try (InputStream zip = packages.open(arrived.key())) {
            scan = ZipScan.of(zip);
        }
        Optional<String> tooBig = PackageZip.problemOfSize(scan.files(), arrived.bytes(), scan.unzippedBytes());
        if (tooBig.isPresent()) {
            return refused(PACKAGE_REFUSED, tooBig.get());
        }
        SortedSet<Component> scope = wanted.scope();
        SortedMap<Component, String> contents;
        try (InputStream in = packages.open(arrived.key());
                RetrievedZip zip = RetrievedZip.take(in, zips.create(), scope)) {
            contents = zip.hashes(scope);
        }
        SortedSet<Component> expected = wanted.members();
        OrgMessages said = new OrgMessages(messages, scope);
        List<String> lacking = expected.stream()
                .filter(component -> !contents.containsKey(component))
                .map(component -> lacking(component, said.about(component)))
                .toList();
        if (!lacking.isEmpty()) {
            return refused(
                    RETRIEVE_FAILED,
                    wanted.from() + " did not return what the comparison found there: " + Words.named(lacking) + ".");
        }
        if (!Moved.digest(wanted.items(), contents).equals(wanted.digest())) {
            return refused(
                    FINGERPRINT_CHANGED,
                    wanted.from() + " is not as it was compared and approved: "
                            + Words.named(Moved.items(wanted.items(), wanted.side(), contents))
                            + ". Compare and approve again.");
        }
        return keep(arrived, expected, deletions, wanted.apiVersion());
    }

    private Result keep(
            PackageStore.Arrived arrived, SortedSet<Component> members, Deletions deletions, String apiVersion)
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
                Manifest.of(apiVersion, members),
                Manifest.of(apiVersion, deletions.before()),
                Manifest.of(apiVersion, deletions.after()));
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
