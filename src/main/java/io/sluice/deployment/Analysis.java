package io.sluice.deployment;

import io.sluice.deployment.analyzer.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the analyzers found in a package.
 *
 * @param fingerprint of the deployment then; waivers hold for it alone
 * @param notes what the target did not tell, a sentence each; nothing was found there
 */
public record Analysis(
        String deployment,
        String packageSha256,
        String fingerprint,
        Instant at,
        List<Judged> findings,
        List<String> notes) {

    public Analysis {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /**
     * One finding.
     *
     * @param id the same whenever the same is found
     * @param waiver null where nobody waived it under this fingerprint
     */
    public record Judged(
            String id, Finding finding, @Nullable Waiver waiver) {

        /** Whether it stops the deployment. */
        public boolean stops() {
            return finding.blocks() && waiver == null;
        }
    }

    /** That a person lets a finding pass. */
    public record Waiver(String person, String reason, Instant at) {}

    /** Those that stop the deployment. */
    public List<Judged> stopping() {
        return findings.stream().filter(Judged::stops).toList();
    }

    /** In a sentence. */
    public String words() {
        long warnings =
                findings.stream().filter(each -> !each.finding().blocks()).count();
        long waived = findings.stream().filter(each -> each.waiver() != null).count();
        return findings.isEmpty()
                ? "The analyzers found nothing."
                : Words.count(stopping().size(), "finding stops", "findings stop") + " the deployment, "
                        + Words.count(warnings, "warning", "warnings") + ", " + waived + " waived.";
    }
}
