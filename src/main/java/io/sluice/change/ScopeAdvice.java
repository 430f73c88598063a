package io.sluice.change;

import io.sluice.environment.Environment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of items before they are submitted: form of type and name, what the scope names already, and what the
 * environment's inventory has. The check against the live org comes with the submission.
 */
public interface ScopeAdvice {

    /** Why the item can't be added to the draft, in a sentence; empty where it can. */
    Optional<String> problem(ScopeItem item, ScopeDraft draft, Environment environment);

    /**
     * Reads a pasted package.xml, destructiveChanges.xml, CSV or lines {@code Type:Name}.
     *
     * @param kind what the items become where the list does not say it; null: existing where the environment has them, else
     *     proposed
     * @param expand whether {@code *} stands for all of a type that the environment has of its own; refused otherwise
     */
    PastedScope read(
            String text, ScopeItem.@Nullable Kind kind, boolean expand, ScopeDraft draft, Environment environment);
}
