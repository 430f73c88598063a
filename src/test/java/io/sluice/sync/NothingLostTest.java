package io.sluice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRoom;
import io.sluice.change.FakeOrg;
import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * Whatever people edit on both sides, in whatever order syncs run, and wherever they break off: no item is lost and none
 * invented. Names that begin with O are edited in Sluice only, with T in the org only; of these the outcome is known. Names
 * that begin with B are edited on both sides.
 */
class NothingLostTest {

    private static final int SEQUENCES = Integer.getInteger("sluice.merge.sequences", 200);
    private static final int STEPS = 25;
    private static final int NAMES = 5;
    private static final int MENDS = 5;
    private static final String ANCHOR = "ApexClass:OAnchor";

    private final ChangeRoom room;
    private final FakeOrg dev;
    private final Faults faults = new Faults();
    private final Desk desk;
    private final Sync sync;
    private final Board board;

    NothingLostTest() throws java.sql.SQLException {
        room = ChangeRoom.onOneConnection();
        dev = room.dev;
        desk = new Desk(
                room.jdbc,
                room.changes,
                room,
                room,
                room.evidence,
                faults.around(Objects.requireNonNull(room.transaction.getTransactionManager())),
                room.clock);
        sync = new SyncWithOrgs(desk);
        board = new LiveBoard(desk);
    }

    @BeforeEach
    void prepare() throws Exception {
        SyncTest.prepare(dev);
        dev.has(ANCHOR);
        for (String side : List.of("O", "T", "B")) {
            for (int i = 0; i < NAMES; i++) {
                dev.has("ApexClass:" + side + i);
            }
        }
        dev.fault = () -> faults.strike(() -> new OrgException("NETWORK", "The line went dead"));
    }

