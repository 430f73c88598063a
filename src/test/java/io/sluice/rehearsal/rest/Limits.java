package io.sluice.rehearsal.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET limits}: what clients look at, of which only the requests of the day are really counted. */
final class Limits {
    private final ApiUsage usage;

    Limits(ApiUsage usage) {
        this.usage = usage;
    }

    Map<String, Object> all() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("ActiveScratchOrgs", limit(3, 3));
        out.put("DailyApiRequests", limit(ApiUsage.MAX, usage.remaining()));
        out.put("DailyAsyncApexExecutions", limit(250_000, 250_000));
        out.put("DailyBulkV2QueryJobs", limit(10_000, 10_000));
        out.put("DailyScratchOrgs", limit(6, 6));
        out.put("DataStorageMB", limit(5, 5));
        out.put("FileStorageMB", limit(20, 20));
        return out;
    }

    private static Map<String, Integer> limit(int max, int remaining) {
        Map<String, Integer> out = new LinkedHashMap<>();
        out.put("Max", max);
        out.put("Remaining", remaining);
        return out;
    }
}
