package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.records.Soql;
import io.sluice.rehearsal.state.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a Tooling query sees: deployments, and the rows of ordinary objects. */
final class ToolingSource implements Soql.Source {
    private final JobBoard jobs;
    private final Records records;

    ToolingSource(JobBoard jobs, Records records) {
        this.jobs = jobs;
        this.records = records;
    }

    @Override
    public Optional<List<Map<String, Object>>> rows(String object) {
        return object.equals("DeployRequest")
                ? Optional.of(jobs.deploys().stream().map(ToolingSource::row).toList())
                : records.rows(object);
    }

    private static Map<String, Object> row(DeployJob job) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", job.id());
        out.put("Status", job.status());
        out.put("CheckOnly", job.options().checkOnly());
        out.put("CreatedDate", Times.rest(job.created()));
        out.put("StartDate", Times.rest(job.started()));
        out.put("CompletedDate", Times.rest(job.completed()));
        out.put("CreatedById", job.user());
        job.counters()
                .forEach((name, value) -> out.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
        out.put("RollbackOnError", job.options().rollbackOnError());
        out.put("IgnoreWarnings", job.options().ignoreWarnings());
        out.put("TestLevel", job.options().testLevel());
        out.put("ErrorMessage", job.errorMessage());
        out.put("StateDetail", job.stateDetail());
        out.put("Type", "mdapi");
        return out;
    }

    @Override
    public boolean hasField(String object, String field) {
        return object.equals("DeployRequest")
                ? row(JobBoard.blank()).containsKey(field)
                : records.hasField(object, field);
    }

    @Override
    public Object value(String object, Map<String, Object> row, String path) {
        if (object.equals("DeployRequest") && path.startsWith("CreatedBy.")) {
            return records.value("Account", row, path);
        }
        return records.value(object, row, path);
    }
}
