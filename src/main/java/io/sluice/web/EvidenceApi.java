package io.sluice.web;

import io.sluice.evidence.Evidence;
import io.sluice.evidence.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The check of the whole chain of evidence, for auditors and administrators. */
@RestController
@RequestMapping("/api/evidence")
class EvidenceApi {

    /**
     * What the check found.
     *
     * @param rows how many were read; null when the chain is broken
     * @param brokenAt sequence number of the first row that does not fit; null when the chain is intact
     */
    record CheckJson(
            boolean intact,
            @Nullable Long rows,
            @Nullable Long brokenAt,
            @Nullable String reason) {}

    private final Evidence evidence;

    EvidenceApi(Evidence evidence) {
        this.evidence = evidence;
    }

    @GetMapping("/check")
    CheckJson check(Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        viewer.demand(viewer.mayCheckEvidence(), "Only auditors and administrators check the evidence.");
        Verdict verdict = evidence.check();
        if (verdict instanceof Verdict.Intact intact) {
            return new CheckJson(true, intact.rows(), null, null);
        }
        Verdict.Broken broken = (Verdict.Broken) verdict;
        return new CheckJson(false, null, broken.sequence(), broken.reason());
    }
}
