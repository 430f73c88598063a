package io.sluice.remotejob;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How remote jobs are moved on.
 *
 * @param enabled whether this node moves jobs by itself
 * @param threads how many jobs this node moves at once
 * @param lease how long a job belongs to the node that claimed it; renewed while the node works, so this is how long a
 *     killed node's jobs wait
 * @param pause between two looks for due jobs when nothing was due
 * @param looksPerSecond how often a node looks at running jobs in a second at most, whatever their number
 * @param stoppedPause between two looks at whether an operator retried a stopped job
 * @param unsurePeriod after sending something that changes an org: the time within which a request whose answer was lost
 *     may still be taken, so that it is not sent again; at least the deploy request's time-out and {@code grace} together
 * @param grace how long an org may still take in a request after the connection to it has ended
 * @param backOff waits after the first, second, ... technical fault in a row; one fault more stops the job
 */
@ConfigurationProperties(prefix = "sluice.dispatcher", ignoreUnknownFields = false)
record RemoteJobsSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2") int threads,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("1s") Duration pause,
        @DefaultValue("20") int looksPerSecond,
        @DefaultValue("5s") Duration stoppedPause,
        @DefaultValue("12m") Duration unsurePeriod,
        @DefaultValue("2m") Duration grace,
        @DefaultValue({"5s", "15s", "1m", "5m", "15m"}) List<Duration> backOff) {

    RemoteJobsSettings {
        backOff = List.copyOf(backOff);
        if (threads < 1 || threads > 16) {
            throw new IllegalArgumentException("sluice.dispatcher.threads must lie between 1 and 16, not " + threads);
        }
        if (looksPerSecond < 1) {
            throw new IllegalArgumentException(
                    "sluice.dispatcher.looks-per-second must be at least 1, not " + looksPerSecond);
        }
        positive("lease", lease);
        positive("pause", pause);
        positive("stopped-pause", stoppedPause);
        positive("unsure-period", unsurePeriod);
        positive("grace", grace);
        backOff.forEach(wait -> positive("back-off", wait));
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("sluice.dispatcher." + name + " must be longer than 0, not " + value);
        }
    }
}
