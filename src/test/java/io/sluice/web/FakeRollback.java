package io.sluice.web;

import io.sluice.deployment.CannotUndo;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Irreversible;
import io.sluice.deployment.Rehearsals;
import io.sluice.deployment.Rollback;
import io.sluice.deployment.RollbackItem;
import io.sluice.deployment.Rollbacks;
import io.sluice.deployment.Snapshot;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import io.sluice.process.RollbackProcesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Rollbacks as the pages see them. */
final class FakeRollback {

    static final Component CLASS = new Component("ApexClass", "VisitHandler");
    static final Component FIELD = new Component("CustomField", "Visit__c.Color__c");

    final List<DeploymentRecord> records = new ArrayList<>();
    final List<CannotUndo> cannotUndo = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    Snapshot snapshot;
    String refusal;
    String rehearsalRefusal;

    Rollbacks rollbacks() {
        return Fake.of(
                Rollbacks.class,
                Map.of(
                        "of",
                                a -> records.stream()
                                        .filter(one -> one.rollback().of().equals(a[0]))
                                        .toList(),
                        "refusal", a -> Optional.ofNullable(refusal),
                        "items",
                                a -> List.of(
                                        new RollbackItem(
                                                CLASS,
                                                RollbackItem.State.CHANGED_SINCE,
                                                true,
                                                true,
                                                true,
                                                "Pat Partner",
                                                Samples.NOW,
                                                true),
                                        new RollbackItem(
                                                FIELD,
                                                RollbackItem.State.AS_DEPLOYED,
                                                false,
                                                true,
                                                true,
                                                null,
                                                null,
                                                false))));
    }

    Rehearsals rehearsals() {
        return Fake.of(
                Rehearsals.class,
                Map.of(
                        "refusal", a -> Optional.ofNullable(rehearsalRefusal),
                        "latest", a -> Optional.empty(),
                        "request",
                                a -> {
                                    done.add(a[1] + " rehearses " + a[0]);
                                    return null;
                                }));
    }

    Irreversible irreversible() {
        return deployment -> cannotUndo;
    }

    RollbackProcesses processes() {
        return Fake.of(RollbackProcesses.class, Map.of("start", a -> {
            if (refusal != null) {
                return new RollbackProcesses.Started.Refused(refusal);
            }
            done.add(a[2] + " rolls back " + a[0] + ": " + a[1]);
            return new RollbackProcesses.Started.Begun(record((String) a[0]));
        }));
    }

    void keep() {
        snapshot = new Snapshot(
                UUID.randomUUID(),
                "DEP-000004",
                "production",
                "00D000000000002AAA",
                "62.0",
                UUID.randomUUID(),
                "f1:x",
                new ContentDigest("c1:0a1b2c3d"),
                "feed0123456789",
                Samples.NOW,
                new TreeMap<>(Map.of(CLASS, Optional.of("1"), FIELD, Optional.empty())));
    }

    static DeploymentRecord record(String of) {
        return new DeploymentRecord(
                "DEP-000009",
                Samples.NUMBER,
                "production",
                "production",
                DeploymentStatus.PENDING_APPROVAL,
                null,
                "62.0",
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                false,
                true,
                null,
                null,
                null,
                null,
                new Rollback(of, UUID.randomUUID(), "mara", "Ratings are wrong", List.of(CLASS)),
                Samples.NOW,
                Samples.NOW);
    }
}
