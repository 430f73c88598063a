package io.sluice.change;

import java.util.List;

/** The outcome of defining or checking a scope. */
public sealed interface ScopeResult {

    record Accepted(Scope scope) implements ScopeResult {}

    /** What is wrong, one sentence each naming the item and the reason; nothing was saved. */
    record Refused(List<String> problems) implements ScopeResult {}
}
