package io.sluice.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may use an environment, beside having the role that a step asks for. Nobody named means everybody with that role.
 *
 * @param people user ids
 * @param groups group ids; each member may use it
 */
public record Users(SortedSet<String> people, SortedSet<String> groups) {

    public static final Users EVERYBODY = new Users(new TreeSet<>(), new TreeSet<>());

    public Users {
        people = Collections.unmodifiableSortedSet(new TreeSet<>(people));
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }

    /** Of names as they were typed: blank ones are left out. */
    public static Users of(Collection<String> people, Collection<String> groups) {
        return new Users(names(people), names(groups));
    }

    private static SortedSet<String> names(Collection<String> typed) {
        SortedSet<String> names = new TreeSet<>();
        typed.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(names::add);
        return names;
    }

    public boolean isEverybody() {
        return people.isEmpty() && groups.isEmpty();
    }

    /** Whether a person who belongs to these groups is among them. */
    public boolean include(String person, Set<String> memberOf) {
        return isEverybody() || people.contains(person) || groups.stream().anyMatch(memberOf::contains);
    }

    /** For example {@code rita, group release-manager}; {@code everybody}. */
    public String words() {
        if (isEverybody()) {
            return "everybody";
        }
        List<String> words = new ArrayList<>(people);
        groups.forEach(group -> words.add("group " + group));
        return String.join(", ", words);
    }
}
