package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import io.sluice.metadata.ContentDigest;
import io.sluice.metadata.PackageUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a scope of which both sides lie on disk, one file with all that is inside of it after the other: memory holds what both
 * sides say of one, and of the others what was found.
 */
final class ScopeComparison {

    private final SortedSet<Component> scope;
    private final LargeFiles largeFiles;
    private final SortedMap<Component, Optional<String>> sourceHashes = new TreeMap<>();
    private final SortedMap<Component, Optional<String>> targetHashes = new TreeMap<>();
    private final SortedMap<Component, ComparedItem> items = new TreeMap<>();

    ScopeComparison(SortedSet<Component> scope, LargeFiles largeFiles) {
        this.scope = scope;
        this.largeFiles = largeFiles;
    }

    /**
     * One side.
     *
     * @param name {@code Source} or {@code Target}
     * @param messages what the org said of the retrieve
     */
    record OneSide(String name, String environment, RetrievedZip zip, OrgMessages messages) {}

    /** A file that an org returned, but that can't be read. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(OneSide side, Component unit, BrokenPackageException cause) {
            super(
                    "Environment " + side.environment() + " returned a file of " + unit + " that can't be read: "
                            + cause.getMessage(),
                    cause);
        }
    }

    /**
     * @param inside takes what differs inside of the items of one file, when it is found
     * @throws UnreadableException naming environment, component and place
     */
    void compare(OneSide source, OneSide target, Consumer<List<ComponentDifferences>> inside)
            throws UnreadableException {
        for (Map.Entry<Component, SortedSet<Component>> each :
                PackageUnits.group(scope).entrySet()) {
            Component unit = each.getKey();
            long bytes = source.zip().bytes(unit) + target.zip().bytes(unit);
            Looked looked = largeFiles.look(bytes, () -> look(source, target, unit, each.getValue()));
            if (looked.unreadable() != null) {
                throw looked.unreadable();
            }
            inside.accept(looked.inside());
        }
    }

    private record Looked(
            List<ComponentDifferences> inside, @Nullable UnreadableException unreadable) {}

    private Looked look(OneSide source, OneSide target, Component unit, SortedSet<Component> members) {
        try {
            return new Looked(compare(source, target, unit, members), null);
        } catch (UnreadableException e) {
            return new Looked(List.of(), e);
        }
    }

    private List<ComponentDifferences> compare(
            OneSide source, OneSide target, Component unit, SortedSet<Component> members) throws UnreadableException {
        SortedMap<Component, ComponentContent> there = contents(source, unit, members);
        boolean sameFiles = source.zip().raw(unit).equals(target.zip().raw(unit));
        SortedMap<Component, ComponentContent> here = sameFiles ? there : contents(target, unit, members);
        for (Component member : members) {
            sourceHashes.put(member, Optional.ofNullable(there.get(member)).map(ComponentContent::hash));
            targetHashes.put(member, Optional.ofNullable(here.get(member)).map(ComponentContent::hash));
        }
        Side sourceSide = new Side(source.name(), there, source.messages());
        Side targetSide = new Side(target.name(), here, target.messages());
        List<ComparedItem> compared = ItemComparison.compare(members, sourceSide, targetSide);
        compared.forEach(item -> items.put(item.component(), item));
        return InsideLook.of(compared, sourceSide, targetSide, scope);
    }

    private static SortedMap<Component, ComponentContent> contents(
            OneSide side, Component unit, SortedSet<Component> members) throws UnreadableException {
        try {
            return side.zip().contents(unit, members);
        } catch (BrokenPackageException e) {
            throw new UnreadableException(side, unit, e);
        }
    }

    /** In the scope's order. */
    List<ComparedItem> items() {
        return new ArrayList<>(items.values());
    }

    ContentDigest sourceDigest() {
        return ContentDigest.of(sourceHashes);
    }

    ContentDigest targetDigest() {
        return ContentDigest.of(targetHashes);
    }
}
