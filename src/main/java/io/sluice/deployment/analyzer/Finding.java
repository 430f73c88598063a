package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;

/** What an analyzer found in a package: it stops the deployment, or it is to be known. */
public sealed interface Finding {

    /** Key of the rule. */
    String rule();

    /** The component that is concerned. */
    Component place();

    /** The place inside the component, for example {@code line 12}; empty where it is the whole. */
    String where();

    /** What was found, a sentence. */
    String words();

    /** How to mend it, a sentence. */
    String remedy();

    /** Stops the deployment, unless a person waives it. */
    record Blocker(String rule, Component place, String where, String words, String remedy) implements Finding {}

    /** Stops nothing. */
    record Warning(String rule, Component place, String where, String words, String remedy) implements Finding {}

    static Finding of(Rule.Effect effect, String rule, Component place, String where, String words, String remedy) {
        return effect == Rule.Effect.BLOCK
                ? new Blocker(rule, place, where, words, remedy)
                : new Warning(rule, place, where, words, remedy);
    }

    default boolean blocks() {
        return this instanceof Blocker;
    }
}
