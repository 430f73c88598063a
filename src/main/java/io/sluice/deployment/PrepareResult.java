package io.sluice.deployment;

import java.util.List;

/** The outcome of preparing. */
public sealed interface PrepareResult {

    /** Ready for approval; the fingerprint is computed and stored. */
    record Prepared(DeploymentRecord record) implements PrepareResult {}

    /** Source or target is another one than compared: compare again first. */
    record CompareAgain(DeploymentRecord record, String sentence) implements PrepareResult {}

    /** What is wrong, one sentence each; nothing was saved. */
    record Refused(List<String> problems) implements PrepareResult {}
}
