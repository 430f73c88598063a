package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.state.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Tooling object {@code DeployRequest}: all deployments, whoever made them. */
final class DeployRequests implements ToolingTable {
    private final JobBoard jobs;

    DeployRequests(JobBoard jobs) {
        this.jobs = jobs;
    }

    @Override
    public double since() {
        return 49.0;
    }

    @Override
    public List<Map<String, Object>> rows() {
        return jobs.deploys().stream().map(DeployRequests::row).toList();
    }

    @Override
    public List<String> fields() {
        return List.copyOf(row(JobBoard.blank()).keySet());
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
        out.put("LastModifiedById", job.canceledBy() == null ? job.user() : job.canceledBy());
        out.put("LastModifiedDate", Times.rest(job.modified()));
        out.put("SystemModstamp", Times.rest(job.modified()));
        out.put("CanceledById", job.canceledBy());
        job.counters()
                .forEach((name, value) -> out.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
        out.put("AllowMissingFiles", job.options().allowMissingFiles());
        out.put("AutoUpdatePackage", job.options().autoUpdatePackage());
        out.put("IgnoreWarnings", job.options().ignoreWarnings());
        out.put("PurgeOnDelete", job.options().purgeOnDelete());
        out.put("RollbackOnError", job.options().rollbackOnError());
        out.put("SinglePackage", job.options().singlePackage());
        out.put("IsRunTestsEnabled", job.runsTests());
        out.put("TestLevel", job.options().testLevel());
        out.put("ErrorMessage", job.errorMessage());
        out.put("ErrorStatusCode", job.errorCode());
        out.put("StateDetail", job.stateDetail());
        out.put("ChangeSetName", null);
        out.put("Type", "mdapi");
        return out;
    }
}
