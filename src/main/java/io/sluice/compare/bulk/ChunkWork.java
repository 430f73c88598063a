package io.sluice.compare.bulk;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ContentStore;
import io.sluice.compare.DifferenceBuffer;
import io.sluice.compare.DifferenceStore;
import io.sluice.compare.ItemComparison;
import io.sluice.compare.LargeFiles;
import io.sluice.compare.ZipFolder;
import io.sluice.compare.bulk.ChunkRows.Member;
import io.sluice.compare.bulk.PulledSide.Found;
import io.sluice.metadata.Component;
import io.sluice.metadata.PackageFiles;
import io.sluice.metadata.PackageFiles.PackageFile;
import io.sluice.metadata.ProfileRights;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares one chunk of which both sides' retrieves are done, and writes down what it found: all of it or nothing. */
@org.springframework.stereotype.Component
class ChunkWork {

    private static final List<Member> NONE = List.of();

    private final ChunkRows rows;
    private final UnitComparison comparison;
    private final Profiles profiles;
    private final ContentStore contents;
    private final DifferenceStore differences;
    private final Halving halving;
    private final LargeFiles largeFiles;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChunkWork(
            ChunkRows rows,
            UnitComparison comparison,
            Profiles profiles,
            ContentStore contents,
            DifferenceStore differences,
            Halving halving,
            LargeFiles largeFiles,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.comparison = comparison;
        this.profiles = profiles;
        this.contents = contents;
        this.differences = differences;
        this.halving = halving;
        this.largeFiles = largeFiles;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Where to find a file's bytes again. */
    private record Place(boolean source, PackageFile file) {}

    /** What a side said, and where its zip is. */
    record Zipped(PulledSide side, ZipFolder.Zip zip) {}

    /** A package that is refused when it is read is no other failure than a retrieve that the org refused. */
    void compare(Run run, ChunkRows.Chunk chunk, ChunkUnits units, Zipped source, Zipped target) {
        PulledSide there = source.side();
        PulledSide here = target.side();
        if ((there.isRefused() || here.isRefused()) && halving.halve(run.job(), chunk)) {
            return;
        }
        int count = units.own().size();
        try {
            compare(
                    run,
                    chunk.number(),
                    units,
                    there.told(count),
                    here.told(count),
                    source.zip().path().toFile(),
                    target.zip().path().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("What was retrieved could not be read again from this machine's disk", e);
        }
    }

    private void compare(
            Run run,
            int chunk,
            ChunkUnits chunkUnits,
            PulledSide there,
            PulledSide here,
            File sourceZip,
            File targetZip)
            throws IOException {
        List<Unit> units = chunkUnits.own();
        Map<Component, Found> sources = new HashMap<>();
        Map<Component, Found> targets = new HashMap<>();
        List<Unit> differing = new ArrayList<>();
        Map<Component, List<Member>> parts = rows.members(
                run.job(),
                units.stream().filter(Unit::part).map(Unit::component).toList());
        for (Unit unit : units) {
            List<Member> asked = parts.getOrDefault(unit.component(), NONE);
            Found source = there.found(unit, true, asked);
            Found target = run.asks(false) ? here.found(unit, false, asked) : earlier(unit);
            sources.put(unit.component(), source);
            targets.put(unit.component(), target);
            if (!source.equals(target) || source instanceof Found.Unknown) {
                differing.add(unit);
            }
        }
        Map<Component, List<Member>> members =
                rows.members(run.job(), differing.stream().map(Unit::component).toList());
        Set<Component> companions = companions(units, members);
        List<ComparedItem> items = new ArrayList<>();
        DifferenceBuffer insides = new DifferenceBuffer(differences, transaction);
        Map<Component, ItemComparison.Lines> rights = new HashMap<>();
        SortedMap<String, Place> toKeep = new TreeMap<>();
        List<PackageFile> sourceFiles = new ArrayList<>();
        List<PackageFile> targetFiles = new ArrayList<>();
        try (Zip sourceAgain = new Zip(sourceZip);
                Zip targetAgain = new Zip(targetZip)) {
            UnitComparison.Files source = new UnitComparison.Files(there, sourceAgain::read);
            UnitComparison.Files target = new UnitComparison.Files(here, targetAgain::read);
            List<Unit> shown = shownInPart(run, chunkUnits, differing, there, here);
            if (!shown.isEmpty() && run.asks(false)) {
                Predicate<Component> leftOut = profiles.onOneSide(run.job(), units, onOneSide(sources, targets));
                for (Unit profile : shown) {
                    Profiles.compare(profile.component(), source, target, leftOut)
                            .ifPresent(lines -> rights.put(profile.component(), lines));
                }
            }
            for (Unit unit : differing) {
                List<Member> inside = members.getOrDefault(unit.component(), NONE);
                keep(true, there, unit, toKeep, sourceFiles);
                keep(false, here, unit, toKeep, targetFiles);
                UnitComparison.Compared compared = largeFiles.look(
                        there.bytes(unit) + here.bytes(unit),
                        () -> compared(
                                run,
                                unit,
                                inside,
                                companions,
                                found(sources, unit),
                                found(targets, unit),
                                source,
                                target));
                items.addAll(compared.items());
                insides.add(compared.inside());
            }
            transaction.executeWithoutResult(status -> {
                store(toKeep, sourceAgain, targetAgain);
                rows.files(run.job(), true, sourceFiles);
                rows.files(run.job(), false, targetFiles);
                rows.items(run.job(), items);
                differences.addUnderWay(run.job(), insides);
                rows.rights(run.job(), chunk, rights);
                Map<Component, String> sourceRaws = raws(sources);
                Map<Component, String> targetRaws = raws(targets);
                know(run, true, units, sourceRaws);
                if (run.asks(false)) {
                    know(run, false, units, targetRaws);
                }
                if (there.isRefused() || here.isRefused()) {
                    halving.left(run.job(), units.size());
                }
                rows.done(run.job(), chunk, units, sourceRaws, targetRaws);
            });
        }
    }

    private static Found found(Map<Component, Found> sides, Unit unit) {
        return sides.getOrDefault(unit.component(), new Found.Absent());
    }

    private static Found earlier(Unit unit) {
        String raw = unit.earlierRaw();
        return raw == null ? new Found.Absent() : new Found.Present(raw);
    }

    private static void keep(
            boolean source, PulledSide side, Unit unit, SortedMap<String, Place> toKeep, List<PackageFile> files) {
        for (PackageFile file : side.files().getOrDefault(unit.component(), List.of())) {
            toKeep.putIfAbsent(file.sha256(), new Place(source, file));
            files.add(file);
        }
    }

    /** All that the orgs were asked for in this chunk. */
    private static Set<Component> companions(List<Unit> units, Map<Component, List<Member>> members) {
        Set<Component> companions = new HashSet<>();
        units.forEach(unit -> companions.add(unit.component()));
        members.values().forEach(inside -> inside.forEach(member -> companions.add(member.component())));
        return companions;
    }

    private UnitComparison.Compared compared(
            Run run,
            Unit unit,
            List<Member> members,
            Set<Component> companions,
            Found source,
            Found target,
            UnitComparison.Files there,
            UnitComparison.Files here) {
        String unknown = unknown(source, target);
        if (unknown != null) {
            return UnitComparison.Compared.of(members.stream()
                    .filter(Member::selected)
                    .map(member -> UnitComparison.item(member.component(), Bucket.UNKNOWN, null, null, unknown))
                    .toList());
        }
        if (source instanceof Found.Absent || target instanceof Found.Absent) {
            // All that is inside is on one side only, which the unit says already.
            return run.input().earlier() == null
                    ? comparison.oneSided(unit, members, companions, there, here)
                    : UnitComparison.Compared.of(List.of());
        }
        if (run.input().earlier() == null
                && ProfileRights.isInPart(unit.component().type(), run.input().apiVersion())) {
            // Its rights are compared chunk by chunk; without a difference there it is the same.
            return UnitComparison.Compared.of(members.stream()
                    .map(member -> UnitComparison.item(member.component(), Bucket.SAME, raw(source), raw(target), null))
                    .toList());
        }
        return run.input().earlier() == null
                ? comparison.compare(unit, members, companions, there, here)
                : UnitComparison.Compared.of(
                        comparison.compareWithEarlier(run.input().earlier(), unit, members, there));
    }

    private static @Nullable String raw(Found found) {
        return found instanceof Found.Present present ? UnitComparison.RAW + present.raw() : null;
    }

    /** Profiles that both sides have returned: those that came with the chunk and, where they differ, its own. */
    private static List<Unit> shownInPart(
            Run run, ChunkUnits units, List<Unit> differing, PulledSide there, PulledSide here) {
        List<Unit> shown = new ArrayList<>(units.guests());
        for (Unit unit : differing) {
            if (ProfileRights.isInPart(unit.component().type(), run.input().apiVersion())) {
                shown.add(unit);
            }
        }
        shown.removeIf(unit ->
                !there.files().containsKey(unit.component()) || !here.files().containsKey(unit.component()));
        return shown;
    }

    private static Set<Component> onOneSide(Map<Component, Found> sources, Map<Component, Found> targets) {
        Set<Component> units = new HashSet<>();
        sources.forEach((unit, source) -> {
            boolean there = source instanceof Found.Present;
            boolean here = targets.get(unit) instanceof Found.Present;
            if (there != here) {
                units.add(unit);
            }
        });
        return units;
    }

    private static @Nullable String unknown(Found source, Found target) {
        List<String> why = new ArrayList<>();
        for (Found side : List.of(source, target)) {
            if (side instanceof Found.Unknown unknown) {
                why.add(unknown.why());
            }
        }
        return why.isEmpty() ? null : String.join(" | ", why);
    }

    /** In the order of the hashes, so that two comparisons that keep the same contents do not wait for each other in a circle. */
    private void store(SortedMap<String, Place> toKeep, Zip source, Zip target) {
        if (toKeep.isEmpty()) {
            return;
        }
        toKeep.keySet().removeAll(contents.kept(toKeep.keySet()));
        toKeep.forEach((sha256, place) -> {
            try {
                (place.source() ? source : target).read(place.file(), in -> contents.keep(sha256, in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Map<Component, String> raws(Map<Component, Found> side) {
        Map<Component, String> raws = new HashMap<>();
        side.forEach((unit, found) -> {
            if (found instanceof Found.Present present) {
                raws.put(unit, present.raw());
            }
        });
        return raws;
    }

    private void know(Run run, boolean source, List<Unit> units, Map<Component, String> raws) {
        SortedMap<Component, String> stamps = new TreeMap<>();
        for (Unit unit : units) {
            String stamp = unit.stamp(source);
            if (stamp != null && !unit.part()) {
                stamps.put(unit.component(), stamp);
            }
        }
        rows.know(run, source, stamps, raws, clock.instant());
    }

    /** Opened when it is first read from: most chunks are the same on both sides. */
    private static final class Zip implements AutoCloseable {

        private final File file;
        private PackageFiles.@Nullable Again open;

        Zip(File file) {
            this.file = file;
        }

        void read(PackageFile wanted, PackageFiles.Reader reader) throws IOException {
            PackageFiles.Again zip = open;
            if (zip == null) {
                zip = new PackageFiles.Again(file);
                open = zip;
            }
            zip.read(wanted, reader);
        }

        @Override
        public void close() throws IOException {
            PackageFiles.Again zip = open;
            if (zip != null) {
                zip.close();
            }
        }
    }
}
