package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.deployment.TestPolicy;
import io.sluice.salesforce.TestLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestTableTest {

    @Test
    void production_takesNothingWithoutTests() throws IOException {
        assertThat(level(Map.of())).isEqualTo(TestLevel.RUN_SPECIFIED_TESTS);
        assertThat(level(Map.of("apexInPackage", false))).isEqualTo(TestLevel.RUN_SPECIFIED_TESTS);
        assertThat(shippedTable().minimum(facts(Map.of())).orElseThrow().words())
                .isEqualTo("At least RunSpecifiedTests is needed: production takes nothing without tests.");
    }

    @Test
    void powerfulRightsAndManyDifferences_needAllLocalTests() throws IOException {
        assertThat(level(Map.of("powerfulRightsGained", 1))).isEqualTo(TestLevel.RUN_LOCAL_TESTS);
        assertThat(level(Map.of("differences", 101))).isEqualTo(TestLevel.RUN_LOCAL_TESTS);
        assertThat(level(Map.of("differences", 101, "apexInPackage", false))).isEqualTo(TestLevel.RUN_SPECIFIED_TESTS);
    }

    @Test
    void elsewhere_anyTestsAreEnough() throws IOException {
        assertThat(shippedTable().minimum(facts(Map.of("targetKind", "full", "powerfulRightsGained", 9))))
                .isEmpty();
    }

    @Test
    void ownersAnswer_countsAndAWordThatIsNoLevelIsNamed() throws IOException {
        String shipped = shipped();
        assertThat(table(shipped.replace("\"RunSpecifiedTests\"", "\"RunAllTestsInOrg\""))
                        .minimum(facts(Map.of())))
                .map(TestPolicy.Minimum::level)
                .contains(TestLevel.RUN_ALL_TESTS_IN_ORG);
        assertThatThrownBy(() -> table(shipped.replace("\"RunSpecifiedTests\"", "\"Some\""))
                        .minimum(facts(Map.of())))
                .hasMessageContaining("\"Some\" is no test level");
    }

    private static TestLevel level(Map<String, Object> different) throws IOException {
        return shippedTable().minimum(facts(different)).orElseThrow().level();
    }

    private static Map<String, Object> facts(Map<String, Object> different) {
        Map<String, Object> facts = new HashMap<>(TestTable.SOME_FACTS);
        facts.putAll(different);
        return facts;
    }

    private static TestTable shippedTable() throws IOException {
        return table(shipped());
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of(TestTable.FILE));
    }

    private static TestTable table(String model) {
        return TestTable.read(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
    }
}
