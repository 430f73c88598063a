package io.sluice.web;

import io.sluice.deployment.Forecast;
import io.sluice.salesforce.DeployDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Numbers of deployment logs as people read them; templates use it as {@code @logWords}. */
@Component
class LogWords {

    /** {@code 25 ms}, {@code 1.3 s}, {@code 2 minutes 5 seconds}. */
    public String took(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : about(Duration.ofMillis(millis));
    }

    /** How much is covered, in whole percent, rounded down as Salesforce does. */
    public int percent(DeployDetails.Coverage coverage) {
        return coverage.total() == 0 ? 100 : (coverage.total() - coverage.missed()) * 100 / coverage.total();
    }

    /** Numbers that follow each other as {@code 3-5}, names as they are. */
    public String places(List<String> places) {
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < places.size()) {
            int to = from;
            while (to + 1 < places.size() && follows(places.get(to), places.get(to + 1))) {
                to++;
            }
            words.add(from == to ? places.get(from) : places.get(from) + "-" + places.get(to));
            from = to + 1;
        }
        return String.join(", ", words);
    }

    private static boolean follows(String one, String next) {
        return one.matches("\\d{1,8}")
                && next.matches("\\d{1,8}")
                && Integer.parseInt(one) + 1 == Integer.parseInt(next);
    }

    static List<String> forecast(Forecast forecast) {
        List<String> sentences = new ArrayList<>();
        if (forecast.components() != null) {
            sentences.add("The components will probably take about " + about(forecast.components()) + " more.");
        }
        if (forecast.tests() != null) {
            sentences.add("The tests will probably take about " + about(forecast.tests()) + " more.");
        }
        return sentences;
    }

    private static String about(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        if (seconds < 60) {
            return PageWords.count(seconds, "second");
        }
        if (seconds < 3600) {
            return PageWords.count(seconds / 60, "minute") + " " + PageWords.count(seconds % 60, "second");
        }
        return PageWords.count(seconds / 3600, "hour") + " " + PageWords.count(seconds / 60 % 60, "minute");
    }
}
