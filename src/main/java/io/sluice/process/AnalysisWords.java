package io.sluice.process;

import io.sluice.deployment.Analysis;
import java.util.stream.Collectors;

/** An analysis in a few lines, for forms. */
final class AnalysisWords {

    private static final int MOST_LINES = 20;

    private AnalysisWords() {}

    static String of(Analysis analysis) {
        String lines = analysis.findings().stream()
                .limit(MOST_LINES)
                .map(AnalysisWords::line)
                .collect(Collectors.joining("\n"));
        int more = analysis.findings().size() - MOST_LINES;
        return analysis.words() + (lines.isEmpty() ? "" : "\n" + lines) + (more > 0 ? "\nand " + more + " more" : "");
    }

    private static String line(Analysis.Judged judged) {
        String effect = judged.waiver() != null
                ? "Waived by " + judged.waiver().person()
                : judged.stops() ? "Stops" : "Warning";
        return effect + ": " + judged.finding().place() + ": "
                + judged.finding().words();
    }
}
