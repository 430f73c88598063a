package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependenciesTest {

    private static final Component INVOICES = apex("Invoices");
    private static final Component TAB = new Component("CustomTab", "Invoice__c");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatTheOrgTells_isJoinedToWhatTheFilesName() {
        Component application = new Component("CustomApplication", "Billing");
        desk.rooms.source.tab("Invoice__c").apex("Helper", "class Helper { }");
        desk.rooms.source.uses(application, TAB).uses(INVOICES, apex("Helper")).uses(INVOICES, application);

        DependencyResult result = checked();

        assertThat(need(result, application, TAB).knownBy())
                .containsExactlyInAnyOrder(Dependency.Engine.FILES, Dependency.Engine.ORG);
        assertThat(need(result, application, TAB).state()).isEqualTo(Dependency.State.IN_TARGET);
        assertThat(need(result, INVOICES, application).state()).isEqualTo(Dependency.State.IN_PACKAGE);
        assertThat(need(result, INVOICES, apex("Helper")).state()).isEqualTo(Dependency.State.MISSING);
        assertThat(result.missing()).singleElement().satisfies(each -> assertThat(each.where())
                .isEqualTo("told by the source org"));
        assertThat(desk.deployments.dependencies(result.deployment())).contains(result);
    }

    @Test
    void whatNoListHas_isUnknownAndStopsNothing() {
        desk.rooms.source.uses(INVOICES, new Component("WaveDashboard", "Sales"));

        DependencyResult result = checked();

        Dependency unknown = need(result, INVOICES, new Component("WaveDashboard", "Sales"));
        assertThat(unknown.state()).isEqualTo(Dependency.State.UNKNOWN);
        assertThat(unknown.why()).contains("none of its lists has a component of that id");
        assertThat(result.isClear()).isTrue();
    }

    @Test
    void standardObjects_areNoNeeds() {
        desk.rooms.source.uses(INVOICES, new Component("StandardEntity", "Account"));

        assertThat(checked().needs()).noneMatch(need -> need.from().equals(INVOICES));
    }

    @Test
    void refusal_isSaid() {
        desk.rooms.source.dependenciesRefused = new OrgException("INSUFFICIENT_ACCESS", "no right to it");

        DependencyResult result = checked();

        assertThat(result.notes())
                .singleElement()
                .asString()
                .contains("The source does not tell what its components use (INSUFFICIENT_ACCESS: no right to it)");
        assertThat(result.isClear()).isTrue();
    }

    @Test
    void orgThatCannotBeReached_isAFault() {
        desk.rooms.source.dependenciesRefused = new OrgException("NETWORK", "no answer");

        assertThatThrownBy(this::checked).hasMessage("no answer");
    }

    @Test
    void whatStaysAndUsesWhatIsDeleted_stopsTheDeployment() {
        Component old = desk.toDelete("Old");
        desk.rooms.target.apex("Stays", "class Stays { Old o; }").uses(apex("Stays"), old);

        DependencyResult result = checked();

        assertThat(result.blockingUses()).singleElement().satisfies(use -> assertThat(use.user())
                .isEqualTo(apex("Stays")));
        assertThat(result.isClear()).isFalse();
    }

    @Test
    void whatThePackageRenews_usesItNoMore() {
        Component old = desk.toDelete("Old");
        desk.rooms.target.uses(INVOICES, old);

        assertThat(checked().deletedUses()).singleElement().satisfies(use -> assertThat(use.effect())
                .isEqualTo(DeletedUse.Effect.ENDS));
    }

    @Test
    void packageThatStillNamesADeletedClass_isFoundInItsCode() {
        Component old = desk.toDelete("Old");
        desk.rooms.source.apex("Invoices", "class Invoices { Old o = new Old(); }");
        desk.rooms.target.uses(INVOICES, old);

        DependencyResult result = checked();

        assertThat(result.missingComponents()).containsExactly(old);
        assertThat(need(result, INVOICES, old).why()).isEqualTo("This deployment deletes it.");
        assertThat(result.blockingUses()).hasSize(1);
    }

    @Test
    void targetThatDoesNotTell_hasItsApexRead() {
        Component old = desk.toDelete("Old");
        desk.rooms.target.apex("Stays", "class Stays { Old o = new Old(); }");
        desk.rooms.target.apex("Other", "class Other { String s = 'Old'; }");
        desk.rooms.target.dependenciesRefused = new OrgException("INVALID_TYPE", "no such object");

        DependencyResult result = checked();

        assertThat(result.notes()).anyMatch(note -> note.contains("INVALID_TYPE: no such object"));
        assertThat(result.blockingUses()).extracting(DeletedUse::user).containsExactly(apex("Stays"));
        assertThat(result.blockingUses()).extracting(DeletedUse::deleted).containsExactly(old);
    }

    @Test
    void twoThousandUses_areSaidToBeNotAll() {
        Component old = desk.toDelete("Old");
        for (int i = 0; i < 2001; i++) {
            desk.rooms.target.uses(apex("User" + i), old);
        }

        DependencyResult result = checked();

        assertThat(result.notes()).anyMatch(note -> note.contains("tells the first 2,000 only"));
        assertThat(result.blockingUses()).hasSizeGreaterThanOrEqualTo(2000);
    }

    @Test
    void whatIsMissing_waitsUntilItStandsInTheSandbox() {
        Component old = desk.toDelete("Old");
        desk.rooms.source.apex("Invoices", "class Invoices { Old o = new Old(); }");
        desk.rooms.source.apex("Helper", "class Helper { }").uses(INVOICES, apex("Helper"));
        ScopeAdditions additions = desk.rooms.get(ScopeAdditions.class);

        DependencyResult result = checked();

        assertThat(result.missingComponents()).containsExactly(apex("Helper"), old);
        assertThat(additions.ask(result.deployment(), "mara")).containsExactly(apex("Helper"));
        assertThat(additions.ask(result.deployment(), "mara")).containsExactly(apex("Helper"));
        assertThat(additions.waiting(Desk.CHANGE)).containsExactly(apex("Helper"));
        additions.added(Desk.CHANGE, List.of(), "dana");
        assertThat(additions.waiting(Desk.CHANGE))
                .as("nothing of it was stated")
                .containsExactly(apex("Helper"));
        additions.added(Desk.CHANGE, List.of(apex("Helper")), "dana");
        assertThat(additions.waiting(Desk.CHANGE)).isEmpty();
        assertThat(desk.rooms.acts)
                .containsOnlyOnce("scope-additions-asked CR-000001 by mara")
                .containsOnlyOnce("scope-additions-stated CR-000001 by dana");
    }

    @Test
    void additions_areAskedForByThoseWhoKnowTheChangeAndWhileTheRecordIsNotOver() {
        desk.rooms.source.apex("Helper", "class Helper { }").uses(INVOICES, apex("Helper"));
        ScopeAdditions additions = desk.rooms.get(ScopeAdditions.class);
        String id = checked().deployment();

        assertThat(additions.refusal(id, "mara")).isEmpty();
        assertThat(additions.refusal(id, "dora").orElseThrow())
                .isEqualTo("A release manager, or a developer who asked for CR-000001 or has worked on it, adds what a"
                        + " deployment misses to the scope.");
        desk.rooms.transaction.executeWithoutResult(
                status -> desk.rooms.get(Evidence.class).record("dora", "change-pulled", Desk.CHANGE, Map.of()));
        assertThat(additions.refusal(id, "dora")).isEmpty();

        desk.deployments.cancelled(id, "mara", "Not wanted any more");
        assertThat(additions.refusal(id, "mara").orElseThrow()).contains(id + " is over (Cancelled)");
        assertThat(additions.possible(id)).isEmpty();
        assertThatThrownBy(() -> additions.ask(id, "mara")).hasMessageContaining("is over (Cancelled)");
    }

    private DependencyResult checked() {
        return desk.deployments.checkDependencies(desk.retrieved());
    }

    private static Dependency need(DependencyResult result, Component from, Component to) {
        List<Dependency> found = result.needs().stream()
                .filter(need -> Set.of(need.from(), need.to()).equals(Set.of(from, to)))
                .toList();
        assertThat(found).as(from + " needs " + to).hasSize(1);
        return found.get(0);
    }

    private static Component apex(String name) {
        return new Component("ApexClass", name);
    }
}
