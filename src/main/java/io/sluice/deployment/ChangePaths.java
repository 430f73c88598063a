package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.Optional;

/**
 * The promotion paths of change requests: the targets that each goes to, one after the other. A hop is opened when the one
 * before is verified; its source is the target of the one before, the first one's the environment that the change was made
 * in. Every act writes evidence in its transaction.
 */
public interface ChangePaths {

    /** In order; empty before a path was chosen. */
    List<Hop> of(String change);

    /**
     * The change goes along these targets, from the first one on. What an earlier path had opened is opened anew.
     *
     * @param targets not empty, each once; whether routes lead along is the caller's to ask
     */
    void choose(String change, List<String> targets, String actor);

    /**
     * Opens the first hop, again where the change was worked on once more: records of targets that are not on the path any
     * more are cancelled unless they are deployed, and deployed ones on it are to be deployed again.
     *
     * @return the record of the first hop, a draft or the one it has already
     * @throws IllegalStateException before a path was chosen
     */
    DeploymentRecord begin(String change, String source, String actor);

    /** Target of the first hop that is not opened yet; empty at the end of the path. */
    Optional<String> next(String change);

    /** The environment that the next hop starts from: the target of the hop opened last; empty before the first. */
    Optional<String> reached(String change);

    /**
     * The draft record of the next hop; the hop itself is not opened yet, so that it can still be given up for another way.
     *
     * @throws IllegalStateException with the reason where there is none, or the one before is not deployed
     */
    DeploymentRecord draftNext(String change, String actor);

    /** The next hop is opened with its draft record. */
    void open(DeploymentRecord draft, String actor);

    /**
     * Replaces the hops that are not opened yet.
     *
     * @param targets none to end the path where it is
     * @return what is wrong, a sentence each; nothing is changed then
     */
    List<String> changeRest(String change, List<String> targets, String reason, String actor);

    /**
     * What of the scope is not any more, in the record's source, what the hop before verified there; empty for a first hop.
     */
    List<Component> movedSinceVerified(String deployment);
}
