package io.sluice.inventory;

import io.sluice.environment.Connections;
import io.sluice.inventory.InventoryState.Means;
import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import io.sluice.salesforce.Ids;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.SourceMembers;
import io.sluice.salesforce.SourceMembers.SourceMember;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings one inventory up to date: by the org's own record of its changes where it has one, by listing what may have changed
 * where it has none, and by listing every type now and then. What was read of one type is kept whatever becomes of the
 * others, and whenever the refresh is cut off.
 */
final class Refresh {

    private static final Logger log = LoggerFactory.getLogger(Refresh.class);

    private final Connections connections;
    private final InventoryRows rows;
    private final ComponentRows components;
    private final TransactionTemplate transaction;
    private final InventorySettings settings;
    private final Clock clock;

    Refresh(
            Connections connections,
            InventoryRows rows,
            ComponentRows components,
            TransactionTemplate transaction,
            InventorySettings settings,
            Clock clock) {
        this.connections = connections;
        this.rows = rows;
        this.components = components;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refreshes what was asked for, unless another node does; true where it did something. */
    boolean run(String environment) {
        Optional<Claim> claimed = rows.claim(environment, clock.instant(), settings.lease());
        if (claimed.isEmpty()) {
            return false;
        }
        Claim claim = claimed.get();
        String problem = null;
        try {
            problem = refresh(claim).orElse(null);
        } catch (OrgException e) {
            problem = e.getMessage();
        } catch (ClaimLost e) {
            log.warn(e.getMessage());
            return true;
        } catch (RuntimeException e) {
            log.error("The inventory of {} could not be refreshed", environment, e);
            problem = "Sluice could not refresh the inventory and has written down why in its log.";
        }
        rows.end(claim, problem, clock.instant());
        return true;
    }

    /** @return why it ended early */
    private Optional<String> refresh(Claim claim) {
        OrgConnection org = connections.open(claim.environment());
        String orgId = org.identity().orgId();
        if (!isOf(rows.find(claim.environment(), claim.beganAt()), orgId)) {
            write(claim, () -> rows.begin(claim, orgId));
        }
        InventoryRows.Row before =
                rows.find(claim.environment(), claim.beganAt()).orElseThrow(() -> new ClaimLost(claim.environment()));
        Set<String> types = org.types();
        Map<String, TypeState> known = rows.types(claim.environment()).stream()
                .collect(Collectors.toMap(TypeState::type, state -> state, (one, other) -> one, TreeMap::new));
        known.keySet().stream()
                .filter(type -> !types.contains(type))
                .forEach(gone -> write(claim, () -> rows.forget(claim, gone)));

        Set<String> due = new TreeSet<>(types);
        due.removeIf(type -> !claim.complete() && isFresh(known.get(type)));
        Changed changed = changed(org, before, types);
        due.addAll(changed.toList());
        Means means = due.equals(types) ? Means.LISTING : changed.means();
        write(claim, () -> {
            changed.application().to(claim);
            if (changed.markFirst()) {
                rows.marked(claim, means, changed.marks());
            }
            rows.planned(claim, due.size());
        });
        Optional<String> problem = new TypeLists(
                        org,
                        clock,
                        (type, listed, at) -> store(claim, type, listed, at),
                        (type, said) -> fail(claim, type, said))
                .run(due);
        if (problem.isEmpty()) {
            write(claim, () -> {
                rows.marked(claim, means, changed.marks());
                if (changed.tellsAll()) {
                    rows.checked(claim, claim.beganAt());
                }
            });
        }
        return problem;
    }

    private boolean isFresh(@Nullable TypeState state) {
        Instant listed = state == null ? null : state.listedAt();
        return state != null
                && listed != null
                && state.problem() == null
                && !listed.isBefore(clock.instant().minus(settings.listEvery()));
    }

    private static boolean isOf(Optional<InventoryRows.Row> row, String orgId) {
        return row.map(InventoryRows.Row::orgId)
                .filter(known -> Ids.same(known, orgId))
                .isPresent();
    }

    /** What an org says of its changes. The marks are read before any list, so that nothing falls in between. */
    private Changed changed(OrgConnection org, InventoryRows.Row before, Set<String> types) {
        boolean first = before.means() == null;
        SourceMembers tracking = new SourceMembers(org);
        OptionalLong newest = tracking.newest();
        if (newest.isPresent()) {
            Long counter = before.marks().counter();
            if (first || counter == null || newest.getAsLong() < counter) {
                return Changed.untold(new Marks(newest.getAsLong(), null, List.of()), types);
            }
            List<SourceMember> members = tracking.after(counter);
            long last = members.stream().mapToLong(SourceMember::revision).reduce(counter, Math::max);
            Marks marks = new Marks(last, null, List.of());
            return new Changed(Means.TRACKING, marks, Set.of(), true, claim -> apply(claim, members));
        }
        AuditTrail trail = new AuditTrail(org);
        if (first) {
            return Changed.untold(trail.end().orElse(Marks.NONE), types);
        }
        return trail.since(before.marks())
                .map(done -> new Changed(
                        Means.AUDIT,
                        done.marks(),
                        AuditedTypes.mayHaveChanged(done.sections(), types),
                        // A refresh that ends early has to look at the same rows again.
                        false,
                        claim -> {}))
                .orElseGet(() -> Changed.untold(Marks.NONE, types));
    }

    /**
     * What an org says of its changes.
     *
     * @param toList types that may have changed
     * @param markFirst whether the marks may be written before the types are listed
     */
    private record Changed(Means means, Marks marks, Set<String> toList, boolean markFirst, Application application) {

        /** Nothing is told, so that all types are listed. Types that are not listed yet are due again by themselves. */
        static Changed untold(Marks marks, Set<String> types) {
            return new Changed(Means.LISTING, marks, types, true, claim -> {});
        }

        boolean tellsAll() {
            return means != Means.LISTING;
        }
    }

    private interface Application {
        void to(Claim claim);
    }

    private void apply(Claim claim, List<SourceMember> members) {
        if (members.isEmpty()) {
            return;
        }
        List<Component> deleted = members.stream()
                .filter(SourceMember::deleted)
                .map(SourceMember::component)
                .toList();
        components.put(
                claim.environment(),
                members.stream()
                        .filter(member -> !member.deleted())
                        .map(member -> new InventoryComponent(
                                member.component(), InventoryFilter.OWN, member.by(), member.at()))
                        .toList());
        components.remove(claim.environment(), deleted);
        deleted.forEach(gone -> removeParts(claim, gone));
    }

    /** With an object its fields, rules and layouts are gone, of which tracking need not have a row. */
    private void removeParts(Claim claim, Component deleted) {
        List<String> children = MetadataTypes.childrenOf(deleted.type()).stream()
                .map(MetadataType::name)
                .toList();
        if (!children.isEmpty()) {
            components.removeBeginningWith(claim.environment(), children, deleted.fullName() + ".");
        }
        if (deleted.type().equals("CustomObject")) {
            components.removeBeginningWith(claim.environment(), List.of("Layout"), deleted.fullName() + "-");
        }
    }

    private void store(Claim claim, String type, List<ListedComponent> listed, Instant at) {
        List<InventoryComponent> found = listed.stream().map(Refresh::component).toList();
        write(claim, () -> {
            components.replace(claim.environment(), type, found);
            rows.listed(claim, type, at);
            rows.oneMoreDone(claim);
        });
    }

    private void fail(Claim claim, String type, String said) {
        write(claim, () -> {
            rows.notListed(claim, type, said);
            rows.oneMoreDone(claim);
        });
    }

    private static InventoryComponent component(ListedComponent listed) {
        String namespace = listed.namespace();
        return new InventoryComponent(
                listed.component(),
                namespace == null ? InventoryFilter.OWN : namespace,
                listed.lastModifiedBy(),
                listed.lastModifiedAt());
    }

    private void write(Claim claim, Runnable act) {
        transaction.executeWithoutResult(status -> {
            rows.hold(claim, clock.instant().plus(settings.lease()));
            act.run();
        });
    }
}
