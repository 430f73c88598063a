package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.metadata.XmlProblem;
import io.sluice.rehearsal.state.Times;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ApexClass} or {@code ApexTrigger}. */
final class ApexRows implements ToolingTable {
    private static final Pattern TRIGGER_OF = Pattern.compile("(?i)\\btrigger\\s+\\w+\\s+on\\s+(\\w+)");
    private static final List<String> FIELDS = List.of(
            "Id",
            "Name",
            "NamespacePrefix",
            "ApiVersion",
            "Status",
            "IsValid",
            "Body",
            "LengthWithoutComments",
            "ManageableState",
            "CreatedById",
            "CreatedDate",
            "LastModifiedById",
            "LastModifiedDate",
            "SystemModstamp");

    private final JobBoard jobs;
    private final String type;

    ApexRows(JobBoard jobs, String type) {
        this.jobs = jobs;
        this.type = type;
    }

    @Override
    public List<String> fields() {
        if (type.equals("ApexClass")) {
            return FIELDS;
        }
        List<String> out = new java.util.ArrayList<>(FIELDS);
        out.add("TableEnumOrId");
        return out;
    }

    @Override
    public List<Map<String, Object>> rows() {
        return jobs.metadata().current().of(type).values().stream()
                .map(this::row)
                .toList();
    }

    private Map<String, Object> row(Component c) {
        String body = new String(c.files().getOrDefault(c.path(), new byte[0]), StandardCharsets.UTF_8);
        XmlNode meta = meta(c);
        Audit audit = c.audit();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", audit.id());
        out.put("Name", c.fullName());
        out.put("NamespacePrefix", null);
        out.put(
                "ApiVersion",
                meta.childText("apiVersion").isEmpty() ? null : Double.valueOf(meta.childText("apiVersion")));
        out.put("Status", meta.childText("status").isEmpty() ? "Active" : meta.childText("status"));
        out.put("IsValid", true);
        out.put("Body", body);
        out.put(
                "LengthWithoutComments",
                body.replaceAll("(?s)//[^\n]*|/\\*.*?\\*/", "").length());
        out.put("ManageableState", "unmanaged");
        out.put("CreatedById", audit.createdBy());
        out.put("CreatedDate", Times.rest(audit.createdDate().toEpochMilli()));
        out.put("LastModifiedById", audit.modifiedBy());
        out.put("LastModifiedDate", Times.rest(audit.modifiedDate().toEpochMilli()));
        out.put("SystemModstamp", Times.rest(audit.modifiedDate().toEpochMilli()));
        if (!type.equals("ApexClass")) {
            Matcher on = TRIGGER_OF.matcher(body);
            out.put("TableEnumOrId", on.find() ? on.group(1) : null);
        }
        return out;
    }

    private static XmlNode meta(Component c) {
        byte[] bytes = c.files().get(c.path() + "-meta.xml");
        try {
            return bytes == null ? XmlNode.of(c.type().xmlName(), List.of()) : XmlNode.parse(bytes);
        } catch (XmlProblem e) {
            throw new IllegalStateException("Checked when it was saved, and now no XML: " + c.path(), e);
        }
    }
}
