package io.sluice.environment;

import java.util.Comparator;

/** An allowed way from one environment to another, by their ids. */
public record Route(String source, String target) implements Comparable<Route> {

    private static final Comparator<Route> ORDER =
            Comparator.comparing(Route::source).thenComparing(Route::target);

    @Override
    public int compareTo(Route other) {
        return ORDER.compare(this, other);
    }

    /** For example {@code development > production}. */
    @Override
    public String toString() {
        return source + " > " + target;
    }
}
