package io.sluice.deployment;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists in sentences. */
final class Words {

    private static final int MOST_NAMED = 10;

    private Words() {}

    /** The first ten, then how many more. */
    static String named(Collection<?> things) {
        String first = things.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return things.size() > MOST_NAMED ? first + " and " + (things.size() - MOST_NAMED) + " more" : first;
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
