package io.sluice.remotejob;

import io.sluice.salesforce.OrgException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of remote job plugs in here. The dispatcher keeps the rows, leases and order; the kind talks to the org. No
 * method but {@link #ended} is called in a transaction. A technical fault is an exception: it is counted, shown and
 * tried again with back-off.
 */
public interface RemoteJobKind {

    /** Its name in the table and on pages, for example {@code validate}. */
    String name();

    /** Whether an environment does one at a time, in the order of the requests (true for everything that deploys). */
    boolean exclusive();

    /**
     * Whether what it does stays in the org (deploying, preparing an environment). From its sending on such a job cannot
     * be cancelled, and when its answer was lost it is sent again only after the time for which the org may still take
     * it.
     */
    default boolean changesOrg() {
        return false;
    }

    /**
     * Starts a look at what must hold right before sending; empty when there is nothing to check. May be repeated.
     *
     * @return an id for {@link #lookAtCheck}
     */
    default Optional<String> startCheck(RemoteJob job) {
        return Optional.empty();
    }

    /** Looks at the check; {@link Look.Ended} with success clears the way to send, a refusal ends the job. */
    default Look lookAtCheck(RemoteJob job, String checkId) {
        return new Look.Ended(Outcome.success("Nothing to check"));
    }

    /** Taken and committed right before sending: what it takes to recognise the request when its answer is lost. */
    default Map<String, Object> mark(RemoteJob job) {
        return Map.of();
    }

    /**
     * Asks the org, once, and returns its id for the job.
     *
     * @throws OrgException with {@code unknownOutcome} false only where nothing was taken by the
     *     org; after any other exception the request counts as lost, and {@link #lost} is asked
     */
    String send(RemoteJob job);

    /**
     * Whether a job has to be given time in the org before it is looked at for the first time; not so one that does its work
     * while it is looked at.
     */
    default boolean waitsForOrg() {
        return true;
    }

    /**
     * How a job ends whose sending was certainly refused; empty where that is a fault, which is counted and tried again.
     *
     * @param refusal as {@link #send} threw it; the org took nothing
     */
    default Optional<Outcome> refused(RemoteJob job, OrgException refusal) {
        return Optional.empty();
    }

    /** Looks at a running job. Whatever has to be kept of the result is stored before {@link Look.Ended} is returned. */
    Look look(RemoteJob job);

    /** Decides about a request whose answer was lost, from the mark and the org's own list. */
    Lost lost(RemoteJob job);

    /** Asks the org to cancel a running job; the job is looked at until it has really ended. */
    default void cancel(RemoteJob job) {}

    /** Whether an org can be asked to cancel a running one. */
    default boolean cancels() {
        return false;
    }

    /**
     * Whether a request whose answer was lost is found again in the org's own list, and may have to be decided about by an operator;
     * false where it is simply repeated.
     */
    default boolean findsLost() {
        return false;
    }

    /**
     * What does not fit when this id of the org is said to be the request whose answer was lost; empty when all fits.
     * Asked only where {@link #findsLost}.
     */
    default List<Misfit> misfits(RemoteJob job, String remoteId) {
        return List.of();
    }

    /** How a running job ends that its org does not know any more; empty where the org still lists it. */
    default Optional<Outcome> vanished(RemoteJob job) {
        return Optional.empty();
    }

    /** Called in the transaction that writes the outcome down: update the records that the job was done for. */
    default void ended(RemoteJob job, Outcome outcome) {}
}
