package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.metadata.References;
import io.sluice.salesforce.ComponentDependencies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Goes from what is changed to its users, and on to theirs, until test classes are reached. The org's own list of uses says who
 * uses what; where it does not tell or does not tell all, the Apex of the org is read for the names of classes.
 */
final class TestSearch {

    /** A test sets up data through a few layers; what is farther away is reached by chance. */
    private static final int MOST_STEPS = 5;
    /** So many users are followed; a change of everything is tested by all local tests anyway. */
    private static final int MOST_FOLLOWED = 2000;

    private static final int NAMES_AT_ONCE = 100;
    private static final Pattern TEST = Pattern.compile("(?i)@\\s*isTest\\b|\\btestMethod\\b");

    private final OrgLists org;
    private final List<String> notes = new ArrayList<>();
    /** By whatever was reached, what of the changed it reaches. */
    private final SortedMap<Component, SortedSet<Component>> reached = new TreeMap<>();

    private TestSearch(OrgLists org) {
        this.org = org;
    }

    record Found(List<TestProposal.ProposedTest> tests, List<String> notes) {}

    /** @throws io.sluice.salesforce.OrgException where the org can't be asked */
    static Found in(OrgLists org, Collection<Component> changed) {
        TestSearch search = new TestSearch(org);
        return new Found(search.tests(changed), List.copyOf(search.notes));
    }

    private List<TestProposal.ProposedTest> tests(Collection<Component> changed) {
        changed.forEach(each -> reach(each, Set.of(each)));
        boolean told = follow(changed);
        Map<Component, String> apex = told ? apexOf(apexClasses()) : allApex();
        if (!told) {
            followByName(apex);
        }
        List<TestProposal.ProposedTest> tests = new ArrayList<>();
        reached.forEach((component, changes) -> {
            String body = apex.get(component);
            if (body != null && TEST.matcher(body).find()) {
                tests.add(new TestProposal.ProposedTest(component.fullName(), List.copyOf(changes)));
            }
        });
        tests.sort(Comparator.comparing(
                        (TestProposal.ProposedTest test) -> -test.reaches().size())
                .thenComparing(TestProposal.ProposedTest::name));
        return tests;
    }

    /** @return whether the org told all */
    private boolean follow(Collection<Component> changed) {
        Map<Component, String> ids = org.ids(changed);
        boolean complete = ids.size() == new HashSet<>(changed).size();
        Set<Component> followed = new HashSet<>(changed);
        for (int step = 0; step < MOST_STEPS && !ids.isEmpty(); step++) {
            ComponentDependencies.Answer answer = new ComponentDependencies(org.org()).usersOf(ids.values());
            if (!(answer instanceof ComponentDependencies.Told told)) {
                notes.add(
                        "The source does not tell who uses what (" + ((ComponentDependencies.Refused) answer).sentence()
                                + "). Its Apex was read for names instead.");
                return false;
            }
            complete &= told.truncated().isEmpty();
            Set<Component> next = new TreeSet<>();
            ids.forEach((used, id) -> told.uses().stream()
                    .filter(use -> use.usedId().equals(id))
                    .forEach(use -> org.named(use.userType(), use.userId()).ifPresent(user -> {
                        if (reach(user, Set.copyOf(reached.get(used)))) {
                            next.add(user);
                        }
                        followed.add(user);
                    })));
            if (followed.size() > MOST_FOLLOWED) {
                notes.add("More than " + MOST_FOLLOWED
                        + " components use what is changed, directly or through others; only"
                        + " the nearest were looked at. All local tests are the better choice.");
                return complete;
            }
            ids = org.ids(next);
        }
        return complete;
    }

    private void followByName(Map<Component, String> apex) {
        for (int step = 0; step < MOST_STEPS; step++) {
            Set<Component> classes = new HashSet<>(reached.keySet());
            classes.removeIf(each -> !each.type().equals("ApexClass"));
            boolean[] more = {false};
            apex.forEach((from, body) -> References.inApex(from, body, classes)
                    .forEach(reference -> more[0] |= reach(from, Set.copyOf(reached.get(reference.to())))));
            if (!more[0]) {
                return;
            }
        }
    }

    /** @return whether that is news */
    private boolean reach(Component component, Set<Component> changes) {
        return reached.computeIfAbsent(component, each -> new TreeSet<>()).addAll(changes);
    }

    private List<String> apexClasses() {
        return reached.keySet().stream()
                .filter(each -> each.type().equals("ApexClass"))
                .map(Component::fullName)
                .toList();
    }

    private Map<Component, String> apexOf(List<String> names) {
        Map<Component, String> apex = new HashMap<>();
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            String quoted = String.join("', '", names.subList(from, Math.min(names.size(), from + NAMES_AT_ONCE)));
            read("WHERE NamespacePrefix = null AND Name IN ('" + quoted + "')", apex);
        }
        return apex;
    }

    private Map<Component, String> allApex() {
        Map<Component, String> apex = new HashMap<>();
        read("WHERE NamespacePrefix = null", apex);
        return apex;
    }

    private void read(String where, Map<Component, String> apex) {
        org.org()
                .queryTooling("SELECT Name, Body FROM ApexClass " + where)
                .forEach(row -> apex.put(
                        new Component("ApexClass", String.valueOf(row.get("Name"))), String.valueOf(row.get("Body"))));
    }
}
