package io.sluice.deployment;

import io.sluice.deployment.analyzer.Rule;
import java.util.List;
import java.util.Optional;

/** Looks at packages before their targets do. */
public interface Analyses {

    /** Every rule, blockers first, by title. */
    List<Rule> catalogue();

    /** What a rule does for a target of a kind, as the policy says now. */
    Rule.Effect effect(Rule rule, String targetKind);

    /**
     * Looks at the retrieved package of a deployment record. Writes evidence.
     *
     * @throws io.sluice.salesforce.OrgException when the target can't be asked
     */
    Analysis analyze(String deployment);

    /** The newest analysis, with the waivers that hold now. */
    Optional<Analysis> latest(String deployment);

    /** How waiving ended. */
    sealed interface WaiveResult {}

    record Waived(Analysis analysis) implements WaiveResult {}

    record Refused(String sentence) implements WaiveResult {}

    /**
     * Lets a finding that stops the deployment pass, for the fingerprint that was analyzed. Refused in a sentence: without a
     * reason, by anybody but a release manager, by who asked for the change, and where the finding does not stop anything.
     * Writes evidence.
     */
    WaiveResult waive(String deployment, String finding, String reason, String person);
}
