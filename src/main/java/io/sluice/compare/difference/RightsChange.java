package io.sluice.compare.difference;

/**
 * One right that a deployment of the source would give or take.
 *
 * @param holder who has it, for example {@code profile Sales} or {@code role CEO}
 * @param right the right in people's words, for example {@code Edit}
 * @param on what it is a right on, for example {@code Invoice__c.Amount__c}; empty for a permission of the whole org
 * @param powerful whether it reaches over sharing, over everybody's data or over the org itself, for example Modify All; also
 *     where that can't be known, as for what a permission set holds that is put into a group
 */
public record RightsChange(Effect effect, String holder, RightKind kind, String right, String on, boolean powerful) {

    /** What happens to the right. */
    public enum Effect {
        GAINS,
        LOSES,
        /** Neither more nor less by itself, for example another page layout or other login hours. */
        CHANGES
    }
}
