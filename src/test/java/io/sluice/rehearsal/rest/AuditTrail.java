package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.Change;
import io.sluice.rehearsal.state.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code SetupAuditTrail}: who changed what in the org's set-up, by hand or by a deployment. */
final class AuditTrail implements ToolingTable {
    private final JobBoard jobs;

    AuditTrail(JobBoard jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<String> fields() {
        return List.copyOf(
                row(new Change("", Change.Kind.CREATED, "", "", "", "", 0)).keySet());
    }

    @Override
    public List<Map<String, Object>> rows() {
        return jobs.metadata().changes().changes().stream().map(AuditTrail::row).toList();
    }

    private static Map<String, Object> row(Change c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", c.id());
        out.put("Action", action(c));
        out.put("Section", section(c.type()));
        out.put("Display", display(c));
        out.put("CreatedById", c.user());
        out.put("CreatedDate", Times.rest(c.at()));
        out.put("DelegateUser", null);
        out.put("ResponsibleNamespacePrefix", null);
        out.put("CreatedByContext", null);
        out.put("CreatedByIssuer", null);
        return out;
    }

    private static String verb(Change c) {
        return c.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String action(Change c) {
        return switch (c.type()) {
            case "Flow" ->
                c.kind() == Change.Kind.CHANGED ? "createdinteractiondefversion" : verb(c) + "interactiondefinition";
            case "ValidationRule" ->
                switch (c.kind()) {
                    case CREATED -> "newValidation";
                    case CHANGED -> "changedValidationFormula";
                    case DELETED -> "removedValidation";
                };
            default -> verb(c) + c.type();
        };
    }

    private static String section(String type) {
        return switch (type) {
            case "Flow" -> "Flows";
            case "ValidationRule" -> "Validation Rules";
            case "ApexPage" -> "Page";
            case "ApexComponent" -> "Component";
            default -> spaced(type);
        };
    }

    private static String display(Change c) {
        String verb = Character.toUpperCase(verb(c).charAt(0)) + verb(c).substring(1);
        String name = c.fullName();
        return switch (c.type()) {
            case "ApexClass" -> verb + " " + name + " Apex Class code";
            case "ApexPage" -> verb + " Page " + name;
            case "ApexComponent" -> verb + " Component " + name;
            case "Flow" -> verb + " flow with Name \"" + name + "\" and Unique Name \"" + name + "\"";
            case "CustomObject" -> verb + " custom object: " + name;
            default -> verb + " " + spaced(c.type()) + " " + name;
        };
    }

    private static String spaced(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}
