package io.sluice.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read about two states of a component, type by type, word for word. */
class DifferenceCasesTest {

    static List<DifferenceCase> cases() {
        return DifferenceCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_case_is_told_in_exactly_these_words(DifferenceCase written) {
        ComponentDifferences found = written.compare();

        assertThat(found.differences()).extracting(Difference::words).containsExactlyElementsOf(written.words());
        assertThat(found.notes()).containsExactlyElementsOf(written.notes());
        assertThat(found.notCompared()).containsExactlyElementsOf(written.notCompared());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_case_reads_the_other_way_round_from_the_other_side(DifferenceCase written) {
        Mirrors.assertMirrored(written.compare(), written.mirrored());
    }

    @Test
    void every_important_type_has_a_case() {
        assertThat(cases())
                .extracting(each -> each.component().type())
                .contains(
                        "CustomObject",
                        "CustomField",
                        "Layout",
                        "Profile",
                        "PermissionSet",
                        "MutingPermissionSet",
                        "PermissionSetGroup",
                        "Flow",
                        "FlexiPage",
                        "Workflow",
                        "SharingRules",
                        "CustomLabels",
                        "GlobalValueSet",
                        "CustomObjectTranslation",
                        "Translations",
                        "Report",
                        "Dashboard",
                        "Settings",
                        "Role",
                        "ApexClass",
                        "LightningComponentBundle",
                        "StaticResource");
    }
}
