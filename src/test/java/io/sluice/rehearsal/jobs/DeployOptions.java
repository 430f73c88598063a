package io.sluice.rehearsal.jobs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The options of a deploy request, as Salesforce names them; absent ones have Salesforce's defaults. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeployOptions(
        boolean allowMissingFiles,
        boolean autoUpdatePackage,
        boolean checkOnly,
        boolean ignoreWarnings,
        boolean performRetrieve,
        boolean purgeOnDelete,
        boolean rollbackOnError,
        boolean singlePackage,
        String testLevel,
        List<String> runTests) {
    public DeployOptions {
        runTests = runTests == null ? List.of() : List.copyOf(runTests);
    }
}
