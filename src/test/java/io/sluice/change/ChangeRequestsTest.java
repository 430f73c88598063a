package io.sluice.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeRequestsTest {

    private final ChangeRoom room = new ChangeRoom();
    private final ChangeRequests changes = room.changes;

    @Test
    void a_raised_change_request_has_a_number_and_is_in_progress() {
        ChangeRequest change = room.raised();

        assertThat(change.number()).isEqualTo("CR-000001");
        assertThat(change.status()).isEqualTo(ChangeStatus.IN_PROGRESS);
        assertThat(change.revision()).isZero();
        assertThat(change.approvedRevision()).isNull();
        assertThat(changes.find("CR-000001")).contains(change);
        assertThat(room.raised().number()).isEqualTo("CR-000002");
        assertThat(room.evidence.kinds("CR-000001")).containsExactly("change-request-raised");
    }

    @Test
    void everything_wrong_with_a_new_change_request_is_said_at_once_and_nothing_is_saved() {
        RaiseResult result = changes.raise(new NewChange("  ", "Tiny", ""), "rita", "pi");

        assertThat(((RaiseResult.Refused) result).problems())
                .containsExactly(
                        "The name is empty.",
                        "The change type \"Tiny\" is unknown; choose Minor, Standard, Major or Emergency.",
                        "The overview is empty.");
        assertThat(changes.list(ChangeFilter.ALL)).isEmpty();
    }

    @Test
    void a_name_or_an_overview_that_is_too_long_is_refused() {
        RaiseResult result = changes.raise(new NewChange("n".repeat(121), "Major", "o".repeat(4001)), "rita", "pi");

        assertThat(((RaiseResult.Refused) result).problems())
                .containsExactly(
                        "The name has 121 characters; at most 120 are possible.",
                        "The overview has 4001 characters; at most 4000 are possible.");
    }

    @Test
    void an_unknown_number_is_said_by_name() {
        assertThat(changes.find("CR-000009")).isEmpty();
        assertThatThrownBy(() -> changes.require("CR-000009"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CR-000009");
        assertThatThrownBy(() -> changes.defineScope("CR-000009", "ApexClass:A", "", "", List.of(), "rita"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_list_is_filtered_by_status_requester_and_text() {
        String one = room.raised().number();
        String other = ((RaiseResult.Raised)
                        changes.raise(new NewChange("100% discount", "Major", "For friends"), "dev", "pi"))
                .change()
                .number();
        changes.happened(other, ChangeFact.CANCELLED, "dev", "no money");

        assertThat(numbers(ChangeFilter.ALL)).containsExactly(other, one);
        assertThat(numbers(new ChangeFilter(ChangeStatus.CANCELLED, null, null)))
                .containsExactly(other);
        assertThat(numbers(new ChangeFilter(null, "rita", null))).containsExactly(one);
        assertThat(numbers(new ChangeFilter(null, null, "FRIENDS"))).containsExactly(other);
        assertThat(numbers(new ChangeFilter(null, null, "100%"))).containsExactly(other);
        assertThat(numbers(new ChangeFilter(null, null, "1_0"))).isEmpty();
    }

    private List<String> numbers(ChangeFilter filter) {
        return changes.list(filter).stream().map(ChangeRequest::number).toList();
    }

    @Test
    void blank_lines_and_spaces_in_a_scope_do_not_matter() {
        String number = room.raised().number();

        ScopeResult result = changes.defineScope(
                number,
                "\n  ApexClass : Invoices \r\n\n",
                "CustomField:Invoice__c.Due__c",
                "ApexClass:OldInvoices",
                List.of("anna", " ", "anna"),
                "rita");

        Scope scope = ((ScopeResult.Accepted) result).scope();
        assertThat(scope.revision()).isEqualTo(1);
        assertThat(scope.items())
                .containsExactly(
                        new ScopeItem(new Component("ApexClass", "Invoices"), ScopeItem.Kind.EXISTING),
                        new ScopeItem(new Component("ApexClass", "OldInvoices"), ScopeItem.Kind.DELETION),
                        new ScopeItem(new Component("CustomField", "Invoice__c.Due__c"), ScopeItem.Kind.PROPOSED));
        assertThat(scope.additionalApprovers()).containsExactly("anna");
        assertThat(changes.scope(number)).isEqualTo(scope);
        assertThat(room.evidence.last("scope-defined").details())
                .containsEntry("revision", 1)
                .containsEntry("existing", List.of("ApexClass:Invoices"))
                .containsEntry("proposed", List.of("CustomField:Invoice__c.Due__c"))
                .containsEntry("deletions", List.of("ApexClass:OldInvoices"));
    }

    @Test
    void every_bad_line_is_named_with_its_text_and_reason() {
        String number = room.raised().number();

        ScopeResult result = changes.defineScope(
                number,
                "ApexClas:Invoices\njust words\nApexClass:In voices\nApexClass:A\nApexClass:a\n",
                "CustomField:Invoice__c.Due\nApexClass:A",
                "ApexClass:B2b\nAPEXCLASS",
                List.of("zoe", "rita"),
                "rita");

        List<String> problems = ((ScopeResult.Refused) result).problems();
        assertThat(problems).hasSize(9);
        assertThat(problems.get(0))
                .startsWith(
                        "Line 1 of the existing customizations, \"ApexClas:Invoices\": Salesforce has no metadata type");
        assertThat(problems.get(1)).contains("Line 2", "\"just words\"", "Type:FullName");
        assertThat(problems.get(2)).contains("Line 3", "\"ApexClass:In voices\"", "for example ApexClass:");
        assertThat(problems.get(3)).contains("Line 5", "named already in line 4");
        assertThat(problems.get(4)).contains("Line 1 of the proposed customizations", "__c");
        assertThat(problems.get(5)).contains("Line 2 of the customizations to delete", "\"APEXCLASS\"");
        assertThat(problems.get(6)).contains("ApexClass:A is named both as existing and as proposed");
        assertThat(problems.get(7)).contains("\"zoe\" has no account");
        assertThat(problems.get(8)).contains("rita asked for this change");
        assertThat(changes.require(number).revision()).isZero();
    }

    @Test
    void an_empty_scope_is_refused() {
        ScopeResult result = changes.defineScope(room.raised().number(), " \n", "", "", List.of(), "rita");

        assertThat(((ScopeResult.Refused) result).problems())
                .singleElement()
                .asString()
                .startsWith("The scope is empty");
    }

    @Test
    void a_revision_is_written_only_when_something_changed_and_old_ones_stay_readable() {
        String number = room.raised().number();
        room.defined(number, "ApexClass:A", "");
        assertThat(room.defined(number, "ApexClass:A", "").revision()).isEqualTo(1);
        assertThat(room.defined(number, "ApexClass:A\nApexClass:B", "").revision())
                .isEqualTo(2);

        assertThat(changes.scope(number, 1).items()).hasSize(1);
        assertThat(changes.scope(number, 0).items()).isEmpty();
        assertThatThrownBy(() -> changes.scope(number, 3)).hasMessageContaining("no revision 3");
        assertThat(room.evidence.kinds(number))
                .containsExactly("change-request-raised", "scope-defined", "scope-defined");
    }

    @Test
    void a_rejected_change_request_is_stated_anew_and_put_on_evidence_once() {
        String number = room.raised().number();
        room.defined(number, "ApexClass:A", "");
        changes.happened(number, ChangeFact.SUBMITTED, "rita", "");
        changes.happened(number, ChangeFact.REJECTED, "anna", "Say why");

        NewChange anew = new NewChange(" Show due dates ", "Major", "Payments are late without them");
        assertThat(changes.restate(number, anew, "rita")).isEmpty();
        assertThat(changes.restate(number, anew, "rita")).isEmpty();

        ChangeRequest change = changes.require(number);
        assertThat(change.name()).isEqualTo("Show due dates");
        assertThat(change.type()).isEqualTo(ChangeType.MAJOR);
        assertThat(change.overview()).isEqualTo("Payments are late without them");
        assertThat(room.evidence.kinds(number)).containsOnlyOnce("change-request-restated");
    }

    @Test
    void a_wrong_restatement_names_everything_wrong_and_changes_nothing() {
        ChangeRequest before = room.raised();

        assertThat(changes.restate(before.number(), new NewChange(" ", "Huge", ""), "rita"))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("name is empty"))
                .anyMatch(problem -> problem.contains("\"Huge\" is unknown"))
                .anyMatch(problem -> problem.contains("overview is empty"));
        assertThat(changes.require(before.number())).isEqualTo(before);
    }

    @Test
    void what_is_under_approval_can_not_be_stated_anew() {
        ChangeRequest change = room.raised();
        room.defined(change.number(), "ApexClass:A", "");
        changes.happened(change.number(), ChangeFact.SUBMITTED, "rita", "");

        assertThat(changes.restate(change.number(), new NewChange("Another", "Minor", "Another"), "rita"))
                .singleElement()
                .asString()
                .contains("Pending Approval");
        assertThat(changes.require(change.number()).name()).isEqualTo(change.name());
    }

    @Test
    void a_scope_under_approval_can_not_be_changed() {
        String number = room.raised().number();
        room.defined(number, "ApexClass:A", "");
        changes.happened(number, ChangeFact.SUBMITTED, "rita", "");

        ScopeResult result = changes.defineScope(number, "ApexClass:B", "", "", List.of(), "rita");

        assertThat(((ScopeResult.Refused) result).problems())
                .singleElement()
                .asString()
                .contains("Pending Approval");
    }

    @Test
    void a_scope_is_checked_against_production_with_one_call_per_type() {
        room.production.has("ApexClass:Invoices", "ApexClass:Payments", "CustomField:Invoice__c.Amount__c");
        String number = room.raised().number();
        room.defined(
                number,
                "ApexClass:Invoices\nApexClass:Payments\nStandardValueSet:LeadSource",
                "CustomField:Invoice__c.Due__c");

        assertThat(changes.checkScope(number)).isInstanceOf(ScopeResult.Accepted.class);
        assertThat(room.production.listed).containsExactlyInAnyOrder("ApexClass", "CustomField");
        assertThat(room.evidence.last("scope-checked").details()).containsEntry("outcome", "accepted");
    }

    @Test
    void what_does_not_fit_production_is_named_with_what_was_probably_meant() {
        room.production.has("ApexClass:InvoiceService", "CustomField:Invoice__c.Due__c");
        String number = room.raised().number();
        room.defined(
                number,
                "ApexClass:InvoiceServise\nApexClass:invoiceservice\nApexClass:Warehouse\nFlow:Remind",
                "CustomField:Invoice__c.due__c");

        ScopeResult.Refused refused = (ScopeResult.Refused) changes.checkScope(number);

        assertThat(refused.problems())
                .containsExactlyInAnyOrder(
                        "ApexClass:InvoiceServise does not exist in Production. Did you mean ApexClass:InvoiceService?",
                        "ApexClass:invoiceservice does not exist in Production; did you mean ApexClass:InvoiceService?"
                                + " Upper and lower case differ.",
                        "ApexClass:Warehouse does not exist in Production. If the change is to create it, name it as"
                                + " proposed.",
                        "Production does not know the metadata type Flow, named by Flow:Remind; its edition or its API"
                                + " version has no such type.",
                        "CustomField:Invoice__c.due__c is proposed, but exists already in Production as"
                                + " CustomField:Invoice__c.Due__c; name it as existing.");
        assertThat(changes.require(number).status()).isEqualTo(ChangeStatus.IN_PROGRESS);
    }

    @Test
    void what_was_created_in_the_sandbox_exists_although_production_lacks_it() {
        room.dev.has("ApexClass:Fresh");
        String number = room.raised().number();
        room.defined(number, "ApexClass:Fresh", "");
        assertThat(changes.checkScope(number)).isInstanceOf(ScopeResult.Refused.class);

        changes.chooseSandbox(number, "dev", "rita");

        assertThat(changes.checkScope(number)).isInstanceOf(ScopeResult.Accepted.class);
    }

    @Test
    void a_scope_can_not_be_checked_without_a_scope_or_without_production() {
        String number = room.raised().number();
        assertThat(((ScopeResult.Refused) changes.checkScope(number)).problems())
                .containsExactly("The scope of CR-000001 is not defined yet.");

        room.defined(number, "ApexClass:A", "");
        room.environments.removeIf(environment -> environment.kind().isProduction());

        assertThat(((ScopeResult.Refused) changes.checkScope(number)).problems())
                .singleElement()
                .asString()
                .contains("no production environment", "/environments");
    }

    @Test
    void the_status_follows_from_what_happened() {
        String number = room.raised().number();
        room.defined(number, "ApexClass:A", "");
        changes.happened(number, ChangeFact.SUBMITTED, "rita", "");
        ChangeRequest rejected = changes.happened(number, ChangeFact.REJECTED, "anna", "too early");
        assertThat(rejected.status()).isEqualTo(ChangeStatus.REJECTED);
        assertThat(rejected.statusReason()).isEqualTo("too early");

        changes.happened(number, ChangeFact.REOPENED, "rita", "");
        changes.happened(number, ChangeFact.SUBMITTED, "rita", "");
        ChangeRequest approved = changes.happened(number, ChangeFact.APPROVED, "anna", "");
        assertThat(approved.approvedRevision()).isEqualTo(1);
        assertThat(approved.statusReason()).isNull();
        assertThat(changes.happened(number, ChangeFact.COMPLETED, "mara", "").status())
                .isEqualTo(ChangeStatus.COMPLETED);
        assertThat(room.evidence.kinds(number)).endsWith("change-request-approved", "change-request-completed");
    }

    @ParameterizedTest
    @EnumSource(ChangeFact.class)
    void nothing_can_happen_to_a_cancelled_change_request(ChangeFact fact) {
        String number = room.raised().number();
        changes.happened(number, ChangeFact.CANCELLED, "rita", "not needed");

        assertThatThrownBy(() -> changes.happened(number, fact, "rita", "because"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Cancelled")
                .hasMessageContaining(fact.name());
    }

    @Test
    void impossible_facts_are_refused_by_status_and_name() {
        String number = room.raised().number();

        assertThatThrownBy(() -> changes.happened(number, ChangeFact.APPROVED, "anna", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("CR-000001 is In Progress; APPROVED can't happen to it");
        assertThatThrownBy(() -> changes.happened(number, ChangeFact.SUBMITTED, "rita", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no scope yet");
        assertThatThrownBy(() -> changes.happened(number, ChangeFact.CANCELLED, "rita", "  "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
        assertThat(changes.require(number).status()).isEqualTo(ChangeStatus.IN_PROGRESS);
    }

    @Test
    void a_scope_that_came_back_becomes_a_new_revision_once() {
        ChangeRequest change = room.approved("ApexClass:A", "");
        List<ScopeItem> items = List.of(
                new ScopeItem(new Component("ApexClass", "A"), ScopeItem.Kind.EXISTING),
                new ScopeItem(new Component("ApexClass", "B"), ScopeItem.Kind.EXISTING));

        assertThat(changes.takeOver(change.number(), items, "dev").revision()).isEqualTo(2);
        assertThat(changes.takeOver(change.number(), items, "dev").revision()).isEqualTo(2);

        assertThat(changes.require(change.number()).approvedRevision()).isEqualTo(1);
        assertThatThrownBy(() -> changes.takeOver(change.number(), List.of(), "dev"))
                .isInstanceOf(IllegalArgumentException.class);
        changes.happened(change.number(), ChangeFact.CANCELLED, "rita", "over");
        assertThatThrownBy(() -> changes.takeOver(change.number(), items, "dev"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Cancelled");
    }

    @Test
    void a_proposed_item_that_was_found_is_existing_and_no_difference() {
        ChangeRequest change = room.approved("", "ApexClass:Fresh");
        Scope before = changes.scope(change.number());

        changes.resolveProposed(change.number(), List.of(new Component("ApexClass", "Fresh")), "dev");
        changes.resolveProposed(change.number(), List.of(new Component("ApexClass", "Fresh")), "dev");

        Scope after = changes.scope(change.number());
        assertThat(after.items().get(0).kind()).isEqualTo(ScopeItem.Kind.EXISTING);
        assertThat(after.revision()).isEqualTo(1);
        assertThat(before.differenceTo(after).isEmpty()).isTrue();
        assertThat(room.evidence.kinds(change.number()))
                .filteredOn("proposed-items-resolved"::equals)
                .hasSize(1);
    }

    @Test
    void an_unknown_environment_is_no_sandbox() {
        String number = room.raised().number();

        assertThatThrownBy(() -> changes.chooseSandbox(number, "nowhere", "rita"))
                .hasMessageContaining("nowhere");
        changes.chooseSandbox(number, "dev", "rita");
        assertThat(changes.require(number).sandbox()).isEqualTo("dev");
    }

    @Test
    void of_two_facts_at_the_same_moment_the_later_one_sees_the_earlier_one() throws Exception {
        String number = room.raised().number();
        room.defined(number, "ApexClass:A", "");
        changes.happened(number, ChangeFact.SUBMITTED, "rita", "");
        CountDownLatch approvedButNotCommitted = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> approving = threads.submit(() -> room.transaction.executeWithoutResult(status -> {
                changes.happened(number, ChangeFact.APPROVED, "anna", "");
                approvedButNotCommitted.countDown();
                await(commit);
            }));
            await(approvedButNotCommitted);
            Future<?> rejecting =
                    threads.submit(() -> changes.happened(number, ChangeFact.REJECTED, "ben", "too late"));
            commit.countDown();

            approving.get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> rejecting.get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Approved; REJECTED");
        } finally {
            threads.shutdownNow();
        }
        assertThat(changes.require(number).status()).isEqualTo(ChangeStatus.APPROVED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
