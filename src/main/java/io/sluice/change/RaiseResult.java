package io.sluice.change;

import java.util.List;

/** The outcome of raising a change request. */
public sealed interface RaiseResult {

    record Raised(ChangeRequest change) implements RaiseResult {}

    /** What is wrong, one sentence each; nothing was saved. */
    record Refused(List<String> problems) implements RaiseResult {}
}
