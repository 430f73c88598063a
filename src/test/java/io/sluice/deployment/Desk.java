package io.sluice.deployment;

import io.sluice.approval.ApprovalRequest;
import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.approval.Approver;
import io.sluice.approval.DecideResult;
import io.sluice.approval.Decision;
import io.sluice.approval.OpenResult;
import io.sluice.approval.People;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ChangeType;
import io.sluice.change.Overlap;
import io.sluice.change.Overlaps;
import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import io.sluice.compare.TestRooms;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.environment.Disabling;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.environment.ListedEnvironments;
import io.sluice.environment.Membership;
import io.sluice.environment.PromotionPath;
import io.sluice.environment.Route;
import io.sluice.environment.Users;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployDetails;
import io.sluice.salesforce.DeployProgress;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** The rooms compare and deployment at work, with scripted orgs and people who decide as the test says. */
final class Desk implements AutoCloseable {

    static final String CHANGE = "CR-000001";

    final List<Component> scope = new ArrayList<>();
    final Set<Component> deletions = new TreeSet<>();
    final TestRooms rooms;
    final Deployments deployments;
    ApprovalRound round;
    boolean approvalHolds = true;
    final Set<Route> routes = new HashSet<>();
    Disabling targetDisabled;
    Users targetUsers = Users.EVERYBODY;
    Overlap overlap;
    final Map<String, Rule.Effect> effects = new HashMap<>();
    TestPolicy.Minimum minimum;
    Map<String, Object> testFacts = Map.of();
    private final AnalyzerPolicy policy = (rule, targetKind) -> effects.getOrDefault(rule.key(), rule.usual());

    Desk() {
        rooms = new TestRooms(
                context -> {
                    context.registerBean(Environments.class, () -> new Registered());
                    context.registerBean(Approvals.class, () -> new Decided());
                    context.registerBean(People.class, () -> new Named());
                    context.registerBean(
                            Explanations.class,
                            () -> (about, message) -> message.startsWith("Unexpected token")
                                    ? Optional.of(new Explanation("It does not compile.", "Correct it."))
                                    : Optional.empty());
                    context.registerBean(AnalyzerPolicy.class, () -> policy);
                    context.registerBean(TestPolicy.class, () -> facts -> {
                        testFacts = facts;
                        return Optional.ofNullable(minimum);
                    });
                    context.registerBean(Overlaps.class, () -> new NoOverlaps());
                    context.registerBean(Membership.class, () -> new Groups());
                    context.registerBean(ChangeRequests.class, () -> (ChangeRequests) Proxy.newProxyInstance(
                            Desk.class.getClassLoader(),
                            new Class<?>[] {ChangeRequests.class},
                            (proxy, method, args) -> {
                                if (method.getName().equals("scope") && args.length == 1) {
                                    return scope();
                                }
                                if (method.getName().equals("require")) {
                                    return change();
                                }
                                throw new UnsupportedOperationException(method.toString());
                            }));
                },
                "io.sluice.compare",
                "io.sluice.deployment");
        deployments = rooms.get(Deployments.class);
        scope.add(new Component("ApexClass", "Invoices"));
        scope.add(new Component("CustomApplication", "Billing"));
        rooms.source.apex("Invoices", "class Invoices { }").application("Billing", "Invoice__c");
        rooms.target.apex("Invoices", "class Invoices { int old; }").tab("Invoice__c");
    }

    /** Names a class that only the target has, for deleting. */
    Component toDelete(String name) {
        Component component = new Component("ApexClass", name);
        scope.add(component);
        deletions.add(component);
        rooms.target.apex(name, "class " + name + " { }");
        return component;
    }

    private Scope scope() {
        return new Scope(
                1,
                scope.stream()
                        .map(each -> new ScopeItem(
                                each, deletions.contains(each) ? ScopeItem.Kind.DELETION : ScopeItem.Kind.EXISTING))
                        .toList(),
                List.of());
    }

    String drafted() {
        return deployments.draft(CHANGE, "sandbox", "production", "rita").id();
    }

    String compared() {
        String id = drafted();
        Outcome outcome = rooms.run(deployments.compare(id, "p1"));
        if (!outcome.isSuccess()) {
            throw new IllegalStateException(outcome.message());
        }
        return id;
    }

    String prepared() {
        String id = compared();
        PrepareResult result = deployments.prepare(id, local(), "mara");
        if (!(result instanceof PrepareResult.Prepared)) {
            throw new IllegalStateException(result.toString());
        }
        return id;
    }

    static Preparation local() {
        return new Preparation("sandbox", "production", "RunLocalTests", List.of(), true);
    }

    String approved() {
        String id = prepared();
        deployments.submitted(id, "mara");
        decide(id, true, "");
        return id;
    }

    void decide(String id, boolean yes, String reason) {
        Approver approver = new Approver.Group("deployment-approver");
        round = new ApprovalRound(
                UUID.randomUUID(),
                new ApprovalSubject(ApprovalSubject.Kind.DEPLOYMENT, id, CHANGE),
                1,
                List.of(approver),
                Set.of(),
                deployments.require(id).fingerprint(),
                Map.of(),
                rooms.clock.now,
                List.of(new Decision(approver, "anna", yes, reason, rooms.clock.now)));
        deployments.decided(id);
    }

