package io.sluice.approval;

/**
 * What is approved.
 *
 * @param id the change request's number or the deployment record's id
 * @param change number of the change request it belongs to
 */
public record ApprovalSubject(Kind kind, String id, String change) {

    /** The two things that need approval. */
    public enum Kind {
        CHANGE_REQUEST("change-request"),
        DEPLOYMENT("deployment");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
