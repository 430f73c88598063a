package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.metadata.Component;
import io.sluice.metadata.PackageZip;
import io.sluice.remotejob.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollbackTest {

    private static final Component CLASS = new Component("ApexClass", "Invoices");
    private static final Component APPLICATION = new Component("CustomApplication", "Billing");
    private static final Component OLD = new Component("ApexClass", "Old");

    private final Desk desk = new Desk();
    private final Rollbacks rollbacks = desk.rooms.get(Rollbacks.class);
    private Map<Component, Map<String, String>> before;

    @BeforeEach
    void nameWhatIsToBeDeleted() {
        desk.toDelete("Old");
        before = new TreeMap<>(desk.rooms.target.metadata);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatWasOverwrittenIsRestored_whatWasCreatedIsDeleted_whatWasDeletedIsThereAgain() throws IOException {
        String deployed = verified();
        DeploymentRecord rollback = begin(deployed);
        assertThat(rollbacks.items(rollback.id()))
                .extracting(RollbackItem::component, RollbackItem::state, RollbackItem::act)
                .containsExactly(
                        tuple(CLASS, RollbackItem.State.AS_DEPLOYED, "restore"),
                        tuple(OLD, RollbackItem.State.AS_DEPLOYED, "restore"),
                        tuple(APPLICATION, RollbackItem.State.AS_DEPLOYED, "delete"));
        assertThat(rollbacks.proposedPlan(rollback.id()))
                .isEqualTo("restore ApexClass:Invoices\nrestore ApexClass:Old\ndelete CustomApplication:Billing");

        String id = toDeployed(rollback.id(), rollbacks.proposedPlan(rollback.id()));

        byte[] sent = desk.rooms.target.sentZips.get(desk.rooms.target.sentZips.size() - 1);
        PackageZip zip = PackageZip.inspect(new ByteArrayInputStream(sent));
        assertThat(zip.manifest().members()).containsExactly(CLASS, OLD);
        assertThat(files(sent))
                .containsOnlyKeys(
                        "package.xml",
                        "destructiveChangesPost.xml",
                        "classes/Invoices.cls",
                        "classes/Invoices.cls-meta.xml",
                        "classes/Old.cls",
                        "classes/Old.cls-meta.xml")
                .containsEntry("classes/Invoices.cls", "class Invoices { int old; }");
        asBefore();
        Outcome outcome = desk.rooms.run(desk.deployments.verify(id, "p2"));

        assertThat(outcome.isSuccess()).as(outcome.message()).isTrue();
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.DEPLOYED);
        DeploymentRecord original = desk.deployments.require(deployed);
        assertThat(original.status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(original.statusReason()).isEqualTo("Rolled back by " + id + ": production is as it was before.");
        assertThat(desk.rooms.acts)
                .endsWith("deployment-verified CR-000001 by sluice", "deployment-rolled-back CR-000001 by sluice");
        assertThat(desk.deployments.ofChange(Desk.CHANGE))
                .extracting(DeploymentRecord::id)
                .containsExactly(deployed);
        assertThat(rollbacks.of(deployed)).extracting(DeploymentRecord::id).containsExactly(id);
    }

    @Test
    void whatWasAddedInsideOfAnObject_isDeletedOutOfIt() throws IOException {
        String label = "<label>Visit</label>";
        desk.rooms.target.file("CustomObject", "Visit__c", "objects/Visit__c.object", label);
        desk.rooms.source.file(
                "CustomObject",
                "Visit__c",
                "objects/Visit__c.object",
                "<fields><fullName>Mood__c</fullName><label>Mood</label><type>Text</type></fields>" + label
                        + "<listViews><fullName>Mine</fullName><label>Mine</label></listViews>"
                        + "<recordTypes><fullName>Long</fullName><active>true</active><label>Long</label></recordTypes>");
        desk.scope.add(new Component("CustomObject", "Visit__c"));
        before = new TreeMap<>(desk.rooms.target.metadata);
        String deployed = verified();
        assertThat(desk.rooms.get(Irreversible.class).of(deployed))
                .extracting(each -> each.component() + " " + each.rule())
                .contains("CustomField:Visit__c.Mood__c data-entered", "RecordType:Visit__c.Long record-type");

        String id = begin(deployed).id();
        toDeployed(id, rollbacks.proposedPlan(id));

        assertThat(desk.deployments.require(id).deletions())
                .as("but for the record type, which no org deletes")
                .containsExactly(
                        APPLICATION,
                        new Component("CustomField", "Visit__c.Mood__c"),
                        new Component("ListView", "Visit__c.Mine"));
        assertThat(files(desk.rooms.target.sentZips.get(desk.rooms.target.sentZips.size() - 1))
                        .get("destructiveChangesPost.xml"))
                .contains("<members>Visit__c.Mine</members>", "<name>ListView</name>")
                .doesNotContain("RecordType");
        asBefore();
        good(desk.rooms.run(desk.deployments.verify(id, "p2")));
    }

    @Test
    void selectedItems_goBackAndTheOthersStay() throws IOException {
        String deployed = verified();
        String id = begin(deployed).id();

        toDeployed(id, "restore ApexClass:Invoices\nkeep ApexClass:Old\nkeep CustomApplication:Billing");

        assertThat(files(desk.rooms.target.sentZips.get(desk.rooms.target.sentZips.size() - 1)))
                .containsOnlyKeys("package.xml", "classes/Invoices.cls", "classes/Invoices.cls-meta.xml");
        desk.rooms.target.metadata.put(CLASS, before.get(CLASS));
        desk.rooms.clock.move(Duration.ofMinutes(1));
        Outcome outcome = desk.rooms.run(desk.deployments.verify(id, "p2"));
        assertThat(outcome.isSuccess()).as(outcome.message()).isTrue();
        assertThat(desk.deployments.require(deployed).statusReason())
                .isEqualTo("Partly rolled back by " + id
                        + "; left as they are: ApexClass:Old, CustomApplication:Billing.");
    }

    @Test
    void rollbackThatDidNotArrive_isFoundByComparing() {
        String id = begin(verified()).id();
        toDeployed(id, rollbacks.proposedPlan(id));
        desk.rooms.clock.move(Duration.ofMinutes(1));

        Outcome outcome = desk.rooms.run(desk.deployments.verify(id, "p2"));

        assertThat(outcome.errorCode()).isEqualTo("verify-failed");
        assertThat(outcome.message()).startsWith("After the rollback 3 of 3 items are not as they were kept: ");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    void whatSomebodyChangedSince_needsADecision() {
        String deployed = verified();
        desk.rooms.target.apex("Invoices", "class Invoices { int theirs; }");
        desk.rooms.target.editors.put(CLASS, "Max Mustermann");
        DeploymentRecord rollback = begin(deployed);
        assertThat(rollbacks.items(rollback.id()).get(0).state()).isEqualTo(RollbackItem.State.CHANGED_SINCE);
        String proposed = rollbacks.proposedPlan(rollback.id());
        assertThat(proposed).startsWith("decide ApexClass:Invoices\n");

        assertThat(((PrepareResult.Refused) prepare(rollback.id(), proposed)).problems())
                .containsExactly(
                        "ApexClass:Invoices was changed by Max Mustermann since the deployment. Write keep to leave"
                                + " that change, or restore to undo it with the deployment.");

        prepare(rollback.id(), proposed.replace("decide", "keep"));
        assertThat(desk.deployments.require(rollback.id()).rollback().kept()).containsExactly(CLASS);
        assertThat(desk.deployments.lastEditors(rollback.id())).isEmpty();
        String keeping = desk.deployments.require(rollback.id()).fingerprint();
        prepare(rollback.id(), proposed.replace("decide", "restore"));
        assertThat(desk.deployments.require(rollback.id()).rollback().kept()).isEmpty();
        assertThat(desk.deployments.require(rollback.id()).fingerprint()).isNotEqualTo(keeping);
        assertThat(desk.deployments.lastEditors(rollback.id()))
                .as("who changed it since does not approve that it is undone")
                .containsExactly("max");
    }

    @Test
    void plan_isReadStrictly() {
        String id = begin(verified()).id();
        assertThat(((PrepareResult.Refused) prepare(
                                id,
                                "delete ApexClass:Invoices\nkeep ApexClass:Nothing\nrestore CustomApplication:Billing"))
                        .problems())
                .containsExactly(
                        "ApexClass:Invoices was there before the deployment; write restore or keep.",
                        "\"keep ApexClass:Nothing\" names nothing that can be rolled back; write restore, delete or keep,"
                                + " then an item of the table, for example keep ApexClass:Invoices.",
                        "CustomApplication:Billing was not there before the deployment; write delete or keep.",
                        "Nothing is said about ApexClass:Old; write keep to leave it as it is.");
        assertThat(((PrepareResult.Refused) prepare(
                                id, "keep ApexClass:Invoices\nkeep ApexClass:Old\nkeep CustomApplication:Billing"))
                        .problems())
                .containsExactly("Everything is kept, so nothing would be rolled back.");
        assertThat(((PrepareResult.Refused) rollbacks.prepare(
                                id,
                                new RollbackPreparation(rollbacks.proposedPlan(id), "NoTestRun", List.of(), true),
                                "mara"))
                        .problems())
                .containsExactly("Production refuses a deployment without tests (NoTestRun); choose RunLocalTests or"
                        + " RunSpecifiedTests.");
    }

    @Test
    void failedDeployment_canBeRolledBackToo_andWhatIsAsBeforeNeedsNothing() {
        String deployed = desk.validated();
        desk.rooms.run(desk.deployments.keepTargetState(deployed, "p1"));
        desk.deployments.go(deployed, "mara");
        desk.rooms.target.progress = Desk.said(false, "SucceededPartial", false, 2, 0, List.of(), List.of(), List.of());
        assertThat(desk.rooms.run(desk.deployments.deploy(deployed, "p1")).errorCode())
                .isEqualTo("deploy-failed");
        desk.rooms.target.metadata.put(CLASS, desk.rooms.source.metadata.get(CLASS));

        String id = begin(deployed).id();

        assertThat(rollbacks.items(id))
                .extracting(RollbackItem::state)
                .containsExactly(
                        RollbackItem.State.AS_DEPLOYED, RollbackItem.State.AS_BEFORE, RollbackItem.State.AS_BEFORE);
        toDeployed(id, "restore ApexClass:Invoices");
        asBefore();
        assertThat(desk.rooms.run(desk.deployments.verify(id, "p2")).isSuccess())
                .isTrue();
        assertThat(desk.deployments.require(deployed).status())
                .as("its process waits at Fix errors")
                .isEqualTo(DeploymentStatus.FAILED);
        assertThat(desk.deployments.require(deployed).statusReason()).startsWith("Rolled back by " + id);

        String again = begin(deployed).id();
        assertThat(((PrepareResult.Refused) prepare(again, "")).problems())
                .containsExactly("The target is as it was before the deployment, so there is nothing to roll back.");
    }

    @Test
    void targetThatMovesAfterTheApproval_isComparedAgain() {
        String id = begin(verified()).id();
        prepare(id, rollbacks.proposedPlan(id));
        desk.deployments.submitted(id, "mara");
        desk.decide(id, true, "");
        assertThat(rollbacks.build(id, "p2")).isInstanceOf(Rollbacks.BuildResult.Built.class);
        desk.rooms.target.apex("Invoices", "class Invoices { int theirs; }");

        Outcome outcome = desk.rooms.run(desk.deployments.validate(id, "p2"));

        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
        assertThat(outcome.message()).contains("ApexClass:Invoices (changed)");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
    }

    @Test
    void whatWasKeptAndIsNotAnyMore_isNeverDeployed() {
        String id = begin(verified()).id();
        prepare(id, rollbacks.proposedPlan(id));
        desk.deployments.submitted(id, "mara");
        desk.decide(id, true, "");
        String kept = desk.deployments
                .snapshot(desk.deployments.require(id).rollback().of())
                .orElseThrow()
                .packageSha256();
        desk.rooms
                .jdbc
                .sql("update sluice.package_chunk set bytes = bytes || '\\x00'::bytea where sha256 = :sha")
                .param("sha", kept)
                .update();

        assertThatThrownBy(() -> rollbacks.build(id, "p2")).rootCause().hasMessageContaining(kept);
        assertThat(desk.deployments.require(id).packageSha256()).isNull();
    }

    @Test
    void whatCanNotBeRolledBack_isRefusedWithASentence() {
        String fresh = desk.validated();
        assertThat(rollbacks.refusal(fresh))
                .contains("Nothing of " + fresh + " was sent to production, so there is nothing to roll back.");
        assertThatThrownBy(() -> rollbacks.begin(fresh, "why", "mara")).hasMessageContaining("Nothing of");

        desk.go(fresh);
        desk.rooms.target.progress = Desk.ok(false);
        desk.rooms.run(desk.deployments.deploy(fresh, "p1"));
        assertThat(rollbacks.refusal(fresh)).contains(fresh + " is Deploying; roll it back when it has ended.");
        desk.arriveWithDeletions();
        desk.rooms.run(desk.deployments.verify(fresh, "p1"));
        assertThat(rollbacks.refusal(fresh)).isEmpty();
        // as if an older version had deployed it
        desk.rooms.jdbc.sql("delete from sluice.snapshot_item").update();
        desk.rooms.jdbc.sql("delete from sluice.snapshot").update();
        assertThat(rollbacks.refusal(fresh).orElseThrow()).contains("was not kept, so it can't be rolled back");
    }

    @Test
    void oneRollbackAtATime_andTheDeploymentRestsMeanwhile() {
        String deployed = verified();
        assertThatThrownBy(() -> rollbacks.begin(deployed, " ", "mara")).hasMessageContaining("with a reason");
        String id = begin(deployed).id();
        assertThat(rollbacks.refusal(deployed)).contains(deployed + " is being rolled back already by " + id + ".");
        assertThat(rollbacks.refusal(id))
                .contains(id + " is a rollback itself; deploy " + deployed + " again instead.");
        assertThatThrownBy(() -> desk.deployments.compare(deployed, "p1"))
                .hasMessageContaining("is being rolled back by " + id);
        desk.deployments.cancelled(id, "mara", "Not needed");
        assertThat(rollbacks.open(deployed)).isEmpty();
        assertThat(rollbacks.refusal(deployed)).isEmpty();
    }

    /** A deployment that ended well, with its snapshot. */
    private String verified() {
        String id = desk.validated();
        good(desk.rooms.run(desk.deployments.keepTargetState(id, "p1")));
        desk.deployments.go(id, "mara");
        desk.rooms.target.progress = Desk.ok(false);
        good(desk.rooms.run(desk.deployments.deploy(id, "p1")));
        desk.arriveWithDeletions();
        good(desk.rooms.run(desk.deployments.verify(id, "p1")));
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.DEPLOYED);
        return id;
    }

    private DeploymentRecord begin(String deployed) {
        DeploymentRecord rollback = rollbacks.begin(deployed, "Wrong rates", "mara");
        desk.rooms.clock.move(Duration.ofSeconds(1));
        good(desk.rooms.run(desk.deployments.compare(rollback.id(), "p2")));
        return rollback;
    }

    private PrepareResult prepare(String id, String plan) {
        return rollbacks.prepare(id, new RollbackPreparation(plan, "RunLocalTests", List.of(), true), "mara");
    }

    private String toDeployed(String id, String plan) {
        assertThat(prepare(id, plan)).isInstanceOf(PrepareResult.Prepared.class);
        desk.deployments.submitted(id, "mara");
        desk.decide(id, true, "");
        assertThat(rollbacks.build(id, "p2")).isInstanceOf(Rollbacks.BuildResult.Built.class);
        desk.rooms.target.progress = Desk.ok(true);
        good(desk.rooms.run(desk.deployments.validate(id, "p2")));
        desk.deployments.go(id, "mara");
        good(desk.rooms.run(desk.deployments.keepTargetState(id, "p2")));
        desk.rooms.target.progress = Desk.ok(false);
        good(desk.rooms.run(desk.deployments.deploy(id, "p2")));
        return id;
    }

    private void asBefore() {
        desk.rooms.target.metadata.clear();
        desk.rooms.target.metadata.putAll(before);
        desk.rooms.clock.move(Duration.ofMinutes(1));
    }

    private static void good(Outcome outcome) {
        assertThat(outcome.isSuccess()).as(outcome.message()).isTrue();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static Map<String, String> files(byte[] zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            files.put(entry.getName(), new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return files;
    }
}
