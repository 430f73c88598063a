package io.sluice.remotejob;

import io.sluice.evidence.Evidence;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Files what happens to remote jobs. */
@Component
class JobEvidence {

    /** The application itself, as an actor. */
    static final String SLUICE = "sluice";

    private final Evidence evidence;

    JobEvidence(Evidence evidence) {
        this.evidence = evidence;
    }

    void record(String actor, String kind, RemoteJob job, Map<String, ?> more) {
        Map<String, Object> details = new HashMap<>(Map.of(
                "job", job.id().toString(),
                "kind", job.kind(),
                "owner", job.owner(),
                "attempt", job.attempt(),
                "environment", job.environment()));
        String remoteId = job.remoteId();
        if (remoteId != null) {
            details.put("remoteId", remoteId);
        }
        details.putAll(more);
        evidence.record(actor, kind, Claim.subject(job), details);
    }
}
