package io.sluice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRoom;
import io.sluice.change.FakeOrg;
import io.sluice.change.ScopeItem;
import io.sluice.change.ScopeResult;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncTest {

    private final ChangeRoom room = new ChangeRoom();
    private final FakeOrg dev = room.dev;
    private final Sync sync = new SyncWithOrgs(
            room.changes, room, room, new SyncStates(room.jdbc), room.evidence, room.transaction, room.clock);

    @BeforeEach
    void both_orgs_are_prepared() throws Exception {
        prepare(dev);
        prepare(room.production);
        dev.has("ApexClass:Invoices");
    }

    /** The org gets exactly what the folder salesforce/ describes, so the folder is tested, too. */
    private static void prepare(FakeOrg org) throws Exception {
        for (String object : OrgObjects.FIELDS.keySet()) {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("salesforce", "objects", object + ".object").toFile());
            var fields = new TreeMap<String, Integer>();
            var elements = document.getElementsByTagName("fields");
            for (int i = 0; i < elements.getLength(); i++) {
                var field = (org.w3c.dom.Element) elements.item(i);
                var length = field.getElementsByTagName("length");
                fields.put(
                        field.getElementsByTagName("fullName")
                                .item(0)
                                .getTextContent()
                                .toLowerCase(Locale.ROOT),
                        length.getLength() == 0
                                ? 0
                                : Integer.parseInt(length.item(0).getTextContent()));
            }
            org.objects.put(object, fields);
        }
    }

    @Test
    void a_pushed_change_request_is_a_record_in_the_sandbox() {
        ChangeRequest change = room.approved("ApexClass:Invoices", "ApexClass:Fresh");

        assertThat(sync.push(change.number(), "dev", "rita")).isEqualTo(new PushResult.Pushed("dev", 1));

        assertThat(record(change))
                .containsEntry("Number__c", "CR-000001")
                .containsEntry("Title__c", "Invoices with due dates")
                .containsEntry("Change_Type__c", "Minor")
                .containsEntry("Status__c", "Approved")
                .containsEntry("Requester__c", "rita")
                .containsEntry("Revision__c", 1)
                .containsEntry("Approval__c", "Approved in Sluice, revision 1")
                .containsEntry("Scope__c", "ApexClass:Fresh\nApexClass:Invoices");
        assertThat(room.changes.require(change.number()).sandbox()).isEqualTo("dev");
        assertThat(sync.statedScope(change.number())).containsExactly("ApexClass:Fresh", "ApexClass:Invoices");
        assertThat(room.evidence.last("change-request-pushed").details())
                .containsEntry("environment", "dev")
                .containsEntry("items", List.of("ApexClass:Fresh", "ApexClass:Invoices"));
    }

    @Test
    void an_environment_that_is_not_prepared_is_refused_with_who_can_prepare_it() {
        dev.objects.get(OrgObjects.CHANGE_REQUEST).remove("scope__c");
        dev.objects.remove(OrgObjects.DEPLOYMENT);
        ChangeRequest change = room.approved("ApexClass:Invoices", "");

        PushResult result = sync.push(change.number(), "dev", "rita");

        assertThat(((PushResult.NotPrepared) result).sentence())
                .contains(
                        "Development (dev)",
                        "field Sluice_Change_Request__c.Scope__c, object Sluice_Deployment__c",
                        "administrator",
                        "/environments/dev",
                        "\"Prepare environment\"",
                        "salesforce/");
        assertThat(sync.notPrepared("dev")).isPresent();
        assertThat(sync.notPrepared("production")).isEmpty();
        assertThat(dev.records).isEmpty();
        assertThat(room.changes.require(change.number()).sandbox()).isNull();
    }

    @Test
    void production_is_no_sandbox() {
        ChangeRequest change = room.approved("ApexClass:Invoices", "");

        assertThat(((PushResult.NotPrepared) sync.push(change.number(), "production", "rita")).sentence())
                .contains("Choose a sandbox");
        assertThat(room.production.records).isEmpty();
    }

    @Test
    void a_scope_that_does_not_fit_into_the_record_is_refused_in_a_sentence() {
        dev.objects.get(OrgObjects.CHANGE_REQUEST).put("scope__c", 20);
        ChangeRequest change = room.approved("ApexClass:Invoices\nApexClass:Payments", "");

        assertThat(((PushResult.NotPrepared) sync.push(change.number(), "dev", "rita")).sentence())
                .contains("holds at most 20", "Split the change");
    }

    @Test
    void a_repeated_push_leaves_alone_what_developers_stated_there_but_a_new_revision_wins() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        record(change).put("Scope__c", "ApexClass:Invoices\r\nApexClass:Mine");

        sync.push(change.number(), "dev", "rita");
        assertThat(sync.statedScope(change.number())).contains("ApexClass:Mine");

        room.changes.happened(change.number(), ChangeFact.REOPENED, "rita", "");
        room.defined(change.number(), "ApexClass:Invoices\nApexClass:Other", "");
        sync.push(change.number(), "dev", "rita");
        assertThat(sync.statedScope(change.number())).containsExactly("ApexClass:Invoices", "ApexClass:Other");
        assertThat(room.evidence.last("change-request-pushed").details()).containsKey("scopeReplaced");
    }

    @Test
    void a_scope_is_stated_in_the_sandbox_and_nothing_changes_here() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");

        ScopeResult result = sync.stateScope(change.number(), " ApexClass: Payments \n\nApexClass:Invoices", "dev");

        assertThat(result).isInstanceOf(ScopeResult.Accepted.class);
        assertThat(record(change)).containsEntry("Scope__c", "ApexClass:Invoices\nApexClass:Payments");
        assertThat(record(change)).containsEntry("Number__c", "CR-000001");
        assertThat(room.changes.scope(change.number()).items()).hasSize(1);
        assertThat(room.evidence.last("scope-stated").actor()).isEqualTo("dev");
    }

    @Test
    void a_scope_that_can_not_be_stated_is_refused_by_line() {
        ChangeRequest change = room.approved("ApexClass:Invoices", "");
        assertThat(refused(change, "ApexClass:A")).singleElement().asString().contains("in no sandbox yet");
        sync.push(change.number(), "dev", "rita");

        assertThat(refused(change, "ApexClass:A\nnonsense\nApexClass:a")).hasSize(2);
        assertThat(refused(change, "\n")).singleElement().asString().contains("empty");
        dev.objects.get(OrgObjects.CHANGE_REQUEST).put("scope__c", 5);
        assertThat(refused(change, "ApexClass:A")).singleElement().asString().contains("holds at most 5");
        dev.records.clear();
        assertThat(refused(change, "ApexClass:A")).singleElement().asString().contains("is gone from Development");
        assertThat(dev.records).isEmpty();
        dev.objects.clear();
        assertThat(refused(change, "ApexClass:A")).singleElement().asString().contains("not prepared");
    }

    @Test
    void what_changed_since_the_push_goes_by_the_orgs_clock_and_leaves_out_our_own_objects() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        var pushedAt = dev.now;
        dev.now = pushedAt.plusSeconds(3600);
        dev.changed("ApexClass:Invoices", "Dana Dev", pushedAt.plusSeconds(60));
        dev.changed("ApexClass:Aside", "Eve", pushedAt.plusSeconds(120));
        dev.changed("ApexClass:Before", "Eve", pushedAt.minusSeconds(60));
        dev.changed("CustomField:Sluice_Change_Request__c.Scope__c", "Sluice", pushedAt.plusSeconds(90));
        dev.changed("PermissionSet:Sluice_Integration", "Sluice", pushedAt.plusSeconds(90));
        sync.push(change.number(), "dev", "rita");

        assertThat(sync.changedSincePush(change.number()))
                .containsExactly(
                        new SandboxChange(
                                new Component("ApexClass", "Aside"), "Eve", pushedAt.plusSeconds(120), false, false),
                        new SandboxChange(
                                new Component("ApexClass", "Invoices"),
                                "Dana Dev",
                                pushedAt.plusSeconds(60),
                                true,
                                false));
    }

    @Test
    void before_the_push_nothing_is_stated_and_nothing_changed() {
        ChangeRequest change = room.approved("ApexClass:Invoices", "");

        assertThat(sync.statedScope(change.number())).isEmpty();
        assertThat(sync.changedSincePush(change.number())).isEmpty();
        assertThatThrownBy(() -> sync.pull(change.number(), "dev"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never pushed");
    }

    @Test
    void a_pull_of_what_was_approved_is_unchanged_and_makes_proposed_items_existing() {
        ChangeRequest change = pushed("ApexClass:Invoices", "ApexClass:Fresh");
        dev.has("ApexClass:Fresh");

        assertThat(sync.pull(change.number(), "dev")).isInstanceOf(PullResult.Unchanged.class);
        assertThat(sync.pull(change.number(), "dev")).isInstanceOf(PullResult.Unchanged.class);

        assertThat(room.changes.scope(change.number()).revision()).isEqualTo(1);
        assertThat(room.changes.scope(change.number()).items())
                .extracting(ScopeItem::kind)
                .containsOnly(ScopeItem.Kind.EXISTING);
    }

    @Test
    void items_that_the_sandbox_lacks_are_named() {
        ChangeRequest change = pushed("ApexClass:Invoices", "ApexClass:Fresh\nFlow:Remind");

        assertThat(sync.pull(change.number(), "dev"))
                .isEqualTo(new PullResult.Missing(
                        List.of(new Component("ApexClass", "Fresh"), new Component("Flow", "Remind"))));
        assertThat(room.changes.scope(change.number()).revision()).isEqualTo(1);
    }

    @Test
    void another_scope_is_taken_over_as_a_new_revision_that_nobody_approved() {
        ChangeRequest change = pushed("ApexClass:Invoices\nApexClass:Old", "");
        dev.has("ApexClass:Payments");
        record(change).put("Scope__c", "ApexClass:Invoices\r\nApexClass:PAYMENTS");

        PullResult.ScopeChanged changed = (PullResult.ScopeChanged) sync.pull(change.number(), "dev");
        assertThat(changed.difference().added()).extracting(ScopeItem::words).containsExactly("ApexClass:Payments");
        assertThat(changed.difference().removed()).extracting(ScopeItem::words).containsExactly("ApexClass:Old");
        assertThat(sync.pull(change.number(), "dev")).isEqualTo(changed);

        ChangeRequest after = room.changes.require(change.number());
        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.approvedRevision()).isEqualTo(1);
        room.changes.happened(change.number(), ChangeFact.REOPENED, "sluice", "");
        room.changes.happened(change.number(), ChangeFact.SUBMITTED, "sluice", "");
        room.changes.happened(change.number(), ChangeFact.APPROVED, "anna", "");
        assertThat(sync.pull(change.number(), "dev")).isInstanceOf(PullResult.Unchanged.class);
    }

    @Test
    void what_a_record_says_about_approval_changes_nothing_and_is_put_on_evidence_once() {
        String number = room.raised().number();
        room.defined(number, "ApexClass:Invoices", "");
        room.changes.happened(number, ChangeFact.SUBMITTED, "rita", "");
        room.changes.happened(number, ChangeFact.APPROVED, "anna", "");
        sync.push(number, "dev", "rita");
        ChangeRequest change = room.changes.require(number);
        record(change).put("Approval__c", "Approved by me");
        record(change).put("Status__c", "Completed");

        sync.pull(number, "dev");
        sync.pull(number, "dev");

        assertThat(room.changes.require(number).status()).isEqualTo(change.status());
        assertThat(room.evidence.kinds(number))
                .filteredOn("approval-attempt-ignored"::equals)
                .hasSize(1);
        assertThat(room.evidence.last("approval-attempt-ignored").details())
                .containsEntry("Status__c", Map.of("written", "Approved", "found", "Completed"))
                .containsKey("Approval__c");
    }

    @Test
    void a_record_that_states_no_scope_is_unreadable_line_by_line() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        record(change).put("Scope__c", "ApexClass:Invoices\nplease add the field");
        assertThat(((PullResult.Unreadable) sync.pull(change.number(), "dev")).problems())
                .singleElement()
                .asString()
                .contains("Line 2", "Development", "please add the field");

        record(change).put("Scope__c", null);
        assertThat(((PullResult.Unreadable) sync.pull(change.number(), "dev")).problems())
                .singleElement()
                .asString()
                .contains("is empty");
        assertThat(room.changes.scope(change.number()).revision()).isEqualTo(1);
    }

    @Test
    void a_record_that_is_gone_is_said_so() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        dev.records.clear();

        assertThat(((PullResult.RecordGone) sync.pull(change.number(), "dev")).sentence())
                .contains("CR-000001", "gone from Development");
        assertThatThrownBy(() -> sync.statedScope(change.number())).isInstanceOf(OrgException.class);
        dev.objects.clear();
        assertThat(((PullResult.RecordGone) sync.pull(change.number(), "dev")).sentence())
                .contains("not prepared");
    }

    @Test
    void publishing_writes_the_change_request_and_its_draft_deployment_to_the_target() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        String id = "DEP-000001_" + change.globalId();

        sync.publish(change.number(), "DEP-000001", "dev", "production", "mara");
        room.production.record(OrgObjects.DEPLOYMENT, id).put("Status__c", "Approved");
        PushResult again = sync.publish(change.number(), "DEP-000001", "dev", "production", "mara");

        assertThat(again).isEqualTo(new PushResult.Pushed("production", 1));
        assertThat(room.production.records).hasSize(2);
        assertThat(room.production.record(OrgObjects.DEPLOYMENT, id))
                .containsEntry("Change_Request__c", "CR-000001")
                .containsEntry("Source__c", "dev")
                .containsEntry("Target__c", "production")
                .containsEntry("Status__c", "Approved");
        assertThat(room.changes.require(change.number()).sandbox()).isEqualTo("dev");
        assertThat(room.evidence.last("change-request-published").details()).containsEntry("deployment", "DEP-000001");
    }

    @Test
    void status_is_written_wherever_the_records_stand_and_only_where_it_differs() {
        ChangeRequest change = published();
        room.changes.happened(change.number(), ChangeFact.COMPLETED, "rita", "");
        record(change).put("Scope__c", "ApexClass:Invoices\nApexClass:Mine");

        sync.syncStatus(
                change.number(), List.of(new DeploymentState("DEP-000001", "production", "Deployed")), "sluice");

        assertThat(record(change))
                .containsEntry("Status__c", "Completed")
                .containsEntry("Approval__c", "Approved in Sluice, revision 1")
                .containsEntry("Scope__c", "ApexClass:Invoices\nApexClass:Mine");
        assertThat(room.production.record(
                        OrgObjects.CHANGE_REQUEST, change.globalId().toString()))
                .containsEntry("Status__c", "Completed");
        assertThat(deployment(change)).containsEntry("Status__c", "Deployed").containsEntry("Source__c", "dev");
        assertThat(dev.record(OrgObjects.DEPLOYMENT, "DEP-000001_" + change.globalId()))
                .isNull();
        assertThat(room.evidence.last("status-synced").details())
                .containsEntry("environment", "production")
                .containsEntry("status", "Completed")
                .containsEntry("DEP-000001", "Deployed");

        sync.syncStatus(
                change.number(), List.of(new DeploymentState("DEP-000001", "production", "Deployed")), "sluice");
        assertThat(room.evidence.kinds(change.number()))
                .filteredOn("status-synced"::equals)
                .as("once for each org, a repetition adds nothing")
                .hasSize(2);
        assertThat(room.evidence.kinds(change.number())).doesNotContain("approval-attempt-ignored");
    }

    @Test
    void an_org_without_the_record_is_left_alone_and_evidence_says_why() {
        ChangeRequest change = published();
        dev.records.clear();
        room.production.objects.remove(OrgObjects.DEPLOYMENT);

        sync.syncStatus(
                change.number(), List.of(new DeploymentState("DEP-000001", "production", "Cancelled")), "sluice");

        assertThat(dev.records).isEmpty();
        assertThat(room.evidence.all("status-not-synced"))
                .extracting(act ->
                        act.details().get("environment") + ": " + act.details().get("reason"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("dev: The record of CR-000001 is gone from Development"),
                        second -> assertThat(second).startsWith("production: Production (production) is not prepared"));
    }

    @Test
    void an_org_that_does_not_answer_does_not_keep_the_others_from_the_truth() {
        ChangeRequest change = published();
        room.changes.happened(change.number(), ChangeFact.COMPLETED, "rita", "");
        room.unreachable.add("dev");

        assertThatThrownBy(() -> sync.syncStatus(
                        change.number(),
                        List.of(new DeploymentState("DEP-000001", "production", "Deployed")),
                        "sluice"))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("dev did not answer");
        assertThat(deployment(change)).containsEntry("Status__c", "Deployed");
        assertThat(record(change)).containsEntry("Status__c", "Approved");

        room.unreachable.clear();
        sync.syncStatus(
                change.number(), List.of(new DeploymentState("DEP-000001", "production", "Deployed")), "sluice");
        assertThat(record(change)).containsEntry("Status__c", "Completed");
    }

    @Test
    void a_change_that_is_nowhere_yet_has_no_status_to_sync() {
        ChangeRequest change = room.approved("ApexClass:Invoices", "");

        sync.syncStatus(change.number(), List.of(), "sluice");

        assertThat(dev.records).isEmpty();
        assertThat(room.production.records).isEmpty();
    }

    private ChangeRequest published() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        sync.publish(change.number(), "DEP-000001", "dev", "production", "mara");
        return change;
    }

    private Map<String, Object> deployment(ChangeRequest change) {
        return room.production.record(OrgObjects.DEPLOYMENT, "DEP-000001_" + change.globalId());
    }

    private ChangeRequest pushed(String existing, String proposed) {
        ChangeRequest change = room.approved(existing, proposed);
        assertThat(sync.push(change.number(), "dev", "rita")).isInstanceOf(PushResult.Pushed.class);
        return change;
    }

    private Map<String, Object> record(ChangeRequest change) {
        return dev.record(OrgObjects.CHANGE_REQUEST, change.globalId().toString());
    }

    private List<String> refused(ChangeRequest change, String lines) {
        return ((ScopeResult.Refused) sync.stateScope(change.number(), lines, "dev")).problems();
    }
}
