package io.sluice.approval;

import java.util.Set;

/** Who belongs to which group. Implemented by the room that knows the accounts. */
public interface Members {

    /** User ids of a group; empty for an unknown group. */
    Set<String> of(String group);

    boolean personExists(String userId);
}
