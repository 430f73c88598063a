package io.sluice.environment;

import java.util.Set;

/** The accounts of people, as far as environments ask for them. Implemented by the room that knows the accounts. */
public interface Membership {

    boolean personExists(String userId);

    boolean groupExists(String groupId);

    /** Ids of the groups that a person belongs to; empty for an unknown person. */
    Set<String> groupsOf(String userId);
}
