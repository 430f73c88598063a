package io.sluice.security;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that the database does not answer, or does not let Sluice in. */
public final class DatabaseUnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException failure) {
        return DatabaseTrouble.of(failure)
                .map(trouble -> new FailureAnalysis(trouble.what(), trouble.remedy(), failure))
                .orElse(null);
    }
}