    @Test
    void no_sequence_of_edits_syncs_and_crashes_loses_an_item_or_invents_one() {
        long first = Long.getLong("sluice.merge.seed", System.nanoTime());
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            long seed = first + sequence;
            try {
                new Sequence(seed).run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("With -Dsluice.merge.seed=" + seed + " -Dsluice.merge.sequences=1: " + e, e);
            }
        }
        assertThat(faults.struck).as("crashes that really happened").isGreaterThan(SEQUENCES);
    }

    /** One change request's life. */
    private final class Sequence {

        private final Random random;
        private final ChangeRequest change;

        /** What must be there in the end, by name, with whether it is a deletion; names of B not among it. */
        private final Map<String, Boolean> expected = new TreeMap<>();

        private final Map<String, Boolean> addedOfBoth = new HashMap<>();
        private final Set<String> removedOfBoth = new TreeSet<>();
        private final List<String> story = new ArrayList<>();

        Sequence(long seed) {
            this.random = new Random(seed);
            dev.items.clear();
            dev.records.clear();
            this.change = room.approved(ANCHOR, "");
            room.changes.happened(change.number(), ChangeFact.REOPENED, "rita", "");
            expected.put(ANCHOR, false);
            sync.push(change.number(), "dev", "rita");
        }

        void run() {
            try {
                for (int step = 0; step < STEPS; step++) {
                    switch (random.nextInt(6)) {
                        case 0, 1 -> editHere();
                        case 2, 3 -> editThere();
                        case 4 -> withFault(() -> sync.push(change.number(), "dev", "rita"), "push");
                        default -> withFault(this::pull, "pull");
                    }
                }
                for (int i = 0; i < 2; i++) {
                    sync.push(change.number(), "dev", "rita");
                    pull();
                }
                sync.push(change.number(), "dev", "rita");
                check();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e + "\nafter " + String.join("\n", story), e);
            }
        }

        private void check() {
            Map<String, Boolean> here = here();
            assertThat(there()).as("both sides say the same").isEqualTo(here);
            Map<String, Boolean> oneSided = new TreeMap<>(here);
            oneSided.keySet().removeIf(name -> name.startsWith("ApexClass:B"));
            assertThat(oneSided).isEqualTo(expected);
            here.keySet().stream()
                    .filter(name -> name.startsWith("ApexClass:B"))
                    .forEach(
                            name -> assertThat(addedOfBoth).as("nobody invents").containsKey(name));
            addedOfBoth.keySet().stream()
                    .filter(name -> !removedOfBoth.contains(name))
                    .forEach(name -> assertThat(here).as("nobody removed it").containsKey(name));
            assertThat(desk.states.find(change.number(), "dev").orElseThrow().begun())
                    .isNull();
            int writes = dev.writes;
            sync.push(change.number(), "dev", "rita");
            assertThat(dev.writes).as("nothing is left to be written").isEqualTo(writes);
        }

        private Map<String, Boolean> here() {
            return room.changes.scope(change.number()).items().stream()
                    .collect(Collectors.toMap(
                            item -> item.component().toString(), ScopeItem::isDeletion, (a, b) -> a, TreeMap::new));
        }

        private Map<String, Boolean> there() {
            Map<String, Boolean> there = new TreeMap<>();
            dev.items.values().forEach(item -> {
                Boolean twice = there.put(name(item), "Delete".equals(item.get("Kind__c")));
                assertThat(twice).as(name(item) + " is there twice").isNull();
            });
            return there;
        }

        private String name(Map<String, Object> item) {
            return item.get("Type__c") + ":" + item.get("Full_Name__c");
        }

        private void editHere() {
            Map<String, Boolean> scope = here();
            boolean both = random.nextInt(4) == 0;
            String name = "ApexClass:" + (both ? "B" : "O") + random.nextInt(NAMES);
            boolean delete = random.nextBoolean();
            if (scope.containsKey(name) && random.nextBoolean()) {
                scope.remove(name);
                forget(name, both);
            } else {
                if (both && scope.containsKey(name)) {
                    return;
                }
                scope.put(name, delete);
                remember(name, both, delete);
            }
            define(scope);
            story.add("here " + scope);
        }

        private void define(Map<String, Boolean> scope) {
            Scope current = room.changes.scope(change.number());
            room.changes.defineScope(
                    change.number(),
                    lines(scope, false),
                    "",
                    lines(scope, true),
                    current.additionalApprovers(),
                    "rita");
        }

        private String lines(Map<String, Boolean> scope, boolean deletions) {
            return scope.entrySet().stream()
                    .filter(item -> item.getValue() == deletions)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining("\n"));
        }

        private void editThere() {
            boolean both = random.nextInt(4) == 0;
            String name = "ApexClass:" + (both ? "B" : "T") + random.nextInt(NAMES);
            Map<String, Object> item = dev.items.values().stream()
                    .filter(one -> name(one).equals(name))
                    .findFirst()
                    .orElse(null);
            boolean delete = random.nextBoolean();
            if (item == null) {
                dev.item(change.globalId().toString(), name, delete ? "Delete" : "Change");
                remember(name, both, delete);
            } else if (random.nextInt(3) == 0) {
                dev.items.remove(item.get("Id"));
                forget(name, both);
            } else if (both) {
                item.put("Note__c", "note " + random.nextInt(3));
            } else if (random.nextBoolean()) {
                item.put("Kind__c", delete ? "Delete" : "Change");
                expected.put(name, delete);
            } else {
                String other = "ApexClass:T" + random.nextInt(NAMES);
                if (!there().containsKey(other)) {
                    item.put("Full_Name__c", new Component("ApexClass", other.substring(10)).fullName());
                    expected.put(other, expected.remove(name));
                }
            }
            story.add("there " + there());
        }

        private void remember(String name, boolean both, boolean delete) {
            if (both) {
                addedOfBoth.put(name, delete);
            } else {
                expected.put(name, delete);
            }
        }

        private void forget(String name, boolean both) {
            if (both) {
                removedOfBoth.add(name);
            } else {
                expected.remove(name);
            }
        }

        private void pull() {
            PullResult result = sync.pull(change.number(), "dev");
            for (int i = 0; i < MENDS && mended(result); i++) {
                result = sync.pull(change.number(), "dev");
            }
            assertThat(result).isInstanceOfAny(PullResult.Unchanged.class, PullResult.ScopeChanged.class);
        }

        /** Does what the pull asks people for. */
        private boolean mended(PullResult result) {
            if (result instanceof PullResult.Conflicts conflicts) {
                conflicts
                        .conflicts()
                        .forEach(one -> board.decide(
                                change.number(), one.key(), random.nextBoolean() ? "ours" : "theirs", "dev"));
                return true;
            }
            if (result instanceof PullResult.NotAsStated differs) {
                differs.missing().forEach(component -> dev.has(component.toString()));
                differs.stillThere().forEach(component -> dev.lost(component.toString()));
                return true;
            }
            return false;
        }

        private void withFault(Runnable act, String what) {
            faults.arm(random.nextInt(12));
            try {
                act.run();
                story.add(what);
            } catch (OrgException | IllegalStateException crash) {
                story.add(what + " broke off: " + crash.getMessage());
            } finally {
                faults.disarm();
            }
        }
    }

    /** Lets the n-th point from now on fail, before or after what happens there. */
    private static final class Faults {

        private int left = -1;
        private int struck;

        void arm(int points) {
            left = points;
        }

        void disarm() {
            left = -1;
        }

        void strike(java.util.function.Supplier<RuntimeException> crash) {
            if (left == 0) {
                left = -1;
                struck++;
                throw crash.get();
            }
            left--;
        }

        PlatformTransactionManager around(PlatformTransactionManager real) {
            return new PlatformTransactionManager() {
                @Override
                public TransactionStatus getTransaction(TransactionDefinition definition) {
                    return real.getTransaction(definition);
                }

                @Override
                public void commit(TransactionStatus status) {
                    try {
                        strike(() -> new IllegalStateException("killed before the commit"));
                    } catch (IllegalStateException crash) {
                        real.rollback(status);
                        throw crash;
                    }
                    real.commit(status);
                    strike(() -> new IllegalStateException("killed after the commit"));
                }

                @Override
                public void rollback(TransactionStatus status) {
                    real.rollback(status);
                }
            };
        }
    }
}
