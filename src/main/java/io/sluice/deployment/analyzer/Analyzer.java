package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;

/** One rule. Keeps nothing between two packages; what it may not be able to learn of the target it leaves to the validation. */
public interface Analyzer {

    Rule rule();

    /** Looks at one file of the package. */
    default void file(MetadataFile file, Subject subject, Report report) {}

    /** Looks at the package as a whole, after its files. */
    default void whole(Subject subject, Report report) {}
}
