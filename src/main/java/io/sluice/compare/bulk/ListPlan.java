package io.sluice.compare.bulk;

import io.sluice.compare.Selection;
import io.sluice.compare.bulk.KnownLists.Known;
import io.sluice.environment.Connections;
import io.sluice.inventory.ToldChanges;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import io.sluice.salesforce.OrgConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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

    /** What is known of one side before it is listed. */
    private record Side(Map<String, Known> known, Optional<Set<String>> changed) {}

    /** Makes the plan where there is none yet. */
    void make(Run run) {
        if (types.arePlanned(run.job())) {
            return;
        }
        Set<String> all = chosen(run);
        Map<Boolean, Side> sides = new HashMap<>();
        List<Boolean> asked = new ArrayList<>();
        for (boolean source : new boolean[] {true, false}) {
            if (run.asks(source)) {
                asked.add(source);
                sides.put(source, run.isWhole() ? side(run, source, all) : new Side(Map.of(), Optional.empty()));
            }
        }
        Set<String> first = run.isWhole() ? first(all, sides) : all;
        transaction.executeWithoutResult(status -> asked.forEach(source -> {
            Side side = sides.getOrDefault(source, new Side(Map.of(), Optional.empty()));
            List<String> ordered = new ArrayList<>(all);
            ordered.removeIf(type -> !run.input().cold() && isStillEmpty(type, side));
            ordered.sort(Comparator.comparing((String type) -> weight(type, side)).reversed());
            types.plan(
                    run.job(),
                    source,
                    ordered.stream()
                            .map(type -> new TypeRows.Planned(type, first.contains(type) ? 1 : 2))
                            .toList());
        }));
    }

    /** Marks first: what is changed while the org is listed counts as changed the next time. */
    private Side side(Run run, boolean source, Set<String> all) {
        OrgConnection org = connections.open(run.environment(source));
        ToldChanges.Told told =
                ToldChanges.since(org, lists.marks(run, source).orElse(null), all);
        lists.begin(run, source, told.marks());
        return new Side(lists.of(run, source), told.types());
    }

    /** The types that are to be listed, of either side: those chosen, and those whose dates tell of changes in their parents. */
    private Set<String> chosen(Run run) {
        Set<String> known =
                new TreeSet<>(connections.open(run.environment(true)).types());
        if (run.asks(false)) {
            known.addAll(connections.open(run.environment(false)).types());
        }
        Selection selection = run.input().selection();
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
        @Nullable String parent = MetadataTypes.find(type).map(MetadataType::parent).orElse(null);
        return parent == null ? type : parent;
    }

    private static Set<String> family(String parent) {
        Set<String> family = new TreeSet<>(Set.of(parent));
        MetadataTypes.childrenOf(parent).forEach(child -> family.add(child.name()));
        return family;
    }

    /** Whole families, of which an org is known to have something or most orgs have. */
    private static Set<String> first(Set<String> all, Map<Boolean, Side> sides) {
        Set<String> families = new HashSet<>(FIRST);
        sides.values().forEach(side -> side.known().forEach((type, known) -> {
            if (known.components() > 0) {
                families.add(familyOf(type));
            }
        }));
        Set<String> first = new TreeSet<>();
        families.stream()
                .filter(family -> !MetadataTypes.find(family)
                        .map(MetadataType::inFolder)
                        .orElse(false))
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
