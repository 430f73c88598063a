package io.sluice.change;

import java.util.List;
import java.util.Optional;

/** The change requests. Every act writes evidence in its transaction. An unknown number is an IllegalArgumentException. */
public interface ChangeRequests {

    /** Raises a change request; it gets its number. Name and overview must not be empty, the type must be known. */
    RaiseResult raise(NewChange change, String requester, String processInstance);

    /**
     * States name, type and overview anew, by the rules of {@link #raise}; possible while it is In Progress or Rejected.
     *
     * @return what is wrong, a sentence each; nothing is written then
     */
    List<String> restate(String number, NewChange change, String actor);

    Optional<ChangeRequest> find(String number);

    ChangeRequest require(String number);

    /** Newest first; a null filter means all; text looks in number, name and overview. */
    List<ChangeRequest> list(ChangeFilter filter);

    /** The current scope; revision 0 and empty before the first. */
    Scope scope(String number);

    /** One revision of the scope. */
    Scope scope(String number, int revision);

    /**
     * Defines the scope from what a person typed: one {@code Type:FullName} a line. Form of every line, type and name are
     * checked, twice-named items and unknown additional approvers refused, an empty scope too. Accepted means a new
     * revision was written; it is not yet checked against an org.
     */
    ScopeResult defineScope(
            String number, String existing, String proposed, String deletions, List<String> approvers, String actor);

    /**
     * Checks the current scope against production: existing ones and those to be deleted must be there, proposed ones
     * must not.
     *
     * @throws io.sluice.salesforce.OrgException when production can't be asked
     */
    ScopeResult checkScope(String number);

    /** Takes over a scope that came back from an environment as a new revision (not approved). */
    Scope takeOver(String number, List<ScopeItem> items, String actor);

    /** What is wrong with a name and an overview, by the rules of {@link #raise}, a sentence each. */
    List<String> problemsOfWords(String number, String name, String overview);

    /** Takes over a name and an overview that came back from an environment; approvals bind the scope, not these. */
    void takeOverWords(String number, String name, String overview, String actor);

    /** Marks proposed items that now exist as existing, in the current revision: no difference to anyone. */
    void resolveProposed(String number, List<io.sluice.metadata.Component> found, String actor);

    /** The environment that the change is worked on in. */
    void chooseSandbox(String number, String environment, String actor);

    /**
     * Writes down what happened; the status follows from it.
     *
     * @param reason demanded for REJECTED, CANCELLED, GIVEN_UP and ROLLED_BACK
     * @throws IllegalStateException naming status and fact where the fact is impossible
     */
    ChangeRequest happened(String number, ChangeFact fact, String actor, String reason);
}
