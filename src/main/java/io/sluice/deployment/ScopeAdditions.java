package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Missing components on their way into the scope. Asking changes nothing that was approved: what was asked for waits until
 * the change is worked on again, is then stated in the sandbox's record, and comes back from there like any other change of
 * the scope, to be approved anew.
 */
public interface ScopeAdditions {

    /** What the newest check found missing and could be added; what the change deletes can't, and for a record that is over nothing can. */
    List<Component> possible(String deployment);

    /**
     * Why this person may not ask, a sentence; empty where he or she may. Release managers may, and of the developers those
     * who asked for the change or have worked on it. Nobody asks for a record that is over.
     */
    Optional<String> refusal(String deployment, String person);

    /**
     * Asks to add all of it. Writes evidence.
     *
     * @throws IllegalStateException where the record is over
     * @return what waits now; empty where nothing is missing
     */
    List<Component> ask(String deployment, String actor);

    /** What was asked for and does not stand in the sandbox's record yet, of all deployment records of the change request. */
    SortedSet<Component> waiting(String change);

    /** These stand there now; what was asked for meanwhile goes on waiting. Writes evidence where one of them waited. */
    void added(String change, Collection<Component> stated, String actor);
}
