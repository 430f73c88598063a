package io.sluice.web;

import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.Coverage;
import io.sluice.salesforce.DeployDetails.TestResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A log as plain text: what it is, what failed and what to do, then everything. */
final class LogText {

    private final StringBuilder text = new StringBuilder();

    private LogText() {}

    static String of(LogDownloads.WholeLog whole) {
        LogText log = new LogText();
        log.head(whole.log());
        log.failures(whole.log().failures());
        log.components(whole.components());
        log.tests(whole.tests());
        log.coverage(whole.log().coverage());
        return log.text.toString();
    }

    private void head(LogView log) {
        line(log.title() + ": " + log.kind() + " in " + log.target());
        if (log.change() != null) {
            fact("Change request", log.change() + " " + log.changeName());
        }
        fact("Result", log.result() + (log.ended() && !log.counts() ? " (does not count)" : ""));
        fact("Message", log.message());
        fact("Asked for by", log.askedBy());
        fact("User in the org", log.org().by());
        fact("The org's id", log.remoteId());
        fact("Page in the org", log.orgPage());
        fact("Started", log.startedAt());
        fact("Ended", log.endedAt());
        LogView.Options options = log.options();
        if (options != null) {
            fact("Check-only", options.checkOnly() ? "yes" : "no");
            fact(
                    "Test level",
                    options.testLevel() + (options.tests().isEmpty() ? "" : ": " + String.join(", ", options.tests())));
            fact("Roll back on error", options.rollbackOnError() ? "yes" : "no");
            fact("Made real from validation", options.validation());
            fact("API version", options.apiVersion());
        }
        fact("Package SHA-256", log.packageSha256());
        fact("Fingerprint", log.fingerprint());
        fact("Components", progress(log.components()));
        fact("Apex tests", progress(log.tests()) + ", " + log.org().testMillis() + " ms");
    }

    private static String progress(LogView.Progress progress) {
        return progress.done() + " of " + progress.total() + ", " + progress.failed() + " failed";
    }

    private void failures(List<LogView.Group> failures) {
        title("What failed", failures.size());
        for (LogView.Group failure : failures) {
            line("- " + failure.message());
            fact("  Meaning", failure.meaning());
            fact("  What to do", failure.remedy());
            failure.where()
                    .forEach(where ->
                            line("  " + where.subject() + (where.place() == null ? "" : " (" + where.place() + ")")));
        }
    }

    private void components(List<ComponentResult> components) {
        title("Components", components.size());
        components.forEach(one -> line(one.became().name().toLowerCase(Locale.ROOT) + "  " + one.type() + ":"
                + one.fullName() + "  " + one.fileName()
                + (one.line() > 0 ? " line " + one.line() + " column " + one.column() : "")
                + (one.problem() == null ? "" : "  " + one.problemType() + ": " + one.problem())));
    }

    private void tests(List<TestResult> tests) {
        title("Apex tests", tests.size());
        tests.forEach(one -> line((one.passed() ? "passed" : "failed") + "  " + one.className() + "." + one.methodName()
                + "  " + one.millis() + " ms" + (one.message() == null ? "" : "  " + one.message())
                + (one.stackTrace() == null
                        ? ""
                        : "\n        " + one.stackTrace().replace("\n", "\n        "))));
    }

    private void coverage(List<Coverage> coverage) {
        title("Code coverage", coverage.size());
        LogWords words = new LogWords();
        coverage.forEach(one -> line(words.percent(one) + " %  " + one.kind() + " " + one.name() + "  "
                + (one.total() - one.missed()) + " of " + one.total()
                + (one.missedPlaces().isEmpty() ? "" : "  not reached: " + words.places(one.missedPlaces()))));
    }

    private void title(String title, int number) {
        line("");
        line(title + " (" + number + ")");
    }

    private void fact(String name, @Nullable Object value) {
        if (value != null) {
            line(name + ": " + value);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
