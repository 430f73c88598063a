package io.sluice.compare.bulk;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.EarlierState;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.LeftOut;
import io.sluice.compare.NewComparison;
import io.sluice.compare.Selection;
import io.sluice.compare.TestRooms;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.MapPropertySource;

/** Two orgs in memory and comparisons of them, moved look by look; the pauses between looks at an org are 0. */
final class Bench implements AutoCloseable {

    static final Selection EVERYTHING = new Selection.Everything(LeftOut.NOTHING);

    final TestRooms rooms;
    final Comparisons comparisons;
    private int count;

    Bench(Map<String, Object> settings) {
        Map<String, Object> all = new TreeMap<>(
                Map.of("sluice.compare.poll", "0s", "sluice.compare.first-look", "0s", "sluice.compare.slice", "1m"));
        all.putAll(settings);
        rooms = new TestRooms(
                context -> context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", all)),
                "io.sluice.compare");
        comparisons = rooms.get(Comparisons.class);
    }

    Bench() {
        this(Map.of());
    }

    RemoteJob request(Selection selection, boolean cold) {
        return request(selection, cold, null);
    }

    RemoteJob request(Selection selection, boolean cold, EarlierState earlier) {
        return request(selection, cold, earlier, "62.0");
    }

    private RemoteJob request(Selection selection, boolean cold, EarlierState earlier, String apiVersion) {
        return comparisons.request(new NewComparison(
                null,
                "comparison-" + ++count,
                false,
                "sandbox",
                "production",
                selection,
                earlier,
                cold,
                apiVersion,
                null,
                "rita"));
    }

    RemoteJobKind kind() {
        return rooms.kind(Comparisons.SELECTION_KIND);
    }

    Outcome finish(RemoteJob job) {
        RemoteJob sent = rooms.send(job);
        Look look = kind().look(sent);
        while (!(look instanceof Look.Ended)) {
            look = kind().look(sent);
        }
        return ((Look.Ended) look).outcome();
    }

    ComparisonHead compare(Selection selection, boolean cold) {
        return compare(selection, cold, "62.0");
    }

    ComparisonHead compare(Selection selection, boolean cold, String apiVersion) {
        RemoteJob job = request(selection, cold, null, apiVersion);
        Outcome outcome = finish(job);
        if (!outcome.isSuccess()) {
            throw new IllegalStateException(outcome.message());
        }
        return comparisons.headOfJob(job.id()).orElseThrow();
    }

    /** Each item with its bucket. */
    Map<String, Bucket> buckets(ComparisonHead head) {
        Map<String, Bucket> buckets = new TreeMap<>();
        items(head).forEach(item -> buckets.put(item.component().toString(), item.bucket()));
        return buckets;
    }

    List<ComparedItem> items(ComparisonHead head) {
        return comparisons.items(head.id(), ItemFilter.ALL, null, 100_000);
    }

    /** How many retrieves both orgs have been asked for so far. */
    int retrieves() {
        return rooms.source.retrieved.size() + rooms.target.retrieved.size();
    }

    @Override
    public void close() {
        rooms.close();
    }
}
