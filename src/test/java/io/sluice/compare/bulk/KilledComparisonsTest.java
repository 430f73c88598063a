package io.sluice.compare.bulk;

import static io.sluice.compare.bulk.Bench.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.Bucket;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparisons whose node dies at any moment, and such as people cancel. */
class KilledComparisonsTest {

    private static final int CLASSES = 8;

    /** Four files are two classes: four chunks a side. */
    private final Bench bench = new Bench(Map.of("sluice.compare.files", "4"));

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void fill() {
        for (int n = 0; n < CLASSES; n++) {
            bench.rooms.source.apex("Gate" + n, "s" + n);
            bench.rooms.target.apex("Gate" + n, n == 3 ? "other" : "s" + n);
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whereverItIsKilled_itGoesOnWithWhatItHas() {
        bench.compare(EVERYTHING, true);
        int alone = bench.retrieves();
        boolean killed = true;
        for (int at = 1; killed; at++) {
            int before = bench.retrieves();
            killed = killedAt(at);
            // What three threads had in hand may be lost on both sides; what was done is not.
            assertThat(bench.retrieves() - before).as("killed at call %d", at).isBetween(alone, alone + 6);
        }
    }

    /** Lets the call of this number be the last one, and another node go on; false where there are not so many calls. */
    private boolean killedAt(int at) {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger deaths = new AtomicInteger();
        Runnable call = () -> {
            if (calls.incrementAndGet() == at) {
                deaths.incrementAndGet();
                throw new Killed();
            }
        };
        bench.rooms.source.calls = call;
        bench.rooms.target.calls = call;
        RemoteJob job = bench.request(EVERYTHING, true);
        Outcome outcome = null;
        while (outcome == null) {
            try {
                outcome = bench.finish(job);
            } catch (Killed again) {
                assertThat(bench.comparisons.headOfJob(job.id())).isEmpty();
            }
        }
        Map<String, Bucket> buckets =
                bench.buckets(bench.comparisons.headOfJob(job.id()).orElseThrow());
        assertThat(buckets).hasSize(CLASSES).containsEntry("ApexClass:Gate3", Bucket.DIFFERENT);
        assertThat(new HashSet<>(buckets.values())).isEqualTo(Set.of(Bucket.SAME, Bucket.DIFFERENT));
        assertThat(leftOver(job)).isZero();
        return deaths.get() > 0;
    }

    @Test
    void resultThatWasStoredBeforeAKill_isNotMadeTwice() {
        RemoteJob job = bench.request(EVERYTHING, true);
        Outcome first = bench.finish(job);
        assertThat(bench.finish(job)).isEqualTo(first);
        assertThat(bench.rooms.acts).hasSize(1);
    }

    @Test
    void afterACrashOfTheDatabase_itBeginsAnew() {
        bench.rooms.source.busy = true;
        RemoteJob job = bench.rooms.send(bench.request(EVERYTHING, true));
        bench.kind().look(job);
        // PostgreSQL empties unlogged tables then.
        for (String table : List.of("run", "type", "listed", "unit", "chunk", "item", "file", "rights")) {
            bench.rooms.jdbc.sql("truncate sluice.compare_" + table).update();
        }
        bench.rooms.source.busy = false;
        assertThat(bench.finish(job).isSuccess()).isTrue();
    }

    @Test
    void cancelled_itEndsWithoutAResultAndLeavesNothing() {
        RemoteJob job = bench.rooms.send(bench.request(EVERYTHING, true));
        assertThat(bench.kind().look(job)).isInstanceOf(Look.Running.class);

        bench.kind().cancel(job);

        assertThat(bench.kind().look(job))
                .isEqualTo(new Look.Ended(
                        Outcome.refused("comparison-cancelled", "The comparison was cancelled before it was done.")));
        assertThat(bench.comparisons.headOfJob(job.id())).isEmpty();
        assertThat(leftOver(job)).isZero();
    }

    @Test
    void progress_saysHowManyComponentsAreDone() {
        RemoteJob job = bench.rooms.send(bench.request(EVERYTHING, true));
        Look look = bench.kind().look(job);
        assertThat(((Look.Running) look).progress().status()).isEqualTo("0 of 8 components");
    }

    private long leftOver(RemoteJob job) {
        return bench.rooms
                .jdbc
                .sql("select (select count(*) from sluice.compare_listed) + (select count(*) from sluice.compare_unit)"
                        + " + (select count(*) from sluice.compare_chunk) + (select count(*) from sluice.compare_run)"
                        + " + (select count(*) from sluice.retrieve_run where starts_with(key, ?))")
                .param(job.id().toString())
                .query(Long.class)
                .single();
    }

    @Test
    void cancelledOneWhoseRunTheDatabaseLost_endsAsCancelledAllTheSame() {
        RemoteJob job = bench.rooms.send(bench.request(EVERYTHING, true));
        bench.kind().cancel(job);
        RemoteJob cancelled = bench.rooms.jobs.askedToStop(job, bench.rooms.clock.now);
        bench.rooms.jdbc.sql("truncate sluice.compare_run cascade").update();

        assertThat(bench.kind().look(cancelled)).isInstanceOfSatisfying(Look.Ended.class, ended -> assertThat(
                        ended.outcome().errorCode())
                .isEqualTo("comparison-cancelled"));
        assertThat(bench.comparisons.headOfJob(job.id())).isEmpty();
    }
}
