package io.sluice.approval;

import java.util.Optional;
import java.util.Set;

/** Which Salesforce user names belong to which person, for the rule that who last edited does not approve. */
public interface People {

    /** The person behind a name that an org shows as last editor (user name or full name); empty when unmapped. */
    Optional<String> personOf(String salesforceName);

    Set<String> salesforceNamesOf(String userId);

    /**
     * Replaces the Salesforce names of a person.
     *
     * @throws IllegalArgumentException naming both, where a name belongs to somebody else
     */
    void map(String userId, Set<String> salesforceNames, String actor);
}
