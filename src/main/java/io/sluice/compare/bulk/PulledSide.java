package io.sluice.compare.bulk;

import io.sluice.compare.OrgMessages;
import io.sluice.metadata.Component;
import io.sluice.metadata.PackageFiles;
import io.sluice.metadata.PackageFiles.PackageFile;
import io.sluice.salesforce.OrgException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one side said of a chunk.
 *
 * @param name {@code Source} or {@code Target}
 * @param files of each unit and guest, by path
 * @param failure why the org could not return the chunk; null where it did
 */
record PulledSide(
        String name,
        Map<Component, List<PackageFile>> files,
        OrgMessages messages,
        @Nullable String failure) {

    /** One whose org handed out what is refused as a whole. */
    static PulledSide refused(String name, OrgException broken) {
        Throwable cause = broken.getCause();
        String why = cause == null ? broken.getMessage() : cause.getMessage();
        return new PulledSide(
                name,
                Map.of(),
                new OrgMessages(List.of(), List.of()),
                "the package that the org returned can't be read: " + why);
    }

    /** How many bytes a unit's files have here. */
    long bytes(Unit unit) {
        return files.getOrDefault(unit.component(), List.of()).stream()
                .mapToLong(PackageFile::bytes)
                .sum();
    }

    boolean isRefused() {
        return failure != null;
    }

    /** With what is to be said where a refused chunk of so many units is not halved. */
    PulledSide told(int units) {
        return failure == null ? this : new PulledSide(name, files, messages, failure + Halving.words(units));
    }

    /** What is known of a unit. */
    sealed interface Found {

        /** @param raw one hash over its files */
        record Present(String raw) implements Found {}

        record Absent() implements Found {}

        /** @param why in a sentence that begins with the side */
        record Unknown(String why) implements Found {}
    }

    Found found(Unit unit, boolean source, List<ChunkRows.Member> members) {
        if (!unit.in(source)) {
            return new Found.Absent();
        }
        List<PackageFile> own = files.get(unit.component());
        if (own != null) {
            return new Found.Present(PackageFiles.raw(own));
        }
        if (failure != null) {
            return new Found.Unknown(name + ": " + failure);
        }
        List<Component> asked =
                unit.part() ? members.stream().map(ChunkRows.Member::component).toList() : List.of(unit.component());
        List<String> said = asked.stream()
                .flatMap(each -> messages.about(each).stream())
                .distinct()
                .toList();
        if (said.isEmpty()) {
            return new Found.Unknown(name + ": the org lists it, but returned no file of it");
        }
        return asked.stream().anyMatch(messages::leavesUnknown)
                ? new Found.Unknown(name + ": " + String.join("; ", said))
                : new Found.Absent();
    }
}
