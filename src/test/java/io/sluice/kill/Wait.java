package io.sluice.kill;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what other processes do: looks again and again until it is so, and fails when it takes too long. */
final class Wait {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Wait() {}

    static void until(String what, Callable<Boolean> condition) {
        patiently(what).until(condition);
    }

    /** For what may be refused while it is not there yet, for example a connection. */
    static void untilWithoutProblem(String what, Callable<Boolean> condition) {
        patiently(what).ignoreExceptions().until(condition);
    }

    private static ConditionFactory patiently(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(PAUSE);
    }
}
