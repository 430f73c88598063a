package io.sluice.compare.difference;

import org.jspecify.annotations.Nullable;

/** Sentences about differences, from the target's side: what would happen to it. */
final class Phrases {

    private static final int LONGEST = 80;
    private static final int BEFORE_THE_DIFFERENCE = 20;

    private Phrases() {}

    /** A property that changes, comes or goes. */
    static String property(String label, @Nullable String source, @Nullable String target) {
        if (label.equals("active") && "true".equals(source)) {
            return "is activated";
        }
        if (label.equals("active") && "false".equals(source) && "true".equals(target)) {
            return "is deactivated";
        }
        if ("true".equals(source) && !"true".equals(target)) {
            return label + are(label) + "switched on";
        }
        if ("false".equals(source) && "true".equals(target)) {
            return label + are(label) + "switched off";
        }
        if (source == null) {
            String gone = target == null ? "" : target;
            return isSwitch(gone)
                    ? label + are(label) + "no longer switched " + value(gone)
                    : label + " " + value(gone) + " is removed";
        }
        if (target == null) {
            return label + are(label) + (isSwitch(source) ? "switched " : "set to ") + value(source);
        }
        if (isText(source) || isText(target)) {
            return label + changes(label) + "(" + lines(target) + " before, " + lines(source) + " after)";
        }
        int same = 0;
        while (same < source.length() && same < target.length() && source.charAt(same) == target.charAt(same)) {
            same++;
        }
        boolean tooLong = source.length() > LONGEST || target.length() > LONGEST;
        int from = tooLong && same > BEFORE_THE_DIFFERENCE ? same - BEFORE_THE_DIFFERENCE : 0;
        return label + changes(label) + "from " + value(cut(target, from)) + " to " + value(cut(source, from));
    }

    /** The verb between something and what happens to it: {@code is}, or {@code are} where it sounds like several. */
    static String are(String words) {
        String head = words.split(" (?:for|of|in|to|on) ", 2)[0];
        return head.matches("(?s).*[^isu\\W]s") ? " are " : " is ";
    }

    private static String changes(String label) {
        return are(label).equals(" are ") ? " change " : " changes ";
    }

    /** A value in a sentence: numbers and switches bare, empty ones as such, others in quotes. */
    static String value(String value) {
        if (value.isEmpty()) {
            return "nothing";
        }
        if (value.equals("true")) {
            return "on";
        }
        if (value.equals("false")) {
            return "off";
        }
        String oneLine = shortened(value.replaceAll("\\s*\\n\\s*", " "), LONGEST);
        return oneLine.matches("-?[0-9]+(\\.[0-9]+)?") ? oneLine : "\"" + oneLine + "\"";
    }

    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** {@code 1st}, {@code 2nd}, {@code 3rd}, {@code 4th}, {@code 11th}. */
    static String ordinal(int number) {
        int tens = number % 100;
        int ones = number % 10;
        String ending = tens >= 11 && tens <= 13 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
        return number + ending;
    }

    /** Whether a value is best read as a text of its own. */
    static boolean isLong(@Nullable String value) {
        return value != null && (isText(value) || value.length() > LONGEST);
    }

    static boolean isText(@Nullable String value) {
        return value != null && value.indexOf('\n') >= 0;
    }

    private static boolean isSwitch(String value) {
        return value.equals("true") || value.equals("false");
    }

    private static String lines(String text) {
        long lines = text.lines().count();
        return lines + (lines == 1 ? " line" : " lines");
    }

    private static String cut(String text, int from) {
        if (from == 0) {
            return text;
        }
        int start = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
        return "…" + text.substring(start);
    }
}
