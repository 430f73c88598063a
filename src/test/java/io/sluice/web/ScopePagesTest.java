package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.change.ChangeStatus;
import io.sluice.change.Overlap;
import io.sluice.change.PastedScope;
import io.sluice.change.ScopeDraft;
import io.sluice.change.ScopeItem;
import io.sluice.inventory.InventoryComponent;
import io.sluice.inventory.InventoryFilter;
import io.sluice.inventory.InventoryState;
import io.sluice.inventory.TypeState;
import io.sluice.metadata.Component;
import io.sluice.process.ScopeTask;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.SandboxChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ScopePagesTest {

    private static final String PAGE = "/changes/CR-000012/scope";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;
    private final List<InventoryFilter> asked = new ArrayList<>();

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
        rooms.scopeTask = Optional.of(task(false));
        rooms.draft = () -> ScopeDraft.read("ApexClass:Kept", "", "Layout:O__c-Old");
        rooms.search = (filter, after) -> {
            asked.add(filter);
            return List.of(
                    new InventoryComponent(new Component("ApexClass", "Kept"), "", "Dana Dev", Samples.NOW),
                    new InventoryComponent(new Component("ApexClass", "acme__Tool"), "acme", null, null));
        };
        rooms.inventory = inventory(InventoryState.Activity.RESTING, null, false);
    }

    private static ScopeTask task(boolean inSandbox) {
        return new ScopeTask(
                "task-1",
                inSandbox ? "Make changes" : "Define scope",
                inSandbox,
                inSandbox ? null : "rita",
                inSandbox ? List.of("developer") : List.of(),
                List.of(),
                "1");
    }

    private static InventoryState inventory(InventoryState.Activity activity, String problem, boolean otherOrg) {
        Instant hourAgo = Samples.NOW.minusSeconds(3600);
        return new InventoryState(
                "production",
                activity,
                hourAgo,
                hourAgo,
                10,
                4,
                InventoryState.Means.AUDIT,
                problem,
                otherOrg,
                List.of(
                        new TypeState("ApexClass", hourAgo, hourAgo, null),
                        new TypeState("Report", null, null, "Listing Report: the org stumbled")));
    }

    private String open(String address, String person, String... groups) throws Exception {
        return web.open(address, person, groups)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String send(MockHttpServletRequestBuilder request, String person, String... groups) throws Exception {
        return web.send(request.header("HX-Request", "true"), person, groups)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void the_requester_sees_what_there_is_and_what_is_picked() throws Exception {
        String page = open(PAGE, "rita");

        assertThat(page)
                .contains("Pick from", "Production", "acme__Tool", "Dana Dev", "Propose what does not exist yet")
                .contains("What you do here is kept in the task &quot;Define scope&quot;.")
                .containsSubsequence("Existing", "Kept", "To be deleted", "O__c-Old")
                .contains("Inventory refreshed", "1 types could not be listed", "Listing Report: the org stumbled")
                .contains("audit trail");
        assertThat(rooms.done).contains("rita opened the inventory of production");
    }

    @Test
    void what_is_in_the_scope_already_is_marked_and_can_not_be_added_again() throws Exception {
        String page = open(PAGE, "rita");

        assertThat(page).contains("Add ApexClass:acme__Tool").doesNotContain("Add ApexClass:Kept");
    }

    @Test
    void who_may_not_edit_sees_the_scope_and_why() throws Exception {
        assertThat(open(PAGE, "audrey", "auditor"))
                .contains("You can look, but not edit: that is for rita")
                .contains("Kept")
                .doesNotContain("Add ApexClass:acme__Tool", "Remove ApexClass:Kept", "Paste a list");
    }

    @Test
    void without_an_open_task_the_page_shows_the_scope_and_why_it_is_closed() throws Exception {
        rooms.scopeTask = Optional.empty();

        assertThat(open(PAGE, "rita"))
                .contains("The scope can&#39;t be edited now: the change request is Approved")
                .contains(Samples.LAYOUT.fullName())
                .doesNotContain("Paste a list");
    }

    @Test
    void an_unknown_change_request_and_a_missing_production_are_said() throws Exception {
        web.open("/changes/CR-999999/scope", "rita").andExpect(status().isNotFound());
        rooms.environments.clear();

        assertThat(open(PAGE, "rita")).contains("No production environment is registered");
    }

    @Test
    void each_field_of_the_filter_reaches_the_search_and_the_last_day_counts_whole() throws Exception {
        open(PAGE + "/hits?type=ApexClass&in=own&by=Dana%20Dev&from=2026-11-01&to=2026-11-24&name=%20visit%20", "rita");

        assertThat(asked)
                .containsExactly(new InventoryFilter(
                        "ApexClass",
                        InventoryFilter.OWN,
                        "Dana Dev",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-25T00:00:00Z"),
                        "visit"));
        open(PAGE + "/hits?type=&in=package:acme", "rita");
        assertThat(asked.get(1)).isEqualTo(new InventoryFilter(null, "acme", null, null, null, null));
        web.open(PAGE + "/hits?from=yesterday", "rita").andExpect(status().isBadRequest());
    }

    @Test
    void a_long_list_comes_in_pages() throws Exception {
        List<Component> after = new ArrayList<>();
        rooms.search = (filter, last) -> {
            after.add(last);
            return IntStream.rangeClosed(1, ScopeViews.PAGE_SIZE + 1)
                    .mapToObj(n ->
                            new InventoryComponent(new Component("ApexClass", "C%03d".formatted(n)), "", null, null))
                    .toList();
        };

        assertThat(open(PAGE + "/hits", "rita"))
                .contains("Show more", "after=ApexClass:C050")
                .doesNotContain("C051");
        assertThat(open(PAGE + "/hits?after=ApexClass:C050", "rita")).startsWith("<tbody>");
        assertThat(after).containsExactly(null, new Component("ApexClass", "C050"));
    }

    @Test
    void counts_are_told_type_by_type() throws Exception {
        assertThat(open(PAGE + "/counts?name=x", "rita")).contains("ApexClass", "<b>2</b>");
    }

    @Test
    void an_item_is_added_and_its_hit_is_marked() throws Exception {
        String answer = send(post(PAGE + "/add?component=ApexClass:New"), "rita");

        assertThat(rooms.draft.get().components()).contains(new Component("ApexClass", "New"));
        assertThat(answer)
                .contains("hx-swap-oob=\"true\"", ScopeViews.mark(new Component("ApexClass", "New")))
                .contains("3 items");
    }

    @Test
    void an_item_is_taken_as_a_deletion_and_another_is_removed() throws Exception {
        send(post(PAGE + "/add?component=ApexClass:Gone&kind=deletion"), "rita");
        send(post(PAGE + "/remove?component=ApexClass:Kept"), "rita");

        assertThat(rooms.draft.get().text(ScopeItem.Kind.DELETION)).isEqualTo("ApexClass:Gone\nLayout:O__c-Old");
        assertThat(rooms.draft.get().text(ScopeItem.Kind.EXISTING)).isEmpty();
    }

    @Test
    void what_the_advice_is_against_is_not_added_and_the_reason_shown() throws Exception {
        rooms.adviceAgainst = Optional.of("It exists already.");

        assertThat(send(post(PAGE + "/propose?type=ApexClass&name=New"), "rita"))
                .contains("It exists already.");
        assertThat(rooms.draft.get().components()).doesNotContain(new Component("ApexClass", "New"));
        assertThat(open(PAGE + "/check?type=ApexClass&name=New", "rita")).contains("It exists already.");
        assertThat(send(post(PAGE + "/propose?type=&name="), "rita")).contains("State the type and the name");
    }

    @Test
    void while_a_name_is_typed_an_example_or_the_answer_is_shown() throws Exception {
        assertThat(open(PAGE + "/check?type=CustomField", "rita")).contains("Invoice__c.Amount__c");
        assertThat(open(PAGE + "/check?type=ApexClass&name=New", "rita")).contains("This can be proposed.");
    }

    @Test
    void a_pasted_list_is_shown_with_its_wrong_lines_and_kept_only_by_a_second_step() throws Exception {
        rooms.pasted = text -> new PastedScope(
                "CSV",
                List.of(new ScopeItem(new Component("ApexClass", "Right"), ScopeItem.Kind.EXISTING)),
                List.of(new PastedScope.Wrong(7, "wrong", "It is <no> type.")));

        assertThat(send(post(PAGE + "/paste").param("list", "x"), "rita"))
                .contains("Read as CSV.", "1 line can&#39;t be added", "<td>7</td>", "It is &lt;no&gt; type.")
                .contains("Leave the wrong lines out and add 1 item");
        assertThat(rooms.draft.get().components()).doesNotContain(new Component("ApexClass", "Right"));

        web.send(post(PAGE + "/paste/keep").param("list", "x").header("HX-Request", "true"), "rita")
                .andExpect(status().isOk())
                .andExpect(header().string("HX-Trigger", "list-kept"));
        assertThat(rooms.draft.get().components()).contains(new Component("ApexClass", "Right"));
    }

    @Test
    void what_changed_in_the_sandbox_is_taken_over_with_deletions_as_such() throws Exception {
        rooms.scopeTask = Optional.of(task(true));
        rooms.sandboxChanges = () -> List.of(
                new SandboxChange(new Component("ApexClass", "Kept"), "Dana Dev", Samples.NOW, true, true),
                new SandboxChange(new Component("Flow", "New"), "Dana Dev", Samples.NOW, false, false));

        assertThat(open(PAGE + "/changed", "dev", "developer"))
                .contains("delete ApexClass:Kept", "deleted", "Flow:New", "Take over what is ticked");
        assertThat(open("/api" + PAGE + "/changed", "dev", "developer"))
                .contains("\"component\":\"ApexClass:Kept\"", "\"by\":\"Dana Dev\"", "\"deleted\":true");
        send(post(PAGE + "/take-over").param("change", "delete ApexClass:Kept", "Flow:New"), "dev", "developer");

        assertThat(rooms.draft.get().text(ScopeItem.Kind.DELETION)).isEqualTo("ApexClass:Kept\nLayout:O__c-Old");
        assertThat(rooms.draft.get().text(ScopeItem.Kind.EXISTING)).isEqualTo("Flow:New");
        assertThat(send(post(PAGE + "/take-over"), "dev", "developer")).contains("Tick what is to be taken over.");
    }

    @Test
    void a_sandbox_that_does_not_answer_is_said_in_its_words() throws Exception {
        rooms.sandboxChanges = () -> {
            throw new OrgException("NETWORK", "no answer");
        };

        assertThat(open(PAGE + "/changed", "rita")).contains("The sandbox could not be asked: no answer");
    }

    @Test
    void while_the_change_is_worked_on_the_sandbox_is_what_is_picked_from() throws Exception {
        rooms.scopeTask = Optional.of(task(true));

        assertThat(open(PAGE, "dev", "developer"))
                .contains("Development")
                .contains("is written to the change request&#39;s record in the sandbox at once")
                .doesNotContain("Propose what does not exist yet");
    }

    @Test
    void other_changes_that_touch_the_same_are_named_on_scope_page_and_change_page() throws Exception {
        rooms.overlaps = List.of(new Overlap(
                "CR-000099",
                "Another thing",
                "olga",
                ChangeStatus.PENDING_APPROVAL,
                List.of(new Component("ApexClass", "Kept"))));

        assertThat(open(PAGE, "rita"))
                .contains("Other open change requests touch the same", "CR-000099", "Pending Approval, owner olga");
        assertThat(open("/changes/CR-000012", "rita"))
                .contains("Other open change requests touch the same", "CR-000099", "ApexClass:Kept");
    }

    @Test
    void a_refresh_is_asked_for_and_watched_until_its_end() throws Exception {
        rooms.inventory = inventory(InventoryState.Activity.RUNNING, null, false);
        assertThat(send(post(PAGE + "/refresh?complete=true"), "rita")).contains("4 of 10 types listed", "every 1s");
        assertThat(rooms.done).contains("rita refreshed production as a whole");

        rooms.inventory = inventory(InventoryState.Activity.RESTING, "The org is down", false);
        web.open(PAGE + "/freshness", "rita").andExpect(header().string("HX-Trigger", "inventory-refreshed"));
        assertThat(open(PAGE + "/freshness", "rita"))
                .contains("The last refresh ended early:", "The org is down")
                .doesNotContain("every 1s");
    }

    @Test
    void another_org_is_said() throws Exception {
        rooms.inventory = inventory(InventoryState.Activity.RESTING, null, true);

        assertThat(open(PAGE, "rita")).contains("is another org now");
    }

    @Test
    void inside_the_tab_there_is_no_navigation_and_the_way_back_stays_there() throws Exception {
        assertThat(open(PAGE + "?compact=true", "rita"))
                .contains("/changes/CR-000012?compact=true")
                .doesNotContain("aria-label=\"Main\"");
    }

    @Test
    void the_json_twin_shows_and_edits_the_same() throws Exception {
        assertThat(open("/api/changes/CR-000012/scope", "rita")).contains("\"name\":\"Kept\"", "\"editable\":true");
        assertThat(open("/api/changes/CR-000012/scope/components?name=tool", "rita"))
                .contains("acme__Tool");
        assertThat(open("/api/changes/CR-000012/scope/inventory", "rita")).contains("Listing Report: the org stumbled");

        String edited = send(
                post("/api/changes/CR-000012/scope")
                        .contentType("application/json")
                        .content("{\"add\":[\"ApexClass:New\"],\"remove\":[\"ApexClass:Kept\"]}"),
                "rita");

        assertThat(edited).contains("\"name\":\"New\"").doesNotContain("\"name\":\"Kept\"");
        rooms.adviceAgainst = Optional.of("It exists already.");
        web.send(
                        post("/api/changes/CR-000012/scope")
                                .contentType("application/json")
                                .content("{\"kind\":\"proposed\",\"add\":[\"ApexClass:Other\"]}"),
                        "rita")
                .andExpect(status().isUnprocessableEntity());
        assertThat(rooms.draft.get().components()).doesNotContain(new Component("ApexClass", "Other"));
    }
}
