package io.sluice.compare.bulk;

import io.sluice.remotejob.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a comparison is and how long it will still take, in words. */
final class Forecast {

    private static final Duration TOO_EARLY = Duration.ofSeconds(5);

    private Forecast() {}

    /**
     * @param known how many were known without retrieving, which says nothing about the time that the others take
     * @param since when the retrieving began; null where that is not known
     */
    static Progress progress(long done, long all, long known, @Nullable Instant since, Instant now) {
        String words = String.format(Locale.ROOT, "%,d of %,d components", done, all);
        long retrieved = done - known;
        if (since != null && retrieved > 0 && done < all) {
            Duration took = Duration.between(since, now);
            if (took.compareTo(TOO_EARLY) >= 0) {
                words += ", " + words(took.multipliedBy(all - done).dividedBy(retrieved)) + " more";
            }
        }
        return new Progress(words, (int) done, (int) all, 0, 0, 0);
    }

    private static String words(Duration left) {
        if (left.toSeconds() < 60) {
            return "less than a minute";
        }
        long minutes = (left.toSeconds() + 30) / 60;
        if (minutes < 120) {
            return "about " + minutes + (minutes == 1 ? " minute" : " minutes");
        }
        return "about " + (minutes + 30) / 60 + " hours";
    }
}
