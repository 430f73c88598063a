package io.sluice.security;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows missing or wrong settings as sentences instead of a stack trace. */
public final class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, StartRefusedException refused) {
        String problems =
                refused.problems().stream().map(problem -> "- " + problem).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "Sluice does not start with these settings:\n\n" + problems,
                "Set the environment variables as said above, then start Sluice again.",
                refused);
    }
}
