package io.sluice.evidence;

import java.time.Instant;
import java.util.Map;

/** One row of evidence. */
public record Act(
        long sequence,
        Instant at,
        String actor,
        String kind,
        String subject,
        Map<String, Object> details,
        String hash) {}
