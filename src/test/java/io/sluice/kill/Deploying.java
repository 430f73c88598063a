package io.sluice.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** Gives a change the go and stops at a point of its deployment, by what the production org does. */
final class Deploying {

    private static final String DEPLOY = "deploy";
    private static final String SNAPSHOT = "snapshot";

    private Deploying() {}

    /** The target's state is kept, and it is looked at once more; the org does not end that look until it behaves. */
    static void beforeTheSend(Installation installation, Change change) {
        installation.production().holdJobs();
        change.giveTheGo();
        change.awaitJob(SNAPSHOT, Map.of("state", "RUNNING"));
        endsOnlyThis(installation, change, SNAPSHOT);
        Wait.until(change.number() + " is looked at before the send", () -> {
            Map<String, String> job = change.job(DEPLOY);
            return "CHECKING".equals(job.get("state")) && !"null".equals(job.get("check_id"));
        });
    }

    /** The org has taken the request, and its answer never comes. */
    static void betweenSendAndAnswer(Installation installation, Change change) {
        int before = installation.production().realDeployments().size();
        installation.production().order(Map.of("silentAfterDeploy", 1));
        change.giveTheGo();
        Wait.until(
                "the org has the request of " + change.number(),
                () -> installation.production().realDeployments().size() > before);
    }

    /** The org has the deployment and said so; it does not move it until it behaves. */
    static void whileTheOrgDeploys(Installation installation, Change change) {
        beforeTheSend(installation, change);
        endsOnlyThis(installation, change, DEPLOY);
        change.awaitJob(DEPLOY, Map.of("state", "RUNNING"));
    }

    /** The org ends what the job has asked of it, and holds all that comes after: nobody moves a job whose row is locked. */
    private static void endsOnlyThis(Installation installation, Change change, String kind) {
        try (Locked job = Locked.by(
                installation.database(),
                "select * from sluice.remote_job where id = '"
                        + change.job(kind).get("id") + "' for update")) {
            installation.production().behave();
            installation.production().step(3);
            installation.production().holdJobs();
        }
    }

    /** Lets people do what is left: one deployment in the org, the change completed, every link of evidence whole. */
    static void endsWell(Installation installation, Change change) {
        change.complete();
        Wait.until(
                change.number() + " is completed",
                () -> change.page("mara").path("status").asText().equals("Completed"));
        assertThat(change.deployments()).extracting(OrgProcess.Listed::status).containsExactly("Succeeded");
        assertThat(change.job(DEPLOY))
                .containsEntry("state", "DELIVERED")
                .containsEntry("abandoned", "f")
                .containsEntry("remote_id", change.deployments().get(0).id());
        evidenceIsIntact(installation);
    }

    static void evidenceIsIntact(Installation installation) {
        assertThat(Installation.done(installation.person("audrey").get("/api/evidence/check"))
                        .body()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }
}
