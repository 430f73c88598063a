package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.ApexSource;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.OrgMetadata;
import java.util.ArrayDeque;
import java.util.Deque;

/** The little of Apex syntax that is checked: brackets that don't match, with the compiler's words. */
final class ApexSyntax {
    private ApexSyntax() {}

    /** A compile error and its place. */
    record Problem(String words, int line, int column) {}

    private record Open(char bracket, int line, int column) {}

    /** The first problem, or null. */
    static Problem of(Component component, OrgMetadata org) {
        String code = ApexSource.of(component, org).code();
        Deque<Open> open = new ArrayDeque<>();
        int line = 1;
        int column = 0;
        for (char c : code.toCharArray()) {
            column++;
            switch (c) {
                case '\n' -> {
                    line++;
                    column = 0;
                }
                case '{', '(', '[' -> open.push(new Open(c, line, column));
                case '}', ')', ']' -> {
                    if (open.isEmpty()) {
                        return new Problem("Missing '<EOF>' at '" + c + "'", line, column);
                    }
                    char wanted = closing(open.pop().bracket());
                    if (wanted != c) {
                        return new Problem("Missing '" + wanted + "' at '" + c + "'", line, column);
                    }
                }
                default -> {
                    // Only brackets are looked at.
                }
            }
        }
        return open.isEmpty()
                ? null
                : new Problem("Missing '" + closing(open.peek().bracket()) + "' at '<EOF>'", line, Math.max(1, column));
    }

    private static char closing(char bracket) {
        return bracket == '{' ? '}' : bracket == '(' ? ')' : ']';
    }
}
