package io.sluice.remotejob;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When to look at running jobs again. A young job is looked at soon, because most end soon; an old one seldom. And a node plans no
 * more than so many looks for any second: with a thousand running jobs each is looked at the more seldom, but neither the orgs nor
 * the node have more to do than with a hundred.
 */
final class Looks {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** A job is young for so many of its pauses: then the pause is the one that its kind asks for. */
    private static final int YOUNG = 4;

    /** From this many pauses on it is old, and the pause grows with its age: two seconds until five minutes, fifteen from 38 on. */
    private static final int OLD = 150;

    private final int perSecond;
    private final NavigableMap<Long, Integer> planned = new TreeMap<>();

    Looks(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * The time of the next look.
     *
     * @param since when the org was asked for the job
     * @param pause that the job's kind asks for
     */
    Instant next(Instant now, Instant since, Duration pause) {
        return planned(now, now.plus(pause(Duration.between(since, now), pause)));
    }

    static Duration pause(Duration age, Duration pause) {
        Duration growing = age.dividedBy(YOUNG);
        Duration young = growing.compareTo(SHORTEST) < 0 ? SHORTEST : growing;
        if (young.compareTo(pause) < 0) {
            return young;
        }
        Duration old = age.dividedBy(OLD);
        Duration most = LONGEST.compareTo(pause) < 0 ? pause : LONGEST;
        return old.compareTo(pause) < 0 ? pause : old.compareTo(most) > 0 ? most : old;
    }

    private synchronized Instant planned(Instant now, Instant wanted) {
        planned.headMap(now.getEpochSecond()).clear();
        long second = wanted.getEpochSecond();
        while (planned.getOrDefault(second, 0) >= perSecond) {
            second++;
        }
        planned.merge(second, 1, Integer::sum);
        return second == wanted.getEpochSecond() ? wanted : Instant.ofEpochSecond(second);
    }
}
