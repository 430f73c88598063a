package io.sluice.compare.bulk;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparisons;
import io.sluice.compare.EarlierState;
import io.sluice.compare.InsideLook;
import io.sluice.compare.ItemComparison;
import io.sluice.compare.Side;
import io.sluice.compare.bulk.ChunkRows.Member;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import io.sluice.metadata.PackageContents;
import io.sluice.metadata.PackageFiles;
import io.sluice.metadata.PackageFiles.PackageFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;

/** Parses a unit whose files are not the same, byte by byte, and compares what is inside, item by item. */
@org.springframework.stereotype.Component
class UnitComparison {

    /** What a hash begins with that was made of files as they came, and not of their canonical content. */
    static final String RAW = "r1:";

    /** Types that are looked into where only one side has the component: a new one may give rights to somebody. */
    private static final Set<String> GIVES_RIGHTS =
            Set.of("Profile", "PermissionSet", "PermissionSetGroup", "MutingPermissionSet", "SharingRules", "Role");

    private final Comparisons comparisons;

    // Lazy: comparisons need the remote jobs, which need their kinds, one of which compares.
    UnitComparison(@Lazy Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    /** Reads a side's files again. */
    record Files(PulledSide side, Again again) {

        interface Again {
            void read(PackageFile file, PackageFiles.Reader reader) throws IOException;
        }
    }

    /**
     * What was found out about a unit.
     *
     * @param inside what differs inside of the items
     */
    record Compared(List<ComparedItem> items, List<ComponentDifferences> inside) {

        static Compared of(List<ComparedItem> items) {
            return new Compared(items, List.of());
        }
    }

    /**
     * Compares both sides' files.
     *
     * @param companions what was asked of both sides together with it
     */
    Compared compare(Unit unit, List<Member> members, Set<Component> companions, Files source, Files target) {
        SortedSet<Component> scope = components(members);
        SortedMap<Component, ComponentContent> there;
        SortedMap<Component, ComponentContent> here;
        try {
            there = contents(unit, scope, source);
            here = contents(unit, scope, target);
        } catch (BrokenPackageException e) {
            return Compared.of(unreadable(members, e));
        }
        Side sourceSide = new Side(source.side().name(), there, source.side().messages());
        Side targetSide = new Side(target.side().name(), here, target.side().messages());
        List<ComparedItem> items = ItemComparison.compare(
                components(members.stream().filter(Member::selected).toList()), sourceSide, targetSide);
        return new Compared(
                items.stream()
                        .map(item -> item.bucket() == Bucket.IN_NEITHER ? notInside(unit, item) : item)
                        .toList(),
                InsideLook.of(items, sourceSide, targetSide, companions));
    }

    /** What a component gives to people where only one side has it; its bucket follows from its unit. */
    Compared oneSided(Unit unit, List<Member> members, Set<Component> companions, Files source, Files target) {
        return GIVES_RIGHTS.contains(unit.component().type())
                ? new Compared(
                        List.of(),
                        compare(unit, members, companions, source, target).inside())
                : Compared.of(List.of());
    }

    /** By hashes alone: the earlier content itself need not be kept. */
    List<ComparedItem> compareWithEarlier(EarlierState earlier, Unit unit, List<Member> members, Files source) {
        SortedMap<Component, ComponentContent> now;
        try {
            now = contents(unit, components(members), source);
        } catch (BrokenPackageException e) {
            return unreadable(members, e);
        }
        boolean alone = members.size() == 1;
        return members.stream()
                .filter(Member::selected)
                .map(member -> withEarlier(earlier, member.component(), now.get(member.component()), alone))
                .toList();
    }

    private ComparedItem withEarlier(
            EarlierState earlier, Component component, @Nullable ComponentContent now, boolean alone) {
        Optional<ComparedItem> item = comparisons.item(earlier.comparison(), component);
        String before = item.map(found -> earlier.source() ? found.sourceHash() : found.targetHash())
                .orElse(null);
        String hash = now == null ? null : now.hash();
        if (before == null || hash == null) {
            Bucket bucket =
                    hash != null ? Bucket.ONLY_IN_SOURCE : before != null ? Bucket.ONLY_IN_TARGET : Bucket.IN_NEITHER;
            return item(component, bucket, hash, before, null);
        }
        if (!before.startsWith(RAW)) {
            return item(component, hash.equals(before) ? Bucket.SAME : Bucket.DIFFERENT, hash, before, null);
        }
        return alone
                ? item(
                        component,
                        Bucket.DIFFERENT,
                        hash,
                        before,
                        "Of the earlier state the file's hash is kept, not its lines")
                : item(
                        component,
                        Bucket.UNKNOWN,
                        hash,
                        before,
                        "Of the earlier state only one hash over the whole file is kept, and that differs;"
                                + " which parts do it does not tell");
    }

    private static SortedMap<Component, ComponentContent> contents(Unit unit, SortedSet<Component> scope, Files files)
            throws BrokenPackageException {
        PackageContents contents = new PackageContents(scope);
        try {
            for (PackageFile file : files.side().files().getOrDefault(unit.component(), List.of())) {
                files.again().read(file, in -> contents.add(file.path(), in));
            }
        } catch (BrokenPackageException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("What was retrieved could not be read again from this machine's disk", e);
        }
        return contents.found();
    }

    private static List<ComparedItem> unreadable(List<Member> members, BrokenPackageException e) {
        return members.stream()
                .filter(Member::selected)
                .map(member -> item(member.component(), Bucket.UNKNOWN, null, null, e.getMessage()))
                .toList();
    }

    private static ComparedItem notInside(Unit unit, ComparedItem item) {
        return item(
                item.component(),
                Bucket.UNKNOWN,
                null,
                null,
                "The org lists it, but the file of " + unit.component() + " does not have it");
    }

    static ComparedItem item(
            Component component,
            Bucket bucket,
            @Nullable String sourceHash,
            @Nullable String targetHash,
            @Nullable String note) {
        return new ComparedItem(component, bucket, sourceHash, targetHash, List.of(), List.of(), null, null, note);
    }

    private static SortedSet<Component> components(List<Member> members) {
        return members.stream().map(Member::component).collect(Collectors.toCollection(TreeSet::new));
    }
}
