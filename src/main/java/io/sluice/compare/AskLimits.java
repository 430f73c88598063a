package io.sluice.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much one person may ask for at once, so that a comparison leaves room for those of others. */
final class AskLimits {

    /** Comparisons of a person's own asking that are not at their end. */
    static final int MOST_OPEN = 3;

    private static final int MOST_COMPONENTS = 50_000;
    private static final int MOST_PATTERNS = 100;
    private static final int LONGEST_PATTERN = 200;

    private AskLimits() {}

    /** What is too much, a sentence each. */
    static List<String> problems(Selection selection) {
        if (selection instanceof Selection.Listed listed && listed.components().size() > MOST_COMPONENTS) {
            return List.of("The list names " + number(listed.components().size())
                    + " components; at most " + number(MOST_COMPONENTS)
                    + " are compared as a list. Choose whole types instead, or ask for several comparisons.");
        }
        if (selection instanceof Selection.Types types) {
            return problems(types.leftOut());
        }
        return selection instanceof Selection.Everything everything ? problems(everything.leftOut()) : List.of();
    }

    private static List<String> problems(LeftOut leftOut) {
        List<String> problems = new ArrayList<>();
        if (leftOut.patterns().size() > MOST_PATTERNS) {
            problems.add("There are " + number(leftOut.patterns().size()) + " names to leave out; at most "
                    + MOST_PATTERNS + " can be given. A * stands for anything, so one line can leave out many.");
        }
        leftOut.patterns().stream()
                .filter(pattern -> pattern.length() > LONGEST_PATTERN)
                .findFirst()
                .ifPresent(pattern -> problems.add("The name to leave out that begins with \""
                        + pattern.substring(0, 40) + "\" has " + number(pattern.length()) + " characters; at most "
                        + LONGEST_PATTERN + " can be given."));
        return problems;
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
