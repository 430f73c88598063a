package io.sluice.deployment;

import io.sluice.deployment.analyzer.Analyzer;
import io.sluice.deployment.analyzer.Finding;
import io.sluice.deployment.analyzer.Report;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.deployment.analyzer.Subject;
import io.sluice.metadata.MetadataFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs analyzers over a package: every file once, then the package as a whole. */
final class PackageAnalysis {

    private final Map<Analyzer, Report> reports = new LinkedHashMap<>();

    /** @param policy what the findings of a rule do; what is off is not looked for */
    PackageAnalysis(List<Analyzer> analyzers, Function<Rule, Rule.Effect> policy) {
        for (Analyzer analyzer : analyzers) {
            Rule.Effect effect = policy.apply(analyzer.rule());
            if (effect != Rule.Effect.OFF) {
                reports.put(analyzer, new Report(analyzer.rule(), effect));
            }
        }
    }

    /** Those that stop first, then by rule and place. */
    List<Finding> of(InputStream zip, Function<Subject.Size, Subject> subject) throws IOException {
        Subject withoutSize = subject.apply(new Subject.Size(0, 0, 0));
        MetadataFiles.Size size = MetadataFiles.read(
                zip, file -> reports.forEach((analyzer, report) -> analyzer.file(file, withoutSize, report)));
        Subject whole = subject.apply(new Subject.Size(size.files(), size.zippedBytes(), size.unzippedBytes()));
        reports.forEach((analyzer, report) -> analyzer.whole(whole, report));
        return reports.values().stream()
                .flatMap(report -> report.findings().stream())
                .sorted(Comparator.comparing((Finding finding) -> !finding.blocks())
                        .thenComparing(Finding::rule)
                        .thenComparing(Finding::place)
                        .thenComparing(Finding::words))
                .toList();
    }
}
