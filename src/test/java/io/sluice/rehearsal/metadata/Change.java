package io.sluice.rehearsal.metadata;

/**
 * One change of one component, by a deployment or by a person.
 *
 * @param memberId the component's id, or empty when it has none
 * @param at when, in milliseconds since 1970
 */
public record Change(String id, Kind kind, String type, String fullName, String memberId, String user, long at) {
    /** What was done. */
    public enum Kind {
        CREATED,
        CHANGED,
        DELETED
    }
}
