package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A scope as text, one {@code Type:FullName} a line, and what reading it found. Blank lines and white space around type
 * and name are ignored. Salesforce does not tell names apart by case, so neither does the check for items named twice.
 *
 * @param components the lines that were understood, in their order
 * @param problems one sentence for each line that was not, with its number
 */
public record ScopeLines(List<Component> components, List<String> problems) {

    /** A package holds at most so many files, so no larger scope can ever be deployed. */
    public static final int MOST_ITEMS = 10_000;

    private static final int SHOWN_OF_A_LINE = 120;

    public ScopeLines {
        components = List.copyOf(components);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a scope.
     *
     * @param place what the lines are called in the sentences, for example {@code the existing customizations}
     * @param formProblem what is wrong with a component's type or name; empty where both are well formed
     */
    public static ScopeLines read(String text, String place, Function<Component, Optional<String>> formProblem) {
        List<Component> components = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, Integer> lineOf = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String at = "Line " + number + " of " + place;
            Optional<Component> parsed = Component.parse(line);
            if (parsed.isEmpty()) {
                problems.add(at + ", \"" + shown(line)
                        + "\": it is not written as Type:FullName, for example ApexClass:InvoiceService.");
                continue;
            }
            Component component = parsed.get();
            Optional<String> wrong = formProblem.apply(component);
            if (wrong.isPresent()) {
                problems.add(at + ", \"" + shown(line) + "\": " + sentence(component, wrong.get()));
                continue;
            }
            Integer earlier = lineOf.putIfAbsent(key(component), number);
            if (earlier != null) {
                problems.add(at + ", \"" + shown(line) + "\": it is named already in line " + earlier + ".");
                continue;
            }
            components.add(component);
        }
        if (components.size() > MOST_ITEMS) {
            problems.add("There are " + components.size() + " items in " + place + "; a package holds at most "
                    + MOST_ITEMS + ". Split the change.");
        }
        return new ScopeLines(components, problems);
    }

    /** The components as text that {@link #read} understands, sorted. */
    public static String write(Iterable<Component> components) {
        List<String> lines = new ArrayList<>();
        components.forEach(component -> lines.add(component.toString()));
        return String.join("\n", lines);
    }

    /** Equal for components that an org takes for the same. */
    static String key(Component component) {
        return component.toString().toLowerCase(Locale.ROOT);
    }

    private static String shown(String line) {
        String stripped = line.strip();
        return stripped.length() <= SHOWN_OF_A_LINE ? stripped : stripped.substring(0, SHOWN_OF_A_LINE) + "...";
    }

    private static String sentence(Component component, String problem) {
        // The line is quoted already; the problem need not begin with it once more.
        String prefix = component + ": ";
        String text = problem.startsWith(prefix) ? problem.substring(prefix.length()) : problem;
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}
