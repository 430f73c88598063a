package io.sluice.environment;

import java.util.Comparator;
import java.util.Objects;

/** An allowed way from one environment to another, by their ids. */
public record Route(String source, String target) implements Comparable<Route> {

    private static final Comparator<Route> ORDER =
            Comparator.comparing(Route::source).thenComparing(Route::target);

    public Route {
        Objects.requireNonNull(source, "a route has a source");
        Objects.requireNonNull(target, "a route has a target");
    }

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
