package io.sluice.approval;

import java.util.Optional;

/** Rounds of approval and the decisions in them. Every act writes evidence in its transaction. */
public interface Approvals {

    /**
     * Opens the next round of a subject; an undecided earlier round is closed by it. Refused: nobody asked, a group without
     * an eligible member, a person without an account or excluded, and approvers who can't all be answered by different
     * people.
     */
    OpenResult open(ApprovalRequest request);

    /**
     * Writes a person's decision down. Refused: who is excluded, who does not belong to the approver's group or is not the
     * person asked, who already decided in this round (one person counts once, also in two groups), an approver already
     * decided, a rejection without a reason, no round open, and an approval by the last person who could answer for
     * another approver of the round. Two decisions at the same moment for different approvers both
     * succeed.
     */
    DecideResult decide(ApprovalSubject subject, Approver approver, String person, boolean approved, String reason);

    /** The newest round of a subject. */
    Optional<ApprovalRound> latest(ApprovalSubject subject);

    /** All rounds of a change request and its deployment records, oldest first. */
    java.util.List<ApprovalRound> ofChange(String change);

    /** Whether the newest round of the subject is approved and binds exactly this. */
    boolean isApproved(ApprovalSubject subject, String binds);
}
