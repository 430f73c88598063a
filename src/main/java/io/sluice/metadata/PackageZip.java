package io.sluice.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a package has inside.
 *
 * @param files files, folders not counted, {@code package.xml} counted
 * @param zippedBytes size of the zip
 * @param unzippedBytes size of all files together
 * @param manifest what its {@code package.xml} says; null where it has none
 * @param brought every component that its files bring, children included
 * @param strangers files that belong to no documented type
 */
public record PackageZip(
        int files,
        long zippedBytes,
        long unzippedBytes,
        @Nullable Manifest manifest,
        SortedSet<Component> brought,
        List<String> strangers) {

    /** What an org takes: 39 MB zipped, since as base64 text it has to stay below 50 MB. */
    public static final long MOST_ZIPPED_BYTES = 39L * 1024 * 1024;

    /** What an org takes in one package. */
    public static final int MOST_FILES = ZipFiles.MOST_FILES;

    /** What an org takes unzipped: 600 MB. */
    public static final long MOST_UNZIPPED_BYTES = ZipFiles.MOST_UNZIPPED_BYTES;

    public PackageZip {
        brought = Collections.unmodifiableSortedSet(new TreeSet<>(brought));
        strangers = List.copyOf(strangers);
    }

    /** Reads a whole package, once; refuses one that cannot be read or is beyond what an org would give or take. */
    public static PackageZip inspect(InputStream zip) throws BrokenPackageException {
        Inspection inspection = new Inspection();
        ZipFiles.Size size = ZipFiles.walk(zip, inspection::file);
        return new PackageZip(
                size.files(),
                size.zippedBytes(),
                size.unzippedBytes(),
                inspection.manifest,
                inspection.brought(),
                inspection.strangers);
    }

    /** Why no org would take this package; empty where its form is fine. */
    public Optional<String> problem() {
        if (manifest == null) {
            return Optional.of("The package has no package.xml at its top, so no org would take it");
        }
        SortedSet<Component> missing = missing();
        if (!missing.isEmpty()) {
            return Optional.of("package.xml names what the package does not bring: " + missing);
        }
        return problemOfSize(files, zippedBytes, unzippedBytes);
    }

    /** Why no org would take a package of this size; empty where it would. */
    public static Optional<String> problemOfSize(int files, long zippedBytes, long unzippedBytes) {
        if (files > MOST_FILES) {
            return Optional.of("The package has " + files + " files; an org takes at most " + MOST_FILES
                    + ". Split the scope into several changes.");
        }
        if (zippedBytes > MOST_ZIPPED_BYTES) {
            return Optional.of(
                    "The package has " + zippedBytes + " bytes zipped; an org takes at most " + MOST_ZIPPED_BYTES
                            + " (39 MB). Split the scope into several changes, or leave out big static resources.");
        }
        if (unzippedBytes > MOST_UNZIPPED_BYTES) {
            return Optional.of("The package has " + unzippedBytes + " bytes unzipped; an org takes at most "
                    + MOST_UNZIPPED_BYTES + " (600 MB). Split the scope into several changes.");
        }
        return Optional.empty();
    }

    /** What {@code package.xml} names and no file brings; wildcards are not counted. */
    public SortedSet<Component> missing() {
        SortedSet<Component> missing = new TreeSet<>();
        if (manifest != null) {
            for (Component member : manifest.members()) {
                if (!member.fullName().equals("*") && !brought.contains(member)) {
                    missing.add(member);
                }
            }
        }
        return missing;
    }

    private static final class Inspection {

        private final SortedSet<Component> own = new TreeSet<>();
        private final SortedSet<Component> parents = new TreeSet<>();
        private final List<String> strangers = new ArrayList<>();
        private @Nullable Manifest manifest;

        void file(String path, InputStream in) throws IOException {
            if (PackagePath.isManifest(path)) {
                manifest = ManifestXml.read(in);
                return;
            }
            Optional<PackagePath> owner = PackagePath.of(path);
            if (owner.isEmpty()) {
                strangers.add(path);
                return;
            }
            PackagePath place = owner.get();
            List<MetadataType> children = MetadataTypes.childrenOf(place.type().name());
            if (children.isEmpty() || !place.isXml()) {
                own.add(place.component());
                return;
            }
            parents.add(place.component());
            XmlNode root = SecureXml.read(in, path);
            for (XmlNode element : root.children()) {
                ChildComponents.of(place, children, element).ifPresent(own::add);
            }
        }

        /** A parent's file alone does not bring the parent: it may only carry the children that were asked for. */
        SortedSet<Component> brought() {
            SortedSet<Component> all = new TreeSet<>(own);
            Set<Component> named = new HashSet<>(manifest == null ? Set.of() : manifest.members());
            for (Component parent : parents) {
                if (manifest == null || named.contains(parent) || named.contains(new Component(parent.type(), "*"))) {
                    all.add(parent);
                }
            }
            return all;
        }
    }
}
