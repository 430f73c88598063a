package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a Tooling query sees: deployments, tracked source, dependencies, Apex, and the rows of ordinary objects. */
final class ToolingSource extends QuerySource {
    ToolingSource(JobBoard jobs, Records records) {
        super(tables(jobs), records);
    }

    private static Map<String, ToolingTable> tables(JobBoard jobs) {
        Map<String, ToolingTable> out = new LinkedHashMap<>(new SetupTables(jobs).tooling());
        out.put("DeployRequest", new DeployRequests(jobs));
        out.put("SourceMember", new SourceMembers(jobs));
        out.put(Dependencies.NAME, new Dependencies(jobs));
        out.put("ApexClass", new ApexRows(jobs, "ApexClass"));
        out.put("ApexTrigger", new ApexRows(jobs, "ApexTrigger"));
        out.put("ApexCodeCoverageAggregate", new CoverageRows(jobs));
        return out;
    }

    @Override
    public String place() {
        return "tooling/";
    }

    @Override
    String allowed(String object, String soql) throws RecordProblem {
        return object.equals(Dependencies.NAME) ? Dependencies.allowed(soql) : soql;
    }
}
