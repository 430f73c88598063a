package io.sluice.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** Which Salesforce user names belong to which person, for the rule that who last edited does not approve. */
public interface People {

    /** The person behind a name that an org shows as last editor (user name or full name); empty when unmapped. */
    Optional<String> personOf(String salesforceName);

    Set<String> salesforceNamesOf(String userId);

    /** Everybody who has Salesforce names, with these names. */
    SortedMap<String, SortedSet<String>> all();

    /**
     * Replaces the Salesforce names of a person; none takes them all away.
     *
     * @return what is wrong, a sentence each: no such account, a name that belongs to somebody else; nothing is written then
     */
    List<String> map(String userId, Set<String> salesforceNames, String actor);
}
