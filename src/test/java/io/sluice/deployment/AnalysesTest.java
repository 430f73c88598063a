package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ChangeStatus;
import io.sluice.change.Overlap;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.metadata.Component;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnalysesTest {

    private static final Component INVOICES = new Component("ApexClass", "Invoices");

    private final Desk desk = new Desk();
    private final Analyses analyses = desk.rooms.get(Analyses.class);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void findings_areKeptWithTheirEvidence() {
        Analysis analysis = analyzed(Rule.Effect.WARN);

        assertThat(analysis.findings())
                .singleElement()
                .satisfies(each -> assertThat(each.finding().place()).isEqualTo(INVOICES));
        assertThat(analysis.stopping()).isEmpty();
        assertThat(analyses.latest(analysis.deployment())).contains(analysis);
        assertThat(desk.rooms.acts).contains("package-analyzed CR-000001 by sluice");
    }

    @Test
    void policy_decidesWhatStopsAndWhatIsNotLookedFor() {
        assertThat(analyzed(Rule.Effect.BLOCK).stopping()).hasSize(1);
    }

    @Test
    void whatIsOff_isNotFound() {
        assertThat(analyzed(Rule.Effect.OFF).findings()).isEmpty();
    }

    @Test
    void waiver_needsAReleaseManagerWhoDidNotAskAndAReason() {
        Analysis analysis = analyzed(Rule.Effect.BLOCK);

        assertThat(refusal(analysis, " ", "mara")).contains("with a reason");
        assertThat(refusal(analysis, "x".repeat(2001), "mara")).contains("at most 2,000 characters; this one has 2001");
        assertThat(refusal(analysis, "fine", "dana")).contains("Release managers waive findings");
        assertThat(refusal(analysis, "fine", "rita")).contains("another release manager");
        assertThat(analyses.latest(analysis.deployment()).orElseThrow().stopping())
                .hasSize(1);

        var waived = (Analyses.Waived) waive(analysis, "agreed with ben", "mara");
        assertThat(waived.analysis().stopping()).isEmpty();
        assertThat(waived.analysis().findings().get(0).waiver().person()).isEqualTo("mara");
        assertThat(desk.rooms.acts).containsOnlyOnce("finding-waived CR-000001 by mara");
        assertThat(refusal(analysis, "again", "max")).contains("nothing to waive");
    }

    @Test
    void waiver_holdsWhenTheSameIsFoundAgain() {
        Analysis analysis = analyzed(Rule.Effect.BLOCK);
        waive(analysis, "agreed with ben", "mara");

        assertThat(analyses.analyze(analysis.deployment()).stopping()).isEmpty();
    }

    @Test
    void waiver_endsWithTheFingerprint() {
        Analysis analysis = analyzed(Rule.Effect.BLOCK);
        waive(analysis, "agreed with ben", "mara");
        desk.rooms
                .jdbc
                .sql("update sluice.deployment set fingerprint = 'f1:other'")
                .update();

        assertThat(analyses.analyze(analysis.deployment()).stopping()).hasSize(1);
    }

    @Test
    void waiver_isNotForWhoLastEditedInTheSourceNorForWhatIsOver() {
        desk.rooms.source.editors.put(desk.scope.get(0), "Max Mustermann");
        Analysis analysis = analyzed(Rule.Effect.BLOCK);
        assertThat(refusal(analysis, "fine", "max")).contains("was the last to edit a part of this change");

        desk.rooms.jdbc.sql("update sluice.deployment set status = 'CANCELLED'").update();
        assertThat(refusal(analysis, "fine", "mara")).contains("is over: Cancelled");
    }

    @Test
    void waiverOfWhatWasPreparedAnew_isRefused() {
        Analysis analysis = analyzed(Rule.Effect.BLOCK);
        desk.rooms
                .jdbc
                .sql("update sluice.deployment set fingerprint = 'f1:other'")
                .update();

        assertThat(refusal(analysis, "fine", "mara")).contains("prepared or analyzed anew");
    }

    @Test
    void catalogue_namesEveryRuleBlockersFirst() {
        assertThat(analyses.catalogue()).hasSizeGreaterThan(25);
        assertThat(analyses.catalogue().get(0).usual()).isEqualTo(Rule.Effect.BLOCK);
        assertThat(analyses.catalogue()).extracting(Rule::key).doesNotHaveDuplicates();
    }

    private Analysis analyzed(Rule.Effect effect) {
        desk.overlap = new Overlap("CR-000007", "Other", "ben", ChangeStatus.IN_PROGRESS, List.of(INVOICES));
        desk.effects.put("in-another-change", effect);
        return analyses.analyze(desk.retrieved());
    }

    private Analyses.WaiveResult waive(Analysis analysis, String reason, String person) {
        return analyses.waive(analysis.deployment(), analysis.findings().get(0).id(), reason, person);
    }

    private String refusal(Analysis analysis, String reason, String person) {
        return ((Analyses.Refused) waive(analysis, reason, person)).sentence();
    }
}
