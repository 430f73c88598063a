package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.jobs.TestRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ApexCodeCoverageAggregate}: what the tests of the last deployment that ran some reached. */
final class CoverageRows implements ToolingTable {
    private static final TestRun.Coverage BLANK = new TestRun.Coverage("", "", "", 0, List.of());

    private final JobBoard jobs;

    CoverageRows(JobBoard jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<String> fields() {
        return List.copyOf(row(BLANK).keySet());
    }

    @Override
    public List<Map<String, Object>> rows() {
        List<DeployJob> ran = jobs.deploys().stream()
                .filter(j -> !j.tests().coverage().isEmpty())
                .toList();
        return ran.isEmpty()
                ? List.of()
                : ran.get(ran.size() - 1).tests().coverage().stream()
                        .map(CoverageRows::row)
                        .toList();
    }

    private static Map<String, Object> row(TestRun.Coverage c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", c.id().isEmpty() ? null : "715" + c.id().substring(3));
        out.put("ApexClassOrTriggerId", c.id());
        out.put("ApexClassOrTrigger.Name", c.name());
        out.put("NumLinesCovered", c.lines() - c.missed().size());
        out.put("NumLinesUncovered", c.missed().size());
        out.put("Coverage", Map.of("uncoveredLines", c.missed()));
        return out;
    }
}
