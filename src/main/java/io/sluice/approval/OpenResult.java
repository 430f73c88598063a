package io.sluice.approval;

import java.util.List;

/** The outcome of opening a round. */
public sealed interface OpenResult {

    record Opened(ApprovalRound round) implements OpenResult {}

    /** Groups without an eligible member or persons who may not decide, by name; nothing was saved. */
    record Refused(List<String> problems) implements OpenResult {}
}
