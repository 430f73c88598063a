package io.sluice.compare.bulk;

import io.sluice.compare.Selection;
import io.sluice.compare.bulk.KnownLists.Known;
import io.sluice.environment.Connections;
import io.sluice.inventory.Marks;
import io.sluice.inventory.ToldChanges;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import io.sluice.salesforce.OrgBusyException;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides which types are listed of each side, and in which order. In the first wave are those that hold most of an org; what
 * they have is retrieved while the second is listed, which is hundreds of types of which few orgs have any component.
 *
 * <p>A warm comparison leaves out types of which the org had none when they were last listed and of which its own record of
 * changes says nothing since, for a day at most.
 */
@Component
class ListPlan {

    private static final Logger log = LoggerFactory.getLogger(ListPlan.class);

    /**
     * What is listed first where nothing is known of an org; profiles must be, because they are retrieved with all else. Types in
     * folders are not: each folder takes a call.
     */
    private static final List<String> FIRST = List.of(
            "CustomObject",
            "ApexClass",
            "Layout",
            "CustomMetadata",
            "Profile",
            "PermissionSet",
            "Flow",
            "LightningComponentBundle",
            "FlexiPage",
            "ApexPage",
            "ApexTrigger",
            "AuraDefinitionBundle",
            "CustomApplication",
            "CustomPermission",
            "CustomTab",
            "ExternalDataSource",
            "QuickAction",
            "StaticResource");

    private final TypeRows types;
    private final KnownLists lists;
    private final Connections connections;
    private final CompareSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListPlan(
            TypeRows types,
            KnownLists lists,
            Connections connections,
            CompareSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.types = types;
        this.lists = lists;
        this.connections = connections;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * What is known of one side before it is listed.
     *
     * @param types that the org describes
     * @param changed in which it tells of changes since the known lists; empty where it does not tell
     */
    private record Side(Set<String> types, Map<String, Known> known, Optional<Set<String>> changed) {}

    /** Makes the plan where there is none yet. */
    void make(Run run) {
        if (types.arePlanned(run.job())) {
            return;
        }
        Map<Boolean, Side> sides = ask(run);
        Set<String> all = chosen(run.input().selection(), sides.values());
        Set<String> first = run.isWhole() ? first(all, sides.values()) : all;
        transaction.executeWithoutResult(status -> sides.forEach((source, side) -> {
            List<String> ordered = new ArrayList<>(all);
            ordered.removeIf(type -> !run.input().cold() && isStillEmpty(type, side));
            ordered.sort(
                    Comparator.comparing((String type) -> weight(type, side)).reversed());
            types.plan(
                    run.job(),
                    source,
                    ordered.stream()
                            .map(type -> new TypeRows.Planned(type, first.contains(type) ? 1 : 2))
                            .toList());
        }));
    }

    /** Both sides at once. */
    private Map<Boolean, Side> ask(Run run) {
        Map<Boolean, Side> sides = new TreeMap<>();
        try (Threads threads = new Threads(2, 1)) {
            for (boolean source : new boolean[] {true, false}) {
                if (run.asks(source)) {
                    threads.list(() -> {
                        Side side = side(run, source);
                        return () -> sides.put(source, side);
                    });
                }
            }
            while (!threads.areIdle()) {
                threads.next(TimeUnit.SECONDS.toNanos(1));
            }
        }
        return sides;
    }

    /** Marks first: what is changed while the org is listed counts as changed the next time. */
    private Side side(Run run, boolean source) {
        OrgConnection org = connections.open(run.environment(source));
        Set<String> described = org.types();
        if (!run.isWhole()) {
            return new Side(described, Map.of(), Optional.empty());
        }
        ToldChanges.Told told = told(run, source, org, described);
        lists.begin(run, source, told.marks());
        return new Side(described, lists.of(run, source), told.types());
    }

    private ToldChanges.Told told(Run run, boolean source, OrgConnection org, Set<String> described) {
        try {
            return ToldChanges.since(org, lists.marks(run, source).orElse(null), described);
        } catch (OrgBusyException busy) {
            throw busy;
        } catch (OrgException e) {
            // Only a shorter way: without it everything is listed, which meets the same fault if it is one.
            log.info("Environment {} does not tell its changes: {}", run.environment(source), e.getMessage());
            return new ToldChanges.Told(Marks.NONE, Optional.empty());
        }
    }

    /** The types that are to be listed, of either side: those chosen, and those whose dates tell of changes in their parents. */
    private static Set<String> chosen(Selection selection, Collection<Side> sides) {
        Set<String> known = new TreeSet<>();
        sides.forEach(side -> known.addAll(side.types()));
        if (selection instanceof Selection.Everything) {
            return known;
        }
        Set<String> wanted = new TreeSet<>();
        for (String each : named(selection)) {
            wanted.add(each);
            wanted.addAll(family(familyOf(each)));
        }
        wanted.retainAll(known);
        return wanted;
    }

    private static Set<String> named(Selection selection) {
        if (selection instanceof Selection.Types some) {
            return some.types();
        }
        Set<String> named = new TreeSet<>();
        if (selection instanceof Selection.Listed listed) {
            listed.components().forEach(component -> named.add(component.type()));
        }
        return named;
    }

    /** The type whose files hold components of the type: its own, or its parent's. */
    static String familyOf(String type) {
        return MetadataTypes.find(type).map(MetadataType::parent).orElse(type);
    }

    private static Set<String> family(String parent) {
        Set<String> family = new TreeSet<>(Set.of(parent));
        MetadataTypes.childrenOf(parent).forEach(child -> family.add(child.name()));
        return family;
    }

    /** Whole families, of which an org is known to have something or most orgs have. */
    private static Set<String> first(Set<String> all, Collection<Side> sides) {
        Set<String> families = new HashSet<>(FIRST);
        sides.forEach(side -> side.known().forEach((type, known) -> {
            if (known.components() > 0) {
                families.add(familyOf(type));
            }
        }));
        Set<String> first = new TreeSet<>();
        families.stream()
                .filter(family ->
                        !MetadataTypes.find(family).map(MetadataType::inFolder).orElse(false))
                .forEach(family -> first.addAll(family(family)));
        first.retainAll(all);
        return first;
    }

    private boolean isStillEmpty(String type, Side side) {
        Known known = side.known().get(type);
        Instant oldest = clock.instant().minus(settings.trustEmptyFor());
        return known != null
                && known.components() == 0
                && known.at().isAfter(oldest)
                && side.changed().isPresent()
                && !side.changed().get().contains(type)
                && !ListedDates.tellTooLittle(type);
    }

    /** How much there will be to read: what takes long is asked for first. */
    private static int weight(String type, Side side) {
        Known known = side.known().get(type);
        int first = FIRST.indexOf(familyOf(type));
        return known != null ? known.components() : first < 0 ? 0 : FIRST.size() - first;
    }
}
