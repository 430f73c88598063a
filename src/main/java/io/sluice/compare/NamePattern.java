package io.sluice.compare;

/**
 * A name with {@code *} for anything and {@code ?} for one character; upper and lower case are not told apart. It is
 * matched without going back further than to the last {@code *}, so that no pattern takes longer than its length times the
 * name's.
 */
final class NamePattern {

    private final int[] pattern;

    NamePattern(String words) {
        pattern = words.strip().codePoints().map(NamePattern::folded).toArray();
    }

    boolean matches(String text) {
        int[] name = text.codePoints().map(NamePattern::folded).toArray();
        int at = 0;
        int read = 0;
        int star = -1;
        int taken = 0;
        while (read < name.length) {
            if (at < pattern.length && pattern[at] == '*') {
                star = at++;
                taken = read;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == name[read])) {
                at++;
                read++;
            } else if (star >= 0) {
                // The last * takes one character more; those before it need not change.
                at = star + 1;
                read = ++taken;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }

    private static int folded(int character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }
}
