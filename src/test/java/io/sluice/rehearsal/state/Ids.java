package io.sluice.rehearsal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;

/** Hands out Salesforce ids of 18 characters; the last three are the real check characters. */
public final class Ids extends WholePart {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private long last;

    /** A new id that starts with the prefix of its kind, for example {@code 0Af}. */
    public String next(String prefix) {
        last++;
        touch();
        return of(prefix, last);
    }

    /** The id with that number. */
    public static String of(String prefix, long number) {
        StringBuilder tail = new StringBuilder();
        for (long rest = number; rest > 0; rest /= 62) {
            tail.insert(0, DIGITS.charAt((int) (rest % 62)));
        }
        String body = prefix + "0".repeat(Math.max(0, 15 - prefix.length() - tail.length())) + tail;
        return body + check(body);
    }

    /** The three check characters of an id of 15. */
    public static String check(String id15) {
        StringBuilder out = new StringBuilder();
        for (int block = 0; block < 3; block++) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                if (Character.isUpperCase(id15.charAt(block * 5 + i))) {
                    bits |= 1 << i;
                }
            }
            out.append(CHECK.charAt(bits));
        }
        return out.toString();
    }

    /** The form of 18 characters of an id given with 15 or 18. */
    public static String long18(String id) {
        return id.length() == 15 ? id + check(id) : id;
    }

    @Override
    protected String name() {
        return "ids";
    }

    @Override
    protected JsonNode save() {
        return LongNode.valueOf(last);
    }

    @Override
    protected void load(JsonNode saved) {
        last = saved.asLong();
    }
}
