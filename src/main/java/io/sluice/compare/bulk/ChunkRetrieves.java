package io.sluice.compare.bulk;

import io.sluice.compare.OrgMessages;
import io.sluice.compare.RestartableRetrieves;
import io.sluice.metadata.Component;
import io.sluice.metadata.Manifests;
import io.sluice.metadata.PackageFiles.PackageFile;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.RetrieveProgress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The retrieves of a comparison's chunks: one a side, started again where a kill has lost what the org hands out once. */
@org.springframework.stereotype.Component
class ChunkRetrieves {

    private final RestartableRetrieves retrieves;
    private final ChunkRows rows;
    private final Profiles profiles;

    ChunkRetrieves(RestartableRetrieves retrieves, ChunkRows rows, Profiles profiles) {
        this.retrieves = retrieves;
        this.rows = rows;
        this.profiles = profiles;
    }

    ChunkUnits units(Run run, int chunk) {
        List<Unit> own = rows.units(run.job(), chunk);
        return new ChunkUnits(own, profiles.guests(run, own));
    }

    /**
     * Starts a side's retrieve where it was not started, or was lost, and there is something to ask for.
     *
     * @return whether it was started now
     */
    boolean start(Run run, int chunk, boolean source, ChunkUnits units) {
        String key = key(run.job(), chunk, source);
        if (!run.asks(source) || !retrieves.isSpent(key)) {
            return false;
        }
        SortedSet<Component> members = members(run, units.all(), source);
        if (members.isEmpty()) {
            return true;
        }
        retrieves.start(
                key, run.environment(source), Manifests.forScope(run.input().apiVersion(), members));
        return true;
    }

    private SortedSet<Component> members(Run run, List<Unit> units, boolean source) {
        List<Component> parts = units.stream()
                .filter(unit -> unit.in(source) && unit.part())
                .map(Unit::component)
                .toList();
        SortedSet<Component> members = new TreeSet<>();
        units.stream().filter(unit -> unit.in(source) && !unit.part()).forEach(unit -> members.add(unit.component()));
        if (!parts.isEmpty()) {
            rows.members(run.job(), parts)
                    .values()
                    .forEach(some -> some.forEach(member -> members.add(member.component())));
        }
        return members;
    }

    /** How a side's retrieve is; empty where the side is not asked for anything. */
    Optional<RetrieveProgress> look(Run run, int chunk, boolean source) {
        String key = key(run.job(), chunk, source);
        return retrieves.isSpent(key) ? Optional.empty() : Optional.of(retrieves.look(key, run.environment(source)));
    }

    /**
     * Reads a side's zip while it arrives: hashed, and written to disk, from where single files can be read again. One that is
     * refused as a whole is a failure of the side, like a retrieve that failed.
     *
     * @param zip where to; stays as it is where the side has nothing to give
     */
    PulledSide pull(
            Run run, int chunk, boolean source, ChunkUnits units, Optional<RetrieveProgress> progress, Path zip) {
        String name = source ? "Source" : "Target";
        String key = key(run.job(), chunk, source);
        if (progress.isEmpty() || !progress.get().success()) {
            String failure = progress.map(RetrieveProgress::reason).orElse(null);
            retrieves.spend(key);
            return new PulledSide(name, Map.of(), new OrgMessages(List.of(), List.of()), failure);
        }
        Set<Component> wanted = new HashSet<>();
        units.all().forEach(unit -> wanted.add(unit.component()));
        Map<Component, List<PackageFile>> files;
        try {
            files = retrieves.hashPackage(key, run.environment(source), zip, wanted);
        } catch (OrgException e) {
            if (!e.code().equals(RestartableRetrieves.BROKEN_PACKAGE)) {
                throw e;
            }
            return PulledSide.refused(name, e);
        }
        List<String> said = progress.get().messages();
        return new PulledSide(name, files, new OrgMessages(said, said.isEmpty() ? Set.of() : wanted), null);
    }

    /** Nothing will be looked at any more. */
    void forget(UUID job) {
        retrieves.forget(job + ":");
    }

    private static String key(UUID job, int chunk, boolean source) {
        return job + ":" + chunk + (source ? ":source" : ":target");
    }
}
