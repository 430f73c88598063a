package io.sluice.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit trail: rows are only ever added. */
public interface Evidence {

    /**
     * Adds one act, in the transaction of the act: it stands if and only if that transaction commits. The row is written
     * right before the commit, so {@link #about} shows it only afterwards; the time is that of this call.
     *
     * @param actor user id of the person, or {@code sluice} for the application itself
     * @param kind past-tense word of the act in kebab case, for example {@code change-request-approved}
     * @param subject what it is about: a CR's number, or {@code environment:production}
     * @param details facts by name; values are strings, numbers, booleans, lists and maps of these; never a secret
     * @throws IllegalStateException outside a transaction, or in one that is read-only
     * @throws IllegalArgumentException naming what is wrong with the actor, kind, subject or a detail
     */
    void record(String actor, String kind, String subject, Map<String, ?> details);

    /** All acts about a subject, oldest first. */
    List<Act> about(String subject);

    /**
     * Reads the whole chain and reports the first broken link. Rows cut off at the end leave no broken link: to detect
     * that, compare with a {@link #head} that was noted elsewhere.
     */
    Verdict check();

    /** The newest row, to be noted outside the database as an anchor; empty while there is no row. */
    Optional<Head> head();
}
