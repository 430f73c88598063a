package io.sluice.approval;

import java.time.Instant;

/** One person's decision in a round. */
public record Decision(Approver approver, String person, boolean approved, String reason, Instant at) {}
