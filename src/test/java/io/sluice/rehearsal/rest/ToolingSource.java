package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import java.util.List;
import java.util.Map;

/** What a Tooling query sees: deployments, tracked source, dependencies, Apex, and the rows of ordinary objects. */
final class ToolingSource extends QuerySource {
    ToolingSource(JobBoard jobs, Records records) {
        super(
                Map.of(
                        "DeployRequest",
                        new DeployRequests(jobs),
                        "SourceMember",
                        new SourceMembers(jobs, id -> userName(records, id)),
                        Dependencies.NAME,
                        new Dependencies(jobs),
                        "ApexClass",
                        new ApexRows(jobs, "ApexClass"),
                        "ApexTrigger",
                        new ApexRows(jobs, "ApexTrigger"),
                        "ApexCodeCoverageAggregate",
                        new CoverageRows(jobs)),
                records);
    }

    private static String userName(Records records, String id) {
        return records.rows("User").orElse(List.of()).stream()
                .filter(u -> id.equals(u.get("Id")))
                .map(u -> String.valueOf(u.get("Name")))
                .findFirst()
                .orElse(id);
    }

    @Override
    String allowed(String object, String soql) throws RecordProblem {
        return object.equals(Dependencies.NAME) ? Dependencies.allowed(soql) : soql;
    }
}
