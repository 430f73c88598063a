package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.evidence.Act;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

class JobPagesTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }

    private RemoteJob running() {
        return Samples.job("deploy", 2, RemoteJobState.RUNNING, new Progress("InProgress", 2, 3, 0, 2, 0));
    }

    private RemoteJob stoppedWithoutProcess() {
        return Samples.withTrouble(Samples.preparation("dev"), 6, "Development did not answer.", true);
    }

    @Test
    void nothing_under_way_is_said() throws Exception {
        assertThat(text(web.open("/jobs", "audrey", "auditor"))).contains("Nothing is under way.");
    }

    @Test
    void each_stopped_job_says_where_it_is_retried() throws Exception {
        rooms.jobs.add(Samples.withTrouble(running(), 6, "Production did not answer.", true));
        rooms.jobs.add(stoppedWithoutProcess());

        String page = text(web.open("/jobs", "olga", "operator"));

        assertThat(page)
                .contains("Production did not answer.", "Development did not answer.")
                .contains("Retry its step in Cockpit, process instance", "pi-2")
                .containsOnlyOnce("<button type=\"submit\">Retry</button>");
        assertThat(text(web.open("/jobs", "rita", "requester")))
                .contains("An operator can retry it here.")
                .doesNotContain("<button type=\"submit\">Retry</button>");
    }

    @Test
    void an_operator_retries_a_stopped_job() throws Exception {
        RemoteJob job = stoppedWithoutProcess();
        rooms.jobs.add(job);

        web.send(WebSlice.form("/jobs/" + job.id() + "/retry"), "olga", "operator")
                .andExpect(status().isFound())
                .andExpect(header().string("Location", "/jobs/" + job.id()));

        assertThat(rooms.done).containsExactly("olga retried environment:dev");
    }

    @Test
    void others_may_not_retry_by_page_or_interface() throws Exception {
        RemoteJob job = stoppedWithoutProcess();
        rooms.jobs.add(job);

        web.send(WebSlice.form("/jobs/" + job.id() + "/retry"), "mara", "release-manager")
                .andExpect(status().isForbidden());
        ResultActions answer = web.send(post("/api/jobs/" + job.id() + "/retry"), "mara", "release-manager");

        answer.andExpect(status().isForbidden());
        assertThat(text(answer)).contains("Only operators and administrators retry remote jobs.");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void a_job_that_is_not_stopped_or_not_there_is_refused_in_a_sentence() throws Exception {
        RemoteJob job = running();
        rooms.jobs.add(job);

        ResultActions notStopped = web.send(post("/api/jobs/" + job.id() + "/retry"), "olga", "operator");
        notStopped.andExpect(status().isConflict());
        assertThat(text(notStopped)).contains("is not stopped, so there is nothing to retry.");

        web.send(post("/api/jobs/00000000-0000-0000-0000-00000000dead/retry"), "olga", "operator")
                .andExpect(status().isNotFound());
    }

    @Test
    void the_interface_lists_the_same_jobs() throws Exception {
        rooms.jobs.add(stoppedWithoutProcess());

        assertThat(text(web.open("/api/jobs", "olga", "operator")))
                .contains("\"retryHere\":true", "Development did not answer.");
    }

    private RemoteJob undecided() {
        RemoteJob lost = Samples.job("deploy", 2, RemoteJobState.SENDING, new Progress("", 0, 0, 0, 0, 0));
        return Samples.withTrouble(lost, 6, "Several fit.", true);
    }

    @Test
    void only_operators_are_asked_to_decide_about_a_lost_request() throws Exception {
        RemoteJob job = undecided();
        rooms.jobs.add(job);

        assertThat(text(web.open("/jobs", "olga", "operator"))).contains("Decide about the lost request");
        assertThat(text(web.open("/jobs/" + job.id(), "olga", "operator")))
                .contains("It is this one", "It is lost", "Ask the org to cancel", "Look at the org now");
        assertThat(text(web.open("/jobs", "mara", "release-manager"))).doesNotContain("Decide about the lost request");
        assertThat(text(web.open("/jobs/" + job.id(), "mara", "release-manager")))
                .contains("Several fit.")
                .doesNotContain("It is this one", "It is lost", "Ask the org to cancel", "Look at the org now");
    }

    @Test
    void a_jobs_page_says_everything_and_why_a_repair_does_not_fit() throws Exception {
        RemoteJob job = running();
        rooms.jobs.add(job);
        rooms.acts.add(new Act(
                7,
                Instant.parse("2026-11-24T09:10:00Z"),
                "olga",
                "remote-job-polled",
                job.change(),
                Map.of("job", job.id().toString(), "reason", "Nothing moved for an hour"),
                "ab"));
        rooms.repairRefusal = Optional.of("The org is writing the deployment down.");

        String page = text(web.open("/jobs/" + job.id(), "olga", "operator"));

        assertThat(page)
                .contains("a step of process instance pi-2", "The org is working on it", "InProgress")
                .contains("The org is writing the deployment down.")
                .contains("Remote job polled", "Nothing moved for an hour")
                .doesNotContain("Look at the org now");
        assertThat(text(web.open("/api/jobs/" + job.id(), "rita", "requester")))
                .contains("\"pollNow\":\"The org is writing the deployment down.\"", "\"answeredAt\":");
        web.open("/jobs/00000000-0000-0000-0000-00000000dead", "olga", "operator")
                .andExpect(status().isNotFound());
    }

    @Test
    void jobs_are_filtered_by_standing_environment_kind_and_change() throws Exception {
        rooms.jobs.add(running());
        rooms.jobs.add(stoppedWithoutProcess());

        assertThat(text(web.open("/jobs?standing=stopped", "olga", "operator")))
                .contains("Development did not answer.")
                .doesNotContain("pi-2", ">CR-000012<");
        assertThat(text(web.open("/api/jobs?standing=all&kind=deploy", "olga", "operator")))
                .doesNotContain("Development did not answer.");
        assertThat(text(web.open("/jobs?standing=over", "olga", "operator"))).contains("No job is like that.");
        web.open("/jobs?standing=sideways", "olga", "operator").andExpect(status().isBadRequest());
    }

    @Test
    void an_operator_repairs_by_page_and_interface() throws Exception {
        RemoteJob job = undecided();
        rooms.jobs.add(job);

        for (String repair : List.of("poll", "adopt", "lost", "cancel")) {
            web.send(
                            WebSlice.form("/jobs/" + job.id() + "/" + repair)
                                    .param("remoteId", " 0Af5e0000000001AAA ")
                                    .param("reason", "seen"),
                            "olga",
                            "operator")
                    .andExpect(status().isFound());
            web.send(
                            post("/api/jobs/" + job.id() + "/" + repair)
                                    .contentType("application/json")
                                    .content("{\"reason\":\"seen\",\"remoteId\":\"0Af5e0000000001AAA\"}"),
                            "olga",
                            "operator")
                    .andExpect(status().isNoContent());
        }

        assertThat(rooms.done)
                .containsExactly(
                        "olga polled: seen",
                        "olga polled: seen",
                        "olga adopted 0Af5e0000000001AAA: seen",
                        "olga adopted 0Af5e0000000001AAA: seen",
                        "olga marked lost: seen",
                        "olga marked lost: seen",
                        "olga cancelled in the org: seen",
                        "olga cancelled in the org: seen");
    }

    @Test
    void others_repair_nothing_and_what_does_not_fit_is_refused_in_its_sentence() throws Exception {
        RemoteJob job = undecided();
        rooms.jobs.add(job);
        for (String repair : List.of("poll", "adopt", "lost", "cancel")) {
            web.send(WebSlice.form("/jobs/" + job.id() + "/" + repair).param("reason", "x"), "mara", "release-manager")
                    .andExpect(status().isForbidden());
        }
        rooms.repairRefusal = Optional.of("Say why: the reason is filed as evidence.");
        ResultActions refused = web.send(
                post("/api/jobs/" + job.id() + "/poll")
                        .contentType("application/json")
                        .content("{}"),
                "olga",
                "operator");
        refused.andExpect(status().isConflict());
        assertThat(text(refused)).contains("Say why");
        assertThat(rooms.done).isEmpty();
    }
}
