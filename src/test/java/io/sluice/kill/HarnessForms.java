package io.sluice.kill;

import java.util.Map;

/** How people fill in each form of a change of the harness. */
record HarnessForms(String component, Course course) {

    /** @param user who does the task */
    record Answer(String user, Map<String, ?> fields) {}

    Answer at(String task) {
        return switch (task) {
            case "Define scope" ->
                new Answer(
                        "rita",
                        course.overwrites()
                                ? Map.of("existing", component, "proposed", "")
                                : Map.of("existing", "", "proposed", component));
            case "Approve change request", "Approve deployment", "Approve rollback" ->
                new Answer("anna", Map.of("decision", "approve", "reason", ""));
            case "Choose environment" -> new Answer("dev", Map.of("environment", "sandbox"));
            case "Make changes" -> new Answer("dev", Map.of("scope", component, "next", "done"));
            case "Choose target" -> new Answer("dev", Map.of("target", "production"));
            case "Prepare deployment" -> new Answer("mara", prepared());
            case "Prepare rollback" -> new Answer("mara", rollbackPrepared());
            case "Start deployment", "Start rollback" -> new Answer("mara", Map.of("go", "start", "reason", ""));
            case "Fix errors" -> new Answer("mara", Map.of("next", "repeat", "reason", ""));
            case "Complete change request" -> new Answer("mara", Map.of());
            default -> throw new IllegalStateException("Nobody knows what to do at " + task);
        };
    }

    /** A validation is good until somebody else deploys: what is to be deployed quickly waits for no go. */
    private Map<String, ?> prepared() {
        boolean quick = course == Course.QUICK;
        return Map.of(
                "source", "sandbox",
                "target", "production",
                "testLevel", "RunLocalTests",
                "tests", "",
                "deployQuickly", quick,
                "goNeeded", !quick);
    }

    private Map<String, ?> rollbackPrepared() {
        return Map.of(
                "next", "prepare",
                "plan", (course.overwrites() ? "restore " : "delete ") + component,
                "testLevel", "RunLocalTests",
                "tests", "",
                "goNeeded", true,
                "reason", "");
    }
}
