package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ScopeItem;
import io.sluice.metadata.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Scope page and Tasklist form are two views of one draft, and neither loses what the other did. */
@SluiceTest
class ScopePageAndFormTest {

    private static final ScopeItem RATING =
            new ScopeItem(new Component("ApexClass", "VisitRating"), ScopeItem.Kind.EXISTING);
    private static final String OUTDATED =
            "The scope was changed on the scope page after this form was opened; open the task anew,"
                    + " so that nothing of it is lost.";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private ScopeTasks tasks;

    @Autowired
    private ChangeRequests changes;

    private OrgPair orgs;
    private Journey change;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
        change.run();
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    private List<String> add(ScopeItem item, String person, String... roles) {
        return tasks.edit(change.number(), (draft, problems) -> draft.with(List.of(item)), person, Set.of(roles));
    }

    private ScopeTask task() {
        return tasks.find(change.number()).orElseThrow();
    }

    private static Map<String, Object> form(String existing, String version) {
        return new HashMap<>(Map.of(
                "existing",
                existing,
                "proposed",
                "",
                "deletions",
                "",
                "additionalApprovers",
                "",
                "scopeVersion",
                version));
    }

    @Test
    void what_the_page_saves_is_what_the_form_shows_when_it_is_opened() {
        assertThat(add(RATING, "rita")).isEmpty();

        assertThat(change.shown("Define scope", "rita", "existing")).isEqualTo("ApexClass:VisitRating");
        assertThat(change.shown("Define scope", "rita", "scopeVersion")).isEqualTo("2");
        change.complete("Define scope", "rita", form("ApexClass:VisitRating", "2"));
        assertThat(changes.scope(change.number()).items()).containsExactly(RATING);
    }

    @Test
    void a_form_that_was_opened_before_the_page_saved_is_refused_and_nothing_is_lost() {
        String opened = (String) change.shown("Define scope", "rita", "scopeVersion");
        add(RATING, "rita");

        assertThat(change.refused("Define scope", "rita", form("Layout:Site_Visit__c-Site Visit Layout", opened)))
                .isEqualTo(OUTDATED);

        assertThat(tasks.draft(change.number(), task()).scope().items()).containsExactly(RATING);
    }

    @Test
    void an_edit_that_changes_nothing_outdates_no_form() {
        add(RATING, "rita");
        String version = task().version();
        add(RATING, "rita");

        assertThat(task().version()).isEqualTo(version);
    }

    @Test
    void a_problem_saves_nothing() {
        assertThat(tasks.edit(
                        change.number(),
                        (draft, problems) -> {
                            problems.add("No.");
                            return draft.with(List.of(RATING));
                        },
                        "rita",
                        Set.of()))
                .containsExactly("No.");
        assertThat(tasks.draft(change.number(), task()).scope().items()).isEmpty();
    }

    @Test
    void only_the_requester_and_whom_the_task_belongs_to_may_edit() {
        assertThat(add(RATING, "dev", "developer"))
                .singleElement()
                .asString()
                .contains("can be edited by rita, who asked for the change");
        assertThat(tasks.draft(change.number(), task()).scope().items()).isEmpty();
    }

    @Test
    void without_an_open_task_that_states_a_scope_nothing_can_be_edited() {
        change.complete("Define scope", "rita", form("ApexClass:VisitRating", "1"));

        assertThat(tasks.find(change.number())).isEmpty();
        assertThat(add(RATING, "rita"))
                .containsExactly(
                        "The scope of " + change.number() + " can't be edited any more: its task was completed.");
    }

    @Test
    void in_the_sandbox_an_edit_goes_to_the_record_there_and_outdates_the_form() {
        change.toMakeChanges("ApexClass:VisitRating", "");
        assertThat(task().inSandbox()).isTrue();
        ScopeItem handler = new ScopeItem(new Component("ApexClass", "VisitRatingTest"), ScopeItem.Kind.DELETION);

        assertThat(add(handler, "dev", "developer")).isEmpty();

        assertThat(tasks.draft(change.number(), task()).scope().items()).containsExactly(RATING, handler);
        assertThat(change.shown("Make changes", "dev", "scope"))
                .isEqualTo("ApexClass:VisitRating\ndelete ApexClass:VisitRatingTest");
        Map<String, Object> old = Map.of("scope", "ApexClass:VisitRating", "next", "done", "scopeVersion", "1");
        assertThat(change.refused("Make changes", "dev", old)).isEqualTo(OUTDATED);
    }

    @Test
    void the_approver_sees_which_other_open_change_touches_the_same() {
        Journey other = Journey.begin(context, orgs, "rita", "Minor");
        other.run();
        other.complete("Define scope", "rita", form("ApexClass:VisitRating", "1"));
        change.complete("Define scope", "rita", form("ApexClass:VisitRating", "1"));

        assertThat(String.valueOf(change.shown("Approve change request", "anna", "overlaps")))
                .contains(other.number() + " Rate visits", "rita", "ApexClass:VisitRating");
        other.abandon();
    }
}
