package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.Tracked;
import io.sluice.rehearsal.state.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Source tracking: a row per changed component. Production has no such object, nor has a sandbox whose
 * {@code settings/SourceTracking.settings} turns tracking off.
 */
final class SourceMembers implements ToolingTable {
    private final JobBoard jobs;

    SourceMembers(JobBoard jobs) {
        this.jobs = jobs;
    }

    @Override
    public double since() {
        return 41.0;
    }

    @Override
    public boolean there() {
        return jobs.sandbox() && enabled(jobs.metadata().current());
    }

    /** False when the org's settings turn tracking in sandboxes off. */
    static boolean enabled(OrgMetadata org) {
        return !org.find("Settings", "SourceTracking")
                .map(s -> s.root().childText("enableSourceTrackingSandboxes"))
                .orElse("true")
                .equals("false");
    }

    @Override
    public List<Map<String, Object>> rows() {
        return jobs.metadata().changes().tracked().stream().map(this::row).toList();
    }

    @Override
    public List<String> fields() {
        return List.copyOf(
                row(new Tracked("", "", "", "", 0, false, false, "", 0)).keySet());
    }

    private Map<String, Object> row(Tracked t) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", t.id());
        out.put("MemberIdOrName", t.memberId().isEmpty() ? t.fullName() : t.memberId());
        out.put("MemberName", t.fullName());
        out.put("MemberType", t.type());
        out.put("RevisionCounter", t.counter());
        out.put("RevisionNum", t.counter());
        out.put("IsNameObsolete", t.obsolete());
        out.put("IsNewMember", t.made());
        // An id of 15 characters, which clients resolve themselves.
        out.put(
                "ChangedBy",
                t.changedBy().substring(0, Math.min(15, t.changedBy().length())));
        out.put("LastModifiedById", t.changedBy());
        out.put("LastModifiedDate", Times.rest(t.at()));
        out.put("SystemModstamp", Times.rest(t.at()));
        out.put("CreatedById", t.changedBy());
        out.put("CreatedDate", Times.rest(t.at()));
        out.put("IsDeleted", false);
        return out;
    }
}
