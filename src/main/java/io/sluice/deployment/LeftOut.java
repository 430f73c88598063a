package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What a deployment leaves out of the scope, as people write it: an item a line, and the reason behind it. */
public final class LeftOut {

    private static final int LONGEST_REASON = 2000;

    private LeftOut() {}

    /** @param problems what could not be read or is impossible, a sentence each */
    record Read(SortedMap<Component, String> items, List<String> problems) {}

    /**
     * Reads lines like {@code ApexClass:Invoices because it is not tested yet}; a colon or a dash does as well as the word.
     * Names may hold blanks, so each line is held against the names of the scope.
     */
    static Read read(Collection<String> lines, SortedSet<Component> scope) {
        SortedMap<Component, String> items = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (!text.isEmpty()) {
                read(text, scope, items, problems);
            }
        }
        if (problems.isEmpty() && !items.isEmpty() && items.size() == scope.size()) {
            problems.add(
                    "Everything of the scope is left out, so nothing would be deployed. Keep at least one item, or give"
                            + " the deployment up.");
        }
        return new Read(items, problems);
    }

    private static void read(
            String line, SortedSet<Component> scope, SortedMap<Component, String> items, List<String> problems) {
        Optional<Component> found = scope.stream()
                .filter(item -> begins(line, item.toString()))
                .max(Comparator.comparingInt(item -> item.toString().length()));
        if (found.isEmpty()) {
            problems.add("\"" + line + "\" can't be left out: it begins with no item of the scope. Write for example"
                    + " \"ApexClass:Invoices because it is not tested yet\".");
            return;
        }
        Component item = found.get();
        String reason = line.substring(item.toString().length())
                .strip()
                .replaceFirst("^(because\\b|[:\u2013-])\\s*", "")
                .strip();
        if (reason.isEmpty()) {
            problems.add("Say why " + item + " is left out, behind its name: approvers read it.");
        } else if (reason.length() > LONGEST_REASON) {
            problems.add("The reason why " + item + " is left out has " + reason.length() + " characters; at most "
                    + LONGEST_REASON + " are kept. Shorten it.");
        } else if (items.put(item, reason) != null) {
            problems.add(item + " is left out twice. Keep one of the lines.");
        }
    }

    /** A longer name that only begins alike is another one. */
    private static boolean begins(String line, String item) {
        return line.startsWith(item)
                && (line.length() == item.length() || !Character.isLetterOrDigit(line.charAt(item.length())));
    }

    /** Lines as {@link #read} takes them; also what an approval binds. */
    public static List<String> lines(Map<Component, String> items) {
        return items.entrySet().stream()
                .map(each -> each.getKey() + " because " + each.getValue())
                .sorted()
                .toList();
    }
}
