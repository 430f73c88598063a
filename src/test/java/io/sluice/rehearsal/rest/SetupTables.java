package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.state.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects about an org's set-up that the Salesforce CLI asks for. */
final class SetupTables {
    private static final List<String> NAMED = List.of("Id", "DeveloperName", "MasterLabel", "NamespacePrefix");

    private final JobBoard jobs;

    SetupTables(JobBoard jobs) {
        this.jobs = jobs;
    }

    private OrgMetadata org() {
        return jobs.metadata().current();
    }

    /** Those of Tooling queries. */
    Map<String, ToolingTable> tooling() {
        Map<String, ToolingTable> out = new LinkedHashMap<>();
        out.put(
                "StandardValueSet",
                new SetupTable(() -> true, List.of("Id", "MasterLabel", "FullName", "Metadata"), this::valueSets));
        out.put("FlexiPage", new SetupTable(() -> true, NAMED, () -> named("FlexiPage")));
        out.put("CustomObject", new SetupTable(() -> true, NAMED, this::customObjects));
        out.put(
                "SourceTrackingSettings",
                new SetupTable(
                        () -> true,
                        List.of("Id", "DurableId", "IsSourceTrackingSandboxesEnabled"),
                        () -> List.of(tracking())));
        // A production org lists its sandboxes; this one has none. A sandbox has no such objects.
        out.put(
                "SandboxProcess",
                none(("Id Status SandboxName SandboxInfoId LicenseType CreatedDate CopyProgress SandboxOrganization"
                                + " SourceId Description EndDate Features")
                        .split(" ")));
        out.put(
                "SandboxInfo",
                none(("Id IsDeleted CreatedDate CreatedById LastModifiedDate LastModifiedById SandboxName LicenseType"
                                + " TemplateId HistoryDays CopyChatter AutoActivate ApexClassId Description SourceId"
                                + " CopyArchivedActivities Features ActivationUserGroupId PostCopyConfig")
                        .split(" ")));
        return out;
    }

    /** Those of ordinary queries: only an org with bots has them. */
    Map<String, ToolingTable> bots() {
        Map<String, ToolingTable> out = new LinkedHashMap<>();
        out.put("BotDefinition", new SetupTable(this::hasBots, NAMED, () -> named("Bot")));
        out.put(
                "BotVersion",
                new SetupTable(this::hasBots, List.of("Id", "BotDefinitionId", "DeveloperName"), this::botVersions));
        return out;
    }

    private boolean hasBots() {
        return !org().of("Bot").isEmpty();
    }

    private ToolingTable none(String... fields) {
        return new SetupTable(() -> !jobs.sandbox(), List.of(fields), List::of);
    }

    private Map<String, Object> tracking() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", Ids.of("0L8", 0));
        out.put("DurableId", "SourceTracking");
        out.put("IsSourceTrackingSandboxesEnabled", SourceMembers.enabled(org()));
        return out;
    }

    private List<Map<String, Object>> named(String type) {
        List<Map<String, Object>> out = new ArrayList<>();
        org().of(type).values().forEach(c -> out.add(row(c, c.fullName())));
        return out;
    }

    private List<Map<String, Object>> customObjects() {
        List<Map<String, Object>> out = new ArrayList<>();
        org().of("CustomObject").values().stream()
                .filter(c -> c.fullName().contains("__"))
                .forEach(c -> out.add(row(c, c.fullName().replaceFirst("__\\w+$", ""))));
        return out;
    }

    private static Map<String, Object> row(Component c, String name) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", c.audit().id());
        out.put("DeveloperName", name);
        String label = c.root().childText("masterLabel");
        out.put("MasterLabel", label.isEmpty() ? c.root().childText("label") : label);
        out.put("NamespacePrefix", null);
        return out;
    }

    private List<Map<String, Object>> botVersions() {
        List<Map<String, Object>> out = new ArrayList<>();
        org().of("Bot").values().forEach(bot -> bot.children().keySet().stream()
                .filter(key -> key.startsWith("BotVersion:"))
                .forEach(key -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("Id", bot.childAudits().get(key).id());
                    row.put("BotDefinitionId", bot.audit().id());
                    row.put("DeveloperName", key.substring(key.lastIndexOf('.') + 1));
                    out.add(row);
                }));
        return out;
    }

    private List<Map<String, Object>> valueSets() {
        List<Map<String, Object>> out = new ArrayList<>();
        org().of("StandardValueSet").values().forEach(c -> {
            List<Map<String, Object>> values = new ArrayList<>();
            for (XmlNode value : c.root().all("standardValue")) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("valueName", value.childText("fullName"));
                one.put("label", value.childText("label"));
                one.put("default", value.childText("default").equals("true"));
                values.add(one);
            }
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("sorted", c.root().childText("sorted").equals("true"));
            metadata.put("standardValue", values);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("Id", c.audit().id());
            row.put("MasterLabel", c.fullName());
            row.put("FullName", c.fullName());
            row.put("Metadata", metadata);
            out.add(row);
        });
        return out;
    }
}
