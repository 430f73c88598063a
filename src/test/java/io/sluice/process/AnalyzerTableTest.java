package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.deployment.analyzer.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AnalyzerTableTest {

    @Test
    void shippedTable_keepsWhatIsUsual_andStopsUntestedDeletionsInProduction() throws IOException {
        AnalyzerTable table = table(shipped());

        assertThat(table.effect("flow-deletion", Rule.Effect.BLOCK, "developer"))
                .contains(Rule.Effect.BLOCK);
        assertThat(table.effect("near-limit", Rule.Effect.WARN, "production")).contains(Rule.Effect.WARN);
        assertThat(table.effect("apex-deleted-before-tests", Rule.Effect.WARN, "production"))
                .contains(Rule.Effect.BLOCK);
        assertThat(table.effect("apex-deleted-before-tests", Rule.Effect.WARN, "developer"))
                .contains(Rule.Effect.WARN);
    }

    @Test
    void ownersAnswer_counts() throws IOException {
        AnalyzerTable table = table(shipped()
                .replace(
                        "<text>\"warn\"</text>\n        </outputEntry>",
                        "<text>\"off\"</text>\n        </outputEntry>"));

        assertThat(table.effect("near-limit", Rule.Effect.WARN, "production")).contains(Rule.Effect.OFF);
    }

    @Test
    void answerThatIsNoEffect_isToldWithItsWord() throws IOException {
        AnalyzerTable table = table(shipped()
                .replace(
                        "<text>\"block\"</text>\n        </outputEntry>",
                        "<text>\"stop\"</text>\n        </outputEntry>"));

        assertThatThrownBy(() -> table.effect("flow-deletion", Rule.Effect.BLOCK, "production"))
                .hasMessageContaining("\"stop\" is none of");
    }

    @Test
    void rowlessTable_saysNothing() throws IOException {
        AnalyzerTable table = table(shipped().replaceAll("(?s)<rule .*</rule>", ""));

        assertThat(table.effect("flow-deletion", Rule.Effect.BLOCK, "production"))
                .isEmpty();
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of(AnalyzerTable.FILE));
    }

    private static AnalyzerTable table(String model) {
        return AnalyzerTable.read(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
    }
}
