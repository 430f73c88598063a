package io.sluice.evidence;

import java.util.List;
import java.util.Map;

/** The audit trail: rows are only ever added. */
public interface Evidence {

    /**
     * Adds one act, in the transaction of the act: it stands if and only if that transaction commits.
     *
     * @param actor user id of the person, or {@code sluice} for the application itself
     * @param kind past-tense word of the act in kebab case, for example {@code change-request-approved}
     * @param subject what it is about: a CR's number, or {@code environment:production}
     * @param details facts by name; values are strings, numbers, booleans, lists and maps of these; never a secret
     * @throws IllegalStateException outside a transaction
     */
    void record(String actor, String kind, String subject, Map<String, ?> details);

    /** All acts about a subject, oldest first. */
    List<Act> about(String subject);

    /** Reads the whole chain and reports the first broken link. */
    Verdict check();
}
