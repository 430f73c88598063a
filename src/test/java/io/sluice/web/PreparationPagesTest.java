package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.deployment.Attempt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

class PreparationPagesTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }

    @Test
    void an_environments_page_says_that_it_was_not_prepared_and_who_can_do_it() throws Exception {
        assertThat(text(web.open("/environments/development", "dev", "developer")))
                .contains("Sluice has installed nothing here so far.", "An administrator can prepare it here.")
                .doesNotContain("Prepare environment ...");
        assertThat(text(web.open("/environments/development", "admin", "camunda-admin")))
                .contains("Prepare environment ...")
                .doesNotContain("Yes, prepare");
    }

    @Test
    void the_first_click_only_asks_once_more_and_says_what_the_org_has() throws Exception {
        rooms.notPrepared =
                java.util.Optional.of("Development has version 1 of Sluice's objects; version 2 is needed.");
        ResultActions answer =
                web.send(WebSlice.part("/environments/development/preparation/confirm"), "admin", "camunda-admin");

        answer.andExpect(status().isOk());
        assertThat(text(answer))
                .contains("Yes, prepare Development", "acme--dev.sandbox.my.salesforce.com", "No, leave it")
                .contains("has version 1 of Sluice&#39;s objects; version 2 is needed");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void confirming_starts_it_and_shows_the_progress() throws Exception {
        ResultActions answer =
                web.send(WebSlice.part("/environments/development/preparation"), "admin", "camunda-admin");

        answer.andExpect(status().isOk());
        assertThat(text(answer))
                .contains("Prepare environment", "Components: 4 of 9", "every 2s")
                .doesNotContain("Prepare environment ...", "<html");
        assertThat(rooms.done).containsExactly("admin prepared development");
    }

    @Test
    void a_failed_preparation_shows_its_log_and_can_be_repeated() throws Exception {
        rooms.preparations.add(Samples.failedAttempt());

        assertThat(text(web.open("/environments/development/preparation", "admin", "camunda-admin")))
                .contains("Variable does not exist: colour", "line 12, column 9", "Prepare environment ...")
                .doesNotContain("every 2s");
    }

    @Test
    void a_preparation_has_the_page_of_its_log() throws Exception {
        rooms.preparations.add(Samples.failedAttempt());
        rooms.attempts.add(ofPreparation(Samples.failedAttempt()));

        String page = text(web.open("/deployments/environment:development/attempts/1", "olga", "operator"));

        assertThat(page)
                .contains("Preparation of Development, attempt 1", "href=\"/environments/development")
                .doesNotContain("href=\"/changes/");
        assertThat(text(web.open("/deployments/environment:development/attempts/1/log.txt", "olga", "operator")))
                .contains("Preparation of Development, attempt 1")
                .doesNotContain("Change request");
        web.open("/deployments/environment:moon/attempts/1", "olga", "operator").andExpect(status().isNotFound());
        web.open("/deployments/environment:development/attempts/7", "olga", "operator")
                .andExpect(status().isNotFound());
    }

    private static Attempt ofPreparation(Attempt attempt) {
        return new Attempt(
                attempt.id(),
                "environment:development",
                "prepare-environment",
                1,
                attempt.remoteJob(),
                attempt.askedBy(),
                attempt.options(),
                attempt.packageSha256(),
                null,
                attempt.remoteId(),
                attempt.log(),
                attempt.message(),
                attempt.startedAt(),
                attempt.testsBeganAt(),
                attempt.endedAt(),
                attempt.succeeded());
    }

    @Test
    void only_administrators_prepare_and_only_what_is_registered() throws Exception {
        for (String address : new String[] {"/preparation", "/preparation/confirm"}) {
            ResultActions refused =
                    web.send(WebSlice.part("/environments/development" + address), "mara", "release-manager");
            refused.andExpect(status().isForbidden());
            assertThat(text(refused)).contains("Only administrators prepare environments.");
            web.send(WebSlice.part("/environments/moon" + address), "admin", "camunda-admin")
                    .andExpect(status().isNotFound());
        }
        web.send(post("/api/environments/development/preparation"), "mara", "release-manager")
                .andExpect(status().isForbidden());
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_json_twin_starts_it_and_tells_how_far_it_is() throws Exception {
        web.send(post("/api/environments/development/preparation"), "admin", "camunda-admin")
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.running[0].componentsTotal").value(9));
        web.open("/api/environments/development/preparation", "rita", "requester")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.running[0].kind").value("Prepare environment"));
        web.open("/api/environments/moon/preparation", "rita", "requester").andExpect(status().isNotFound());
        assertThat(rooms.done).containsExactly("admin prepared development");
    }
}
