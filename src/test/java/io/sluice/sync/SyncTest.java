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
    private final Desk desk = desk(room);
    private final Sync sync = new SyncWithOrgs(desk);
    private final Board board = new LiveBoard(desk);

    static Desk desk(ChangeRoom room) {
        return new Desk(
                room.jdbc,
                room.changes,
                room,
                room,
                room.evidence,
                java.util.Objects.requireNonNull(room.transaction.getTransactionManager()),
                room.clock);
    }

    @BeforeEach
    void both_orgs_are_prepared() throws Exception {
        prepare(dev);
        prepare(room.production);
        dev.has("ApexClass:Invoices");
    }

    /** The org gets exactly what the folder salesforce/ describes, so the folder is tested, too. */
    static void prepare(FakeOrg org) throws Exception {
        for (String object : OrgObjects.FIELDS.keySet()) {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("salesforce", "objects", object + ".object").toFile());
            var fields = new TreeMap<String, Integer>();
            var elements = document.getElementsByTagName("fields");
            for (int i = 0; i < elements.getLength(); i++) {
                var field = (org.w3c.dom.Element) elements.item(i);
                var length = field.getElementsByTagName("length");
                var help = field.getElementsByTagName("inlineHelpText");
                String name = field.getElementsByTagName("fullName")
                        .item(0)
                        .getTextContent()
                        .toLowerCase(Locale.ROOT);
                if (help.getLength() > 0) {
                    org.help.put(object + "." + name, help.item(0).getTextContent());
                }
                fields.put(
                        name,
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
                .containsEntry("Approval__c", "Approved in Sluice, revision 1");
        assertThat(dev.items.values())
                .extracting(item -> item.get("Type__c") + ":" + item.get("Full_Name__c") + " " + item.get("Kind__c"))
                .containsExactlyInAnyOrder("ApexClass:Fresh Create", "ApexClass:Invoices Change");
        assertThat(dev.items.values()).allSatisfy(item -> assertThat(item)
                .containsEntry("Parent", change.globalId().toString())
                .containsEntry("Revision__c", 1)
                .containsKey("Global_Id__c"));
        assertThat(room.changes.require(change.number()).sandbox()).isEqualTo("dev");
        assertThat(sync.statedScope(change.number())).containsExactly("ApexClass:Fresh", "ApexClass:Invoices");
        assertThat(room.evidence.last("change-request-pushed").details())
                .containsEntry("environment", "dev")
                .containsEntry("items", List.of("ApexClass:Fresh", "ApexClass:Invoices"));
    }

    @Test
    void an_environment_that_is_not_prepared_is_refused_with_who_can_prepare_it() {
        dev.objects.get(OrgObjects.SCOPE_ITEM).remove("kind__c");
        dev.objects.remove(OrgObjects.DEPLOYMENT);
        ChangeRequest change = room.approved("ApexClass:Invoices", "");

        PushResult result = sync.push(change.number(), "dev", "rita");

        assertThat(((PushResult.NotPrepared) result).sentence())
                .contains(
                        "Development (dev)",
                        "object Sluice_Deployment__c, field Sluice_Scope_Item__c.Kind__c",
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
    void objects_of_an_older_version_are_named_with_who_can_upgrade_them_and_of_a_newer_one_refused() {
        ChangeRequest change = room.approved("ApexClass:Invoices", "");
        dev.help.clear();
        dev.objects.remove(OrgObjects.SCOPE_ITEM);
        assertThat(((PushResult.NotPrepared) sync.push(change.number(), "dev", "rita")).sentence())
                .contains(
                        "Development (dev) has version 1 of Sluice's objects; version 2 is needed",
                        "object Sluice_Scope_Item__c",
                        "administrator can upgrade it on page /environments/dev");

        dev.help.put(OrgObjects.CHANGE_REQUEST + ".global_id__c", "Objects of Sluice, version 3");
        assertThat(((PushResult.NotPrepared) sync.push(change.number(), "dev", "rita")).sentence())
                .contains("version 3", "up to version 2", "Update Sluice");
        assertThat(dev.writes).isZero();
        assertThat(board.syncs(change.number()))
                .extracting(SyncRecord::result)
                .containsExactly("not-prepared", "not-prepared");
    }

    @Test
    void the_same_push_twice_writes_nothing_to_the_org_and_changes_nothing_here() {
        ChangeRequest change = pushed("ApexClass:Invoices", "ApexClass:Fresh");
        int writes = dev.writes;
        var state = desk.states.find(change.number(), "dev");
        int acts = room.evidence.about(change.number()).size();
        var stamps = stamps();
        dev.now = dev.now.plusSeconds(60);

        assertThat(sync.push(change.number(), "dev", "rita")).isEqualTo(new PushResult.Pushed("dev", 1));

        assertThat(dev.writes).isEqualTo(writes);
        assertThat(stamps()).isEqualTo(stamps);
        assertThat(desk.states.find(change.number(), "dev")).isEqualTo(state);
        assertThat(room.evidence.about(change.number())).hasSize(acts);
        assertThat(room.changes.require(change.number())).isEqualTo(room.changes.require(change.number()));
        assertThat(board.syncs(change.number()))
                .extracting(record -> record.direction().word() + " " + record.result() + " "
                        + record.differences().size())
                .containsExactly("push in-step 0", "push pushed 4");
    }

    private List<Object> stamps() {
        var stamps = new java.util.ArrayList<Object>();
        dev.records.values().forEach(record -> stamps.add(record.get("SystemModstamp")));
        dev.items.values().forEach(item -> stamps.add(item.get("SystemModstamp")));
        return stamps;
    }

    @Test
    void ten_thousand_items_go_out_and_come_back_by_the_two_hundred() {
        String lines = java.util.stream.IntStream.range(0, 10_000)
                .mapToObj("ApexClass:C%05d"::formatted)
                .collect(java.util.stream.Collectors.joining("\n"));
        dev.has(lines.split("\n"));
        ChangeRequest change = pushed(lines, "");
        assertThat(dev.items).hasSize(10_000);
        assertThat(dev.writes).isEqualTo(51);

        dev.items.values().iterator().next().put("Note__c", "Mind this one");
        assertThat(sync.pull(change.number(), "dev")).isInstanceOf(PullResult.Unchanged.class);
        assertThat(board.syncs(change.number()).get(0).differences())
                .singleElement()
                .satisfies(one -> assertThat(one.what()).isEqualTo("note edited"));
        assertThat(sync.push(change.number(), "dev", "rita")).isInstanceOf(PushResult.Pushed.class);
        assertThat(dev.writes).isEqualTo(51);
    }

    @Test
    void a_push_leaves_alone_what_developers_did_there_and_a_pull_takes_it_over() {
        ChangeRequest change = pushed("ApexClass:Invoices\nApexClass:Old", "");
        dev.has("ApexClass:Mine", "ApexClass:Other", "ApexClass:Old");
        dev.item(change.globalId().toString(), "ApexClass:Mine", "Change");

        sync.push(change.number(), "dev", "rita");
        assertThat(sync.statedScope(change.number())).contains("ApexClass:Mine");

        room.changes.happened(change.number(), ChangeFact.REOPENED, "rita", "");
        room.defined(change.number(), "ApexClass:Invoices\nApexClass:Other", "");
        sync.push(change.number(), "dev", "rita");
        assertThat(sync.statedScope(change.number()))
                .as("ours is written, theirs stays, what we removed is gone")
                .containsExactly("ApexClass:Invoices", "ApexClass:Mine", "ApexClass:Other");
        assertThat(dev.items.values()).allSatisfy(item -> assertThat(item).containsKey("Global_Id__c"));
        sync.pull(change.number(), "dev");
        assertThat(room.changes.scope(change.number()).components())
                .containsExactly(
                        new Component("ApexClass", "Invoices"),
                        new Component("ApexClass", "Mine"),
                        new Component("ApexClass", "Other"));
    }

    @Test
    void a_record_of_the_older_version_is_read_on_pull_and_turned_into_items_by_the_next_push() {
        ChangeRequest change = pushed("ApexClass:Invoices\nApexClass:Old", "");
        dev.has("ApexClass:Mine");
        // As version 1 left it: text in the org, text here, no records of items.
        dev.items.clear();
        dev.help.clear();
        var items = dev.objects.remove(OrgObjects.SCOPE_ITEM);
        record(change).put("Scope__c", "ApexClass:Invoices\r\nApexClass:Mine");
        room.jdbc
                .sql("update sluice.sync_state set base = null, org_id = null, revision_mark = null, scope = ?")
                .param("ApexClass:Invoices\nApexClass:Old")
                .update();
        room.jdbc.sql("delete from sluice.sync_item").update();

        var pulled = (PullResult.ScopeChanged) sync.pull(change.number(), "dev");
        assertThat(words(pulled.difference().added())).containsExactly("ApexClass:Mine");
        assertThat(words(pulled.difference().removed())).containsExactly("ApexClass:Old");

        dev.help.put(OrgObjects.CHANGE_REQUEST + ".global_id__c", "Objects of Sluice, version 2");
        dev.objects.put(OrgObjects.SCOPE_ITEM, items);
        assertThat(sync.push(change.number(), "dev", "rita")).isInstanceOf(PushResult.Pushed.class);
        assertThat(record(change).get("Scope__c")).isNull();
        assertThat(sync.statedScope(change.number())).containsExactly("ApexClass:Invoices", "ApexClass:Mine");
        assertThat(dev.items).hasSize(2);
        int writes = dev.writes;
        sync.push(change.number(), "dev", "rita");
        assertThat(dev.writes).isEqualTo(writes);
    }

    @Test
    void a_conflict_is_kept_with_who_made_both_sides_and_the_pull_goes_on_with_the_decision() {
        ChangeRequest change = pushed("ApexClass:Invoices\nApexClass:Old", "");
        dev.has("ApexClass:Old");
        item("ApexClass:Old").put("Note__c", "Still needed");
        item("ApexClass:Old").put("LastModifiedBy.Name", "Dana Dev");
        room.changes.happened(change.number(), ChangeFact.REOPENED, "rita", "");
        room.defined(change.number(), "ApexClass:Invoices", "");

        assertThat(((PullResult.Conflicts) sync.pull(change.number(), "dev")).conflicts())
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.subject()).isEqualTo("ApexClass:Old");
                    assertThat(conflict.field()).isEqualTo("presence");
                    assertThat(conflict.ours()).isNull();
                    assertThat(conflict.theirs()).contains("Still needed");
                    assertThat(conflict.oursBy()).isEqualTo("rita");
                    assertThat(conflict.theirsBy()).isEqualTo("Dana Dev");
                });
        assertThat(room.changes.scope(change.number()).items()).hasSize(1);
        String key = board.conflicts(change.number()).get(0).key();
        assertThatThrownBy(() -> board.decide(change.number(), key, "both", "dev"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> board.decide(change.number(), "none/kind", "ours", "dev"))
                .hasMessageContaining("no conflict none/kind");

        board.decide(change.number(), key, "theirs", "dev");
        assertThat(sync.pull(change.number(), "dev")).isInstanceOf(PullResult.Unchanged.class);
        assertThat(room.changes.scope(change.number()).items()).hasSize(2);
        assertThat(board.conflicts(change.number())).isEmpty();
        assertThat(board.syncs(change.number())).extracting(SyncRecord::result).startsWith("merged", "conflicts");
    }

    @Test
    void a_renamed_item_keeps_its_identity_and_its_note() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        dev.has("ApexClass:Bills");
        Object id = item("ApexClass:Invoices").get("Global_Id__c");
        item("ApexClass:Invoices").put("Note__c", "The heart of it");
        item("ApexClass:Invoices").put("Full_Name__c", "Bills");

        sync.pull(change.number(), "dev");
        sync.push(change.number(), "dev", "rita");

        assertThat(item("ApexClass:Bills"))
                .containsEntry("Global_Id__c", id)
                .containsEntry("Note__c", "The heart of it");
        assertThat(room.changes.scope(change.number()).components())
                .containsExactly(new Component("ApexClass", "Bills"));
        assertThat(board.syncs(change.number()).get(1).differences())
                .extracting(SyncRecord.Change::what)
                .containsExactly("renamed", "note edited");
    }

    @Test
    void a_refreshed_sandbox_has_no_copy_until_it_is_restored_and_its_old_copy_takes_nothing_away() {
        ChangeRequest change = pushed("ApexClass:Invoices\nApexClass:Late", "");
        dev.has("ApexClass:Late");
        dev.orgId = "00D000000000009AAA";
        item("ApexClass:Late").put("Full_Name__c", "FromLongAgo");

        assertThat(((PullResult.RecordGone) sync.pull(change.number(), "dev")).sentence())
                .contains("another org", "refreshed");
        assertThat(board.look()).singleElement().satisfies(copy -> {
            assertThat(copy.isGone()).isTrue();
            assertThat(copy.words()).contains("refreshed");
        });
        assertThat(room.changes.scope(change.number()).items()).hasSize(2);

        sync.pushAlso(change.number(), "dev", "rita");
        assertThat(board.look()).singleElement().satisfies(copy -> assertThat(copy.isInStep())
                .isTrue());
        assertThat(sync.statedScope(change.number())).containsExactly("ApexClass:Invoices", "ApexClass:Late");
    }

    @Test
    void the_board_tells_where_a_change_is_and_which_side_is_ahead() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        assertThat(board.copies(change.number())).singleElement().satisfies(copy -> {
            assertThat(copy.look()).isEqualTo(Board.NOT_LOOKED_AT);
            assertThat(copy.sandbox()).isTrue();
            assertThat(copy.revision()).isEqualTo(1);
        });
        assertThat(board.look()).extracting(Board.Copy::look).containsExactly(Board.IN_STEP);
        item("ApexClass:Invoices").put("Note__c", "there");
        assertThat(board.look()).extracting(Board.Copy::look).containsExactly(Board.EDITED_THERE);
        room.changes.happened(change.number(), ChangeFact.REOPENED, "rita", "");
        room.defined(change.number(), "ApexClass:Invoices\nApexClass:More", "");
        assertThat(board.look()).extracting(Board.Copy::look).containsExactly(Board.BOTH);

        assertThat(board.components(change.number())).singleElement().satisfies(column -> assertThat(column.cells())
                .extracting(cell -> cell.component().fullName() + " " + cell.present() + " " + cell.by() + " "
                        + cell.inRecord() + " " + cell.inStep())
                .containsExactly("Invoices true Dana Dev true false", "More false null false false"));
        room.unreachable.add("dev");
        assertThat(board.look()).extracting(Board.Copy::look).containsExactly(Board.NOT_REACHABLE);
        assertThat(board.components(change.number())).singleElement().satisfies(column -> assertThat(column.problem())
                .contains("dev did not answer"));
    }

    @Test
    void a_change_is_pushed_to_further_environments_where_only_sluice_has_a_say() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        FakeOrg other = room.also("qa");
        assertThat(((PushResult.NotPrepared) sync.pushAlso(change.number(), "qa", "dev")).sentence())
                .contains("not prepared");
        other.objects.putAll(dev.objects);
        other.help.putAll(dev.help);

        assertThat(sync.pushAlso(change.number(), "qa", "dev")).isEqualTo(new PushResult.Pushed("qa", 1));
        assertThat(room.changes.require(change.number()).sandbox()).isEqualTo("dev");
        assertThat(other.items).hasSize(1);
        other.item(change.globalId().toString(), "ApexClass:Foreign", "Change");
        sync.pushAlso(change.number(), "qa", "dev");
        assertThat(other.items).hasSize(1);
        assertThat(board.syncs(change.number()).get(0).differences())
                .extracting(SyncRecord.Change::what)
                .containsExactly("removed");
        assertThat(((PushResult.NotPrepared) sync.pushAlso(change.number(), "production", "dev")).sentence())
                .contains("is production");
        assertThat(room.evidence.last("change-request-pushed-also").actor()).isEqualTo("dev");
        assertThat(board.copies(change.number()))
                .extracting(Board.Copy::environment)
                .containsExactly("dev", "qa");
    }

    @Test
    void an_org_that_can_not_be_asked_leaves_a_record_of_the_failed_sync() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        room.unreachable.add("dev");
        assertThatThrownBy(() -> sync.pull(change.number(), "dev")).isInstanceOf(OrgException.class);
        assertThat(board.syncs(change.number()).get(0).result()).isEqualTo("failed");
        assertThat(board.syncs(change.number()).get(0).words()).contains("dev did not answer");
    }

    private Map<String, Object> item(String text) {
        return dev.items.values().stream()
                .filter(item -> text.equals(item.get("Type__c") + ":" + item.get("Full_Name__c")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> words(List<ScopeItem> items) {
        return items.stream().map(ScopeItem::words).toList();
    }

    @Test
    void a_scope_is_stated_in_the_sandbox_and_nothing_changes_here() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");

        ScopeResult result = sync.stateScope(change.number(), " ApexClass: Payments \n\nApexClass:Invoices", "dev");

        assertThat(result).isInstanceOf(ScopeResult.Accepted.class);
        assertThat(sync.statedScope(change.number())).containsExactly("ApexClass:Invoices", "ApexClass:Payments");
        assertThat(record(change)).containsEntry("Number__c", "CR-000001");
        assertThat(room.changes.scope(change.number()).items()).hasSize(1);
        assertThat(room.evidence.last("scope-stated").actor()).isEqualTo("dev");
    }

    @Test
    void stating_a_scope_mends_a_record_that_was_no_item_and_keeps_its_identity() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        Object id = item("ApexClass:Invoices").get("Global_Id__c");
        item("ApexClass:Invoices").put("Type__c", "Apexclas");
        dev.item(change.globalId().toString(), "Apexclas:Foreign", "Change");
        assertThat(sync.statedScope(change.number()))
                .containsExactlyInAnyOrder("Apexclas:Invoices", "Apexclas:Foreign");

        sync.stateScope(change.number(), "ApexClass:Invoices", "dev");

        assertThat(dev.items.values()).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("Global_Id__c", id)
                .containsEntry("Type__c", "ApexClass"));
        assertThat(sync.pull(change.number(), "dev")).isInstanceOf(PullResult.Unchanged.class);
    }

    @Test
    void a_scope_that_can_not_be_stated_is_refused_by_line() {
        ChangeRequest change = room.approved("ApexClass:Invoices", "");
        assertThat(refused(change, "ApexClass:A")).singleElement().asString().contains("in no sandbox yet");
        sync.push(change.number(), "dev", "rita");

        assertThat(refused(change, "ApexClass:A\nnonsense\nApexClass:a")).hasSize(2);
        assertThat(refused(change, "\n")).singleElement().asString().contains("empty");
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
    void an_item_of_the_scope_that_is_gone_from_an_org_without_tracking_is_offered_as_deleted() {
        ChangeRequest change = pushed("ApexClass:Invoices\nApexClass:Old", "");

        assertThat(sync.changedSincePush(change.number())).singleElement().satisfies(gone -> {
            assertThat(gone.component()).isEqualTo(new Component("ApexClass", "Old"));
            assertThat(gone.deleted()).isTrue();
            assertThat(gone.inScope()).isTrue();
        });
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
                .isEqualTo(new PullResult.NotAsStated(
                        List.of(new Component("ApexClass", "Fresh"), new Component("Flow", "Remind")), List.of()));
        assertThat(room.changes.scope(change.number()).revision()).isEqualTo(1);
    }

    @Test
    void what_is_to_be_deleted_and_is_still_there_is_named_until_it_is_deleted() {
        dev.has("ApexClass:Invoices", "ApexClass:Old");
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        dev.item(change.globalId().toString(), "ApexClass:OLD", "Delete");
        dev.item(change.globalId().toString(), "StandardValueSet:Industry", "Delete");

        assertThat(sync.pull(change.number(), "dev"))
                .isEqualTo(new PullResult.NotAsStated(List.of(), List.of(new Component("ApexClass", "Old"))));
        assertThat(room.changes.scope(change.number()).revision()).isEqualTo(1);

        dev.lost("ApexClass:Old");
        assertThat(sync.pull(change.number(), "dev")).isInstanceOf(PullResult.ScopeChanged.class);
        assertThat(room.changes.scope(change.number()).items())
                .extracting(ScopeItem::words)
                .containsExactly(
                        "ApexClass:Invoices", "deletion of ApexClass:OLD", "deletion of StandardValueSet:Industry");
    }

    @Test
    void another_scope_is_taken_over_as_a_new_revision_that_nobody_approved() {
        ChangeRequest change = pushed("ApexClass:Invoices\nApexClass:Old", "");
        dev.has("ApexClass:Payments");
        dev.items.remove(item("ApexClass:Old").get("Id"));
        dev.item(change.globalId().toString(), "ApexClass:PAYMENTS", "Change");

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
    void records_that_are_no_items_are_named_one_by_one() {
        ChangeRequest change = pushed("ApexClass:Invoices", "");
        dev.item(change.globalId().toString(), "ApexClass:Invoices", "Change");
        dev.item(change.globalId().toString(), "ApexClas:Typo", "Change");
        dev.item(change.globalId().toString(), "ApexClass:What", "Something");
        assertThat(((PullResult.Unreadable) sync.pull(change.number(), "dev")).problems())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains("\"ApexClass:Invoices\"", "Development", "named twice"),
                        one -> assertThat(one).contains("\"ApexClas:Typo\"", "ApexClas"),
                        one -> assertThat(one).contains("\"ApexClass:What\"", "kind \"Something\" is unknown"));

        dev.items.clear();
        assertThat(((PullResult.Unreadable) sync.pull(change.number(), "dev")).problems())
                .singleElement()
                .asString()
                .contains("is empty");
        record(change).put("Title__c", " ");
        assertThat(((PullResult.Unreadable) sync.pull(change.number(), "dev")).problems())
                .contains("The name is empty.");
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
        record(change).put("Title__c", "Mine");

        sync.syncStatus(
                change.number(), List.of(new DeploymentState("DEP-000001", "production", "Deployed")), "sluice");

        assertThat(record(change))
                .containsEntry("Status__c", "Completed")
                .containsEntry("Approval__c", "Approved in Sluice, revision 1")
                .containsEntry("Title__c", "Mine");
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
