package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Disabling;
import io.sluice.environment.Route;
import io.sluice.environment.Users;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import io.sluice.salesforce.TestLevel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrepareDeploymentTest {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void draft_isMadeOncePerTarget() {
        String id = desk.drafted();
        assertThat(id).matches("DEP-\\d{6}");
        assertThat(desk.drafted()).isEqualTo(id);
        assertThat(desk.rooms.acts).containsExactly("deployment-drafted CR-000001 by rita");
    }

    @Test
    void compare_pinsTheLowerApiVersionAndComparesTheScope() {
        String id = desk.compared();
        assertThat(desk.deployments.require(id).apiVersion()).isEqualTo("62.0");
        assertThat(desk.rooms.source.retrieved.get(0).members()).containsExactlyInAnyOrderElementsOf(desk.scope);
    }

    @Test
    void goodPreparation_storesTheFingerprint() {
        DeploymentRecord record = desk.deployments.require(desk.prepared());
        assertThat(record.fingerprint()).startsWith("f1:").hasSize(67);
        assertThat(record.testLevel()).isEqualTo(TestLevel.RUN_LOCAL_TESTS);
        assertThat(record.status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(desk.rooms.acts).contains("deployment-prepared CR-000001 by mara");
        assertThat(desk.deployments.policyFacts(record.id()))
                .containsEntry("itemTypes", List.of("ApexClass", "CustomApplication"))
                .containsEntry("targetKind", "production")
                .containsEntry("testLevel", "RunLocalTests")
                .containsEntry("differences", 2)
                .containsEntry("rightsGained", 0)
                .containsEntry("powerfulRightsGained", 0);
    }

    @Test
    void rightsThatCouldNotBeCompared_countAsAPowerfulOneForThePolicy() {
        desk.scope.add(new Component("Profile", "Sales"));
        desk.rooms.source.file(
                "Profile",
                "Sales",
                "profiles/Sales.profile",
                "<fieldPermissions><editable>true</editable><field>Invoice__c.Sum__c</field><readable>true</readable>"
                        + "</fieldPermissions>");
        desk.rooms.target.file(
                "Profile", "Sales", "profiles/Sales.profile", "<description>Sales</description><custom>true</custom>");

        assertThat(desk.deployments.policyFacts(desk.prepared()))
                .containsEntry("rightsGained", 1)
                .containsEntry("powerfulRightsGained", 1);
    }

    @Test
    void comparisonThatNobodyLookedInto_countsAsAPowerfulRightForThePolicy() {
        String id = desk.prepared();
        desk.rooms.jdbc.sql("truncate sluice.comparison_looked_inside").update();

        assertThat(desk.deployments.policyFacts(id))
                .containsEntry("rightsGained", 1)
                .containsEntry("powerfulRightsGained", 1);
    }

    @Test
    void allProblems_areNamedAtOnceAndNothingIsSaved() {
        String id = desk.compared();
        assertThat(problems(id, new Preparation("nowhere", "production", "NoTestRun", List.of("A"), true)))
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("\"nowhere\"").contains("sandbox, production"))
                .anySatisfy(text -> assertThat(text).contains("Production refuses"))
                .anySatisfy(text -> assertThat(text).contains("only with RunSpecifiedTests"));
        assertThat(desk.deployments.require(id).fingerprint()).isNull();
    }

    @Test
    void fewerTestsThanThePolicyWants_areRefusedWithItsReason() {
        String id = desk.compared();
        desk.minimum = new TestPolicy.Minimum(TestLevel.RUN_LOCAL_TESTS, "it gives powerful rights");
        assertThat(problems(
                        id,
                        new Preparation("sandbox", "production", "RunSpecifiedTests", List.of("InvoicesTest"), true)))
                .containsExactly("At least RunLocalTests is needed: it gives powerful rights. Stated was"
                        + " RunSpecifiedTests; choose a stronger test level.");
        assertThat(desk.testFacts)
                .containsEntry("targetKind", "production")
                .containsEntry("apexInPackage", true)
                .containsEntry("differences", 2);
        assertThat(desk.deployments.testMinimum(id)).contains(desk.minimum);

        desk.minimum = new TestPolicy.Minimum(TestLevel.RUN_RELEVANT_TESTS, "");
        assertThat(desk.deployments.prepare(
                        id,
                        new Preparation("sandbox", "production", "RunSpecifiedTests", List.of("InvoicesTest"), true),
                        "mara"))
                .as("named and relevant tests prove the same")
                .isInstanceOf(PrepareResult.Prepared.class);
    }

    @Test
    void relevantTests_needTheApiVersionThatHasThem() {
        String id = desk.compared();
        assertThat(problems(id, new Preparation("sandbox", "production", "RunRelevantTests", List.of(), true)))
                .singleElement()
                .asString()
                .startsWith("RunRelevantTests needs API version 66.0; this deployment uses 62.0");
    }

    @Test
    void otherTests_needAnotherApproval() {
        String id = desk.validated();
        desk.deployments.chooseTests(id, "mara");
        assertThat(desk.deployments.require(id).fingerprint()).isNull();
        assertThatThrownBy(() -> desk.deployments.validate(id, "p1")).isInstanceOf(IllegalStateException.class);
        assertThat(desk.rooms.acts).contains("deployment-tests-reconsidered CR-000001 by mara");
    }

    @Test
    void eachWrongStatement_isRefused() {
        String id = desk.compared();
        assertThat(problems(id, new Preparation("sandbox", "sandbox", "RunLocalTests", List.of(), true)))
                .anySatisfy(text -> assertThat(text).contains("both sandbox"));
        assertThat(problems(id, new Preparation("sandbox", "production", "Fast", List.of(), true)))
                .singleElement()
                .asString()
                .contains("\"Fast\"")
                .contains("RunLocalTests");
        assertThat(problems(id, new Preparation("sandbox", "production", "RunSpecifiedTests", List.of(" "), true)))
                .singleElement()
                .asString()
                .contains("needs the names");
        assertThat(problems(
                        id,
                        new Preparation("sandbox", "production", "RunSpecifiedTests", List.of("A.b.c", "AT"), true)))
                .singleElement()
                .asString()
                .contains("\"A.b.c\"");
    }

    @Test
    void pairThatRoutesStateOrUsersForbid_isRefusedWithoutAskingTheOrgs() {
        String id = desk.compared();
        desk.rooms.refusing.put("production", new ConnectionResult.Refused(null, "nobody asks"));
        assertThat(problems(id, new Preparation("production", "sandbox", "RunLocalTests", List.of(), true)))
                .containsExactly("No route leads from production to sandbox. No route is open. An administrator opens"
                        + " routes on the page /environments.");
        desk.targetUsers = Users.of(List.of("rita"), List.of());
        assertThat(problems(id, Desk.local()))
                .containsExactly("mara may not use production; it is for rita. An administrator can change that on the"
                        + " page /environments/production/edit.");
        desk.targetDisabled = new Disabling("code freeze", "admin", Instant.EPOCH);
        assertThat(problems(id, Desk.local()))
                .singleElement()
                .asString()
                .startsWith("production is disabled (code freeze)")
                .contains("An administrator can enable it on the page /environments/production.");
        assertThat(desk.deployments.require(id).fingerprint()).isNull();
    }

    @Test
    void draft_isRefusedWhereNoRouteLeads() {
        desk.routes.add(new Route("sandbox", "elsewhere"));
        assertThatThrownBy(desk::drafted)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No route leads from sandbox to production");
        assertThat(desk.deployments.ofChange(Desk.CHANGE)).isEmpty();
    }

    @Test
    void refusedConnection_isToldInTheOrgsWords() {
        String id = desk.compared();
        desk.rooms.refusing.put(
                "production", new ConnectionResult.Refused(null, "Production says: invalid_client. Correct it."));
        assertThat(problems(id, Desk.local())).containsExactly("Production says: invalid_client. Correct it.");
    }

    @Test
    void itemOnlyInTheTarget_andItemTheOrgCannotReturn_areRefused() {
        desk.scope.add(new Component("ApexClass", "Old"));
        desk.scope.add(new Component("ApexClass", "Locked"));
        desk.rooms.target.apex("Old", "o");
        desk.rooms.source.extraMessages.add("No access to entity of type 'ApexClass' named 'Locked'");
        assertThat(problems(desk.compared(), Desk.local()))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("Only the target has ApexClass:Old"))
                .anySatisfy(
                        text -> assertThat(text).contains("ApexClass:Locked").contains("No access"));
    }

    @Test
    void whateverChangesWhatWasCompared_goesBackToCompare() {
        String draft = desk.drafted();
        assertThat(desk.deployments.prepare(draft, Desk.local(), "mara"))
                .isInstanceOfSatisfying(PrepareResult.CompareAgain.class, again -> assertThat(again.sentence())
                        .contains("not been compared"));
        String id = desk.compared();
        desk.scope.remove(0);
        assertThat(desk.deployments.prepare(id, Desk.local(), "mara"))
                .isInstanceOfSatisfying(PrepareResult.CompareAgain.class, again -> assertThat(again.sentence())
                        .contains("scope was changed"));
        desk.routes.add(new Route("production", "sandbox"));
        assertThat(desk.deployments.prepare(
                        id, new Preparation("production", "sandbox", "NoTestRun", List.of(), true), "mara"))
                .isInstanceOf(PrepareResult.CompareAgain.class);
        assertThat(desk.deployments.require(id).source()).isEqualTo("production");
    }

    @Test
    void anotherOrgBehindTheTarget_goesBackToCompare() {
        String id = desk.compared();
        desk.rooms.target.orgId = "00D000000000009AAA";
        assertThat(desk.deployments.prepare(id, Desk.local(), "mara"))
                .isInstanceOfSatisfying(PrepareResult.CompareAgain.class, again -> assertThat(again.sentence())
                        .contains("another org"));
    }

    @Test
    void editors_areMappedToPersonsAndTheRestIsShown() {
        desk.rooms.source.editors.put(desk.scope.get(0), "Dev Eloper");
        desk.rooms.source.editors.put(desk.scope.get(1), "Some Body");
        String id = desk.prepared();
        assertThat(desk.deployments.lastEditors(id)).containsExactly("dev");
        assertThat(desk.deployments.unknownEditors(id)).containsExactly("Some Body");
    }

    @Test
    void decision_followsTheRoundAndItsFingerprint() {
        String id = desk.prepared();
        assertThatThrownBy(() -> desk.deployments.decided(id)).isInstanceOf(IllegalStateException.class);
        desk.deployments.submitted(id, "mara");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.PENDING_APPROVAL);
        assertThatThrownBy(() -> desk.deployments.prepare(id, Desk.local(), "mara"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Pending Approval");
        desk.decide(id, false, "Not on a Friday");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.REJECTED);
        assertThat(desk.deployments.require(id).statusReason()).isEqualTo("Not on a Friday");
        desk.deployments.prepare(
                id, new Preparation("sandbox", "production", "RunAllTestsInOrg", List.of(), true), "m");
        assertThatThrownBy(() -> desk.deployments.retrieve(id, "p1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sameFingerprint_keepsItsApprovalThroughANewComparison() {
        String id = desk.approved();
        String before = desk.deployments.require(id).fingerprint();
        desk.rooms.run(desk.deployments.compare(id, "p1"));
        assertThat(desk.deployments.require(id).fingerprint()).isNull();
        desk.deployments.prepare(id, Desk.local(), "mara");
        assertThat(desk.deployments.require(id).fingerprint()).isEqualTo(before);
        desk.deployments.decided(id);
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.APPROVED);
    }

    @Test
    void cancelledRecord_isHistoryAndANewDraftIsPossible() {
        String id = desk.drafted();
        assertThatThrownBy(() -> desk.deployments.cancelled(id, "rita", " ")).hasMessageContaining("reason");
        desk.deployments.cancelled(id, "rita", "No longer needed");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThatThrownBy(() -> desk.deployments.compare(id, "p1")).hasMessageContaining("is Cancelled");
        assertThat(desk.drafted()).isNotEqualTo(id);
        assertThatThrownBy(() -> desk.deployments.require("DEP-999999")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fingerprint_isUnambiguousAndChangesWithEveryFact() {
        Fingerprint one = fingerprint("c1:a", "org", TestLevel.RUN_SPECIFIED_TESTS, List.of("A", "B"));
        assertThat(fingerprint("c1:a", "org", TestLevel.RUN_SPECIFIED_TESTS, List.of("B", "A"))
                        .value())
                .isEqualTo(one.value());
        assertThat(List.of(
                        fingerprint("c1:b", "org", TestLevel.RUN_SPECIFIED_TESTS, List.of("A", "B"))
                                .value(),
                        fingerprint("c1:a", "orh", TestLevel.RUN_SPECIFIED_TESTS, List.of("A", "B"))
                                .value(),
                        fingerprint("c1:a", "org", TestLevel.RUN_LOCAL_TESTS, List.of("A", "B"))
                                .value(),
                        fingerprint("c1:a", "org", TestLevel.RUN_SPECIFIED_TESTS, List.of("A 1:B"))
                                .value(),
                        one.value()))
                .doesNotHaveDuplicates();
    }

    private static Fingerprint fingerprint(String source, String org, TestLevel level, List<String> tests) {
        return new Fingerprint(
                new ContentDigest(source),
                org,
                new ContentDigest("c1:t"),
                level,
                tests,
                List.of(),
                List.of(),
                List.of(),
                "62.0");
    }

    @Test
    void whatIsLeftOut_isNeitherComparedNorSentAndNeedsAnotherApproval() {
        String id = desk.prepared();
        String before = desk.deployments.require(id).fingerprint();
        Preparation less = new Preparation(
                "sandbox",
                "production",
                "RunLocalTests",
                List.of(),
                true,
                List.of("CustomApplication:Billing because sales decides later"),
                false);

        assertThat(desk.deployments.prepare(id, less, "mara"))
                .isInstanceOfSatisfying(PrepareResult.CompareAgain.class, again -> assertThat(again.sentence())
                        .isEqualTo(
                                "Left out are now CustomApplication:Billing; the rest has to be compared before it is"
                                        + " prepared."));
        assertThat(desk.deployments.require(id).fingerprint()).isNull();
        assertThat(desk.rooms.run(desk.deployments.compare(id, "p1")).isSuccess())
                .isTrue();
        assertThat(desk.deployments.prepare(id, less, "mara")).isInstanceOf(PrepareResult.Prepared.class);

        DeploymentRecord record = desk.deployments.require(id);
        assertThat(record.fingerprint()).isNotEqualTo(before);
        assertThat(record.quickDeploy()).isFalse();
        assertThat(record.leftOut())
                .containsExactly(org.assertj.core.api.Assertions.entry(
                        new Component("CustomApplication", "Billing"), "sales decides later"));
        assertThat(desk.deployments.policyFacts(id)).containsEntry("itemTypes", List.of("ApexClass"));
        desk.deployments.submitted(id, "mara");
        desk.decide(id, true, "");
        assertThat(desk.rooms.run(desk.deployments.retrieve(id, "p1")).isSuccess())
                .isTrue();
        desk.rooms.target.progress = Desk.ok(true);
        assertThat(desk.rooms.run(desk.deployments.validate(id, "p1")).isSuccess())
                .isTrue();
        desk.go(id);
        desk.rooms.target.progress = Desk.ok(false);
        assertThat(desk.rooms.run(desk.deployments.deploy(id, "p1")).isSuccess())
                .isTrue();
        desk.rooms.target.apex("Invoices", "class Invoices { }");
        desk.rooms.clock.move(java.time.Duration.ofMinutes(1));
        assertThat(desk.rooms.run(desk.deployments.verify(id, "p1")).isSuccess())
                .as("what was left out is not missed")
                .isTrue();
    }

    @Test
    void scopeThatShrankToWhatIsLeftOut_isComparedWhole() {
        String id = desk.prepared();
        Preparation less = new Preparation(
                "sandbox",
                "production",
                "RunLocalTests",
                List.of(),
                true,
                List.of("CustomApplication:Billing because later"),
                true);
        desk.deployments.prepare(id, less, "mara");
        desk.scope.remove(new Component("ApexClass", "Invoices"));

        assertThat(desk.rooms.run(desk.deployments.compare(id, "p1")).isSuccess())
                .isTrue();

        assertThat(desk.deployments.require(id).leftOut()).isEmpty();
    }

    private List<String> problems(String id, Preparation preparation) {
        return ((PrepareResult.Refused) desk.deployments.prepare(id, preparation, "mara")).problems();
    }
}