    String retrieved() {
        String id = approved();
        good(rooms.run(deployments.retrieve(id, "p1")));
        return id;
    }

    String validated() {
        String id = retrieved();
        rooms.target.progress = ok(true);
        good(rooms.run(deployments.validate(id, "p1")));
        return id;
    }

    /** Mara gives the go, and the target's state is kept: it can be deployed. */
    void go(String id) {
        deployments.go(id, "mara");
        good(rooms.run(deployments.keepTargetState(id, "p1")));
    }

    String deployed() {
        String id = validated();
        go(id);
        rooms.target.progress = ok(false);
        good(rooms.run(deployments.deploy(id, "p1")));
        return id;
    }

    private static void good(Outcome outcome) {
        if (!outcome.isSuccess()) {
            throw new IllegalStateException(outcome.message());
        }
    }

    /** What the source has, now in the target too. */
    void arrive() {
        scope.forEach(each -> rooms.target.metadata.put(each, rooms.source.metadata.get(each)));
        rooms.clock.move(Duration.ofMinutes(1));
    }

    /** Likewise, without what is to be deleted. */
    void arriveWithDeletions() {
        scope.stream()
                .filter(each -> !deletions.contains(each))
                .forEach(each -> rooms.target.metadata.put(each, rooms.source.metadata.get(each)));
        deletions.forEach(rooms.target.metadata::remove);
        rooms.clock.move(Duration.ofMinutes(1));
    }

    RemoteJob running(RemoteJob job) {
        return rooms.send(job);
    }

    static DeployProgress ok(boolean checkOnly) {
        return said(checkOnly, "Succeeded", true, 2, 3, List.of(), List.of(), List.of());
    }

    static DeployProgress said(
            boolean checkOnly,
            String status,
            boolean success,
            int components,
            int tests,
            List<DeployProgress.ComponentProblem> problems,
            List<DeployProgress.TestFailure> failures,
            List<String> coverage) {
        return new DeployProgress(
                "0Af000000000001AAA",
                checkOnly,
                status,
                true,
                success,
                null,
                components,
                components,
                problems.size(),
                tests,
                tests,
                failures.size(),
                null,
                null,
                null,
                problems,
                failures,
                coverage,
                DeployDetails.NONE);
    }

    @Override
    public void close() {
        rooms.close();
    }

    private final class Registered implements ListedEnvironments {

        @Override
        public List<Environment> all() {
            return List.of(
                    environment("sandbox", EnvironmentKind.DEVELOPER, 1, Users.EVERYBODY, null),
                    environment("production", EnvironmentKind.PRODUCTION, 9, targetUsers, targetDisabled));
        }

        private static Environment environment(
                String id, EnvironmentKind kind, int stage, Users users, Disabling disabled) {
            URI address = URI.create("https://" + id + ".my.example.com");
            return new Environment(id, id, kind, address, "62.0", stage, null, null, null, 1, users, disabled);
        }

        @Override
        public PromotionPath path() {
            return PromotionPath.of(all(), routes);
        }
    }

    private final class Decided implements Approvals {

        @Override
        public OpenResult open(ApprovalRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DecideResult decide(
                ApprovalSubject subject, Approver approver, String person, boolean approved, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ApprovalRound> latest(ApprovalSubject subject) {
            return Optional.ofNullable(round).filter(each -> each.subject().equals(subject));
        }

        @Override
        public List<ApprovalRound> ofChange(String change) {
            return Stream.ofNullable(round).toList();
        }

        @Override
        public boolean isApproved(ApprovalSubject subject, String binds) {
            return approvalHolds
                    && latest(subject)
                            .filter(each -> each.isApproved() && each.binds().equals(binds))
                            .isPresent();
        }
    }

    private static ChangeRequest change() {
        return new ChangeRequest(
                CHANGE,
                UUID.nameUUIDFromBytes(new byte[0]),
                "Invoices",
                ChangeType.STANDARD,
                "overview",
                "rita",
                ChangeStatus.APPROVED,
                null,
                1,
                1,
                "p1",
                "sandbox",
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private final class NoOverlaps implements Overlaps {

        @Override
        public List<Overlap> of(String number) {
            return Stream.ofNullable(overlap).toList();
        }

        @Override
        public List<Overlap> of(String number, Collection<Component> components) {
            throw new UnsupportedOperationException();
        }
    }

    /** Mara, Max and rita, who asks for the change, are release managers. */
    private static final class Groups implements Membership {

        @Override
        public boolean personExists(String userId) {
            return true;
        }

        @Override
        public boolean groupExists(String groupId) {
            return true;
        }

        @Override
        public Set<String> groupsOf(String userId) {
            return Set.of("mara", "max", "rita").contains(userId) ? Set.of("release-manager") : Set.of("developer");
        }
    }

    private static final class Named implements People {

        @Override
        public Optional<String> personOf(String salesforceName) {
            return Optional.ofNullable(
                    Map.of("Dev Eloper", "dev", "Max Mustermann", "max").get(salesforceName));
        }

        @Override
        public Set<String> salesforceNamesOf(String userId) {
            return Set.of();
        }

        @Override
        public SortedMap<String, SortedSet<String>> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> map(String userId, Set<String> salesforceNames, String actor) {
            throw new UnsupportedOperationException();
        }
    }
}
