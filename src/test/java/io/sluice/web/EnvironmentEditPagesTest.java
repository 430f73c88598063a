package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.environment.Disabling;
import io.sluice.environment.Environment;
import io.sluice.environment.Route;
import io.sluice.environment.Users;
import io.sluice.evidence.Act;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class EnvironmentEditPagesTest {

    private static final String SECRET = "s3cret-that-nobody-sees";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }

    private static MockHttpServletRequestBuilder edit() {
        return WebSlice.form("/environments/development/edit")
                .param("version", "1")
                .param("name", "Dev")
                .param("kind", "partial")
                .param("address", "https://new.example.test")
                .param("apiVersion", "61.0")
                .param("stage", "2")
                .param("people", "dev\n rita")
                .param("groups", "release-manager");
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static Environment changed(Environment one, Users users, Disabling disabled) {
        return new Environment(
                one.id(),
                one.name(),
                one.kind(),
                one.address(),
                one.apiVersion(),
                one.stage(),
                one.orgId(),
                one.username(),
                one.testedAt(),
                3,
                users,
                disabled);
    }

    private void disableDevelopment() {
        rooms.environments.set(
                0,
                changed(
                        Samples.development(),
                        Users.EVERYBODY,
                        new Disabling("is being <refreshed>", "adam", Samples.NOW)));
    }

    @Test
    void the_form_shows_what_is_registered_and_the_version_it_was_shown() throws Exception {
        rooms.environments.set(
                0, changed(Samples.development(), Users.of(List.of("dev"), List.of("release-manager")), null));

        assertThat(text(web.open("/environments/development/edit", "admin", "camunda-admin")))
                .contains("name=\"version\" value=\"3\"", "value=\"Development\"", "acme--dev")
                .contains(">dev</textarea>", ">release-manager</textarea>", "Fixed for ever.");
    }

    @Test
    void an_administrator_saves_all_settings() throws Exception {
        web.send(edit(), "admin", "camunda-admin").andExpect(redirectedUrl("/environments/development"));

        assertThat(rooms.done)
                .containsExactly("admin edited EnvironmentEdit[id=development, version=1, name=Dev, kind=PARTIAL,"
                        + " address=https://new.example.test, apiVersion=61.0, stage=2, users=Users[people=[dev, rita],"
                        + " groups=[release-manager]]]");
    }

    @Test
    void a_stale_edit_is_a_conflict_and_what_was_typed_stays() throws Exception {
        rooms.stale = "Somebody else has changed Development since this page was opened.";

        ResultActions answer = web.send(edit(), "admin", "camunda-admin");

        answer.andExpect(status().isConflict());
        assertThat(text(answer))
                .contains("Nothing was saved.", "Somebody else has changed Development", "Open the page again")
                .contains("value=\"Dev\"", "name=\"version\" value=\"1\"");
    }

    @Test
    void what_cannot_be_read_or_is_refused_is_named_with_what_was_typed() throws Exception {
        ResultActions unreadable = web.send(
                edit().param("stage", "x").with(request -> {
                    request.setParameter("stage", "first");
                    return request;
                }),
                "admin",
                "camunda-admin");
        unreadable.andExpect(status().isUnprocessableEntity());
        assertThat(text(unreadable)).contains("Stage: &quot;first&quot; is no whole number", "value=\"Dev\"");

        rooms.environmentProblems = List.of("There is no group with the id \"x\".");
        ResultActions refused = web.send(edit(), "admin", "camunda-admin");
        refused.andExpect(status().isUnprocessableEntity());
        assertThat(text(refused)).contains("There is no group with the id", "dev\n rita");
        assertThat(rooms.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/edit", "/disable", "/enable"})
    void only_administrators_change_environments(String page) throws Exception {
        web.open("/environments/development" + page, "mara", "release-manager").andExpect(status().isForbidden());
        ResultActions answer = web.send(
                WebSlice.form("/environments/development" + page)
                        .param("version", "1")
                        .param("reason", "x"),
                "mara",
                "release-manager");

        answer.andExpect(status().isForbidden());
        assertThat(text(answer)).contains("Only administrators change, disable and enable environments and routes.");
        assertThat(text(web.open("/environments/development", "mara", "release-manager")))
                .doesNotContain("/environments/development/edit", "Disable ...");
        assertThat(text(web.open("/environments/development", "admin", "camunda-admin")))
                .contains("/environments/development/edit", "Disable ...");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_page_before_disabling_says_what_becomes_of_the_work_there() throws Exception {
        assertThat(text(web.open("/environments/development/disable", "admin", "camunda-admin")))
                .contains("A disabled environment is offered nowhere")
                .contains("Change requests worked on here (1)", "CR-000012", "Its record stays in the org")
                .contains("Deployments from or to here (1)", "DEP-000004 from Development to Production, Deploying")
                .contains("What was sent to the org is watched to its end and verified.")
                .contains("Yes, disable Development");
    }

    @Test
    void disabling_needs_the_version_shown_and_keeps_the_reason_when_refused() throws Exception {
        MockHttpServletRequestBuilder request = WebSlice.form("/environments/development/disable")
                .param("version", "1")
                .param("reason", "refresh");
        web.send(request, "admin", "camunda-admin").andExpect(redirectedUrl("/environments/development"));
        assertThat(rooms.done).containsExactly("admin disabled development version 1: refresh");

        rooms.environmentProblems = List.of("Say why.");
        ResultActions refused = web.send(
                WebSlice.form("/environments/development/disable")
                        .param("version", "1")
                        .param("reason", " no "),
                "admin",
                "camunda-admin");
        refused.andExpect(status().isUnprocessableEntity());
        assertThat(text(refused)).contains("Say why.", "> no </textarea>");
    }

    @Test
    void a_disabled_environment_says_why_and_who_can_enable_it() throws Exception {
        disableDevelopment();

        assertThat(text(web.open("/environments/development", "dev", "developer")))
                .contains("Disabled.", "is being &lt;refreshed&gt;", "adam", "An administrator can enable it here.");
        assertThat(text(web.open("/environments/development/enable", "admin", "camunda-admin")))
                .contains("Enable Development", "name=\"version\" value=\"3\"");
        web.send(
                        WebSlice.form("/environments/development/enable")
                                .param("version", "3")
                                .param("reason", "refreshed"),
                        "admin",
                        "camunda-admin")
                .andExpect(redirectedUrl("/environments/development"));
        assertThat(rooms.done).containsExactly("admin enabled development version 3: refreshed");
    }

    @Test
    void a_disabled_environment_is_not_prepared() throws Exception {
        disableDevelopment();

        web.send(WebSlice.part("/environments/development/preparation"), "admin", "camunda-admin")
                .andExpect(status().isConflict());
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_api_version_is_shown_as_configured_and_as_spoken_after_the_test() throws Exception {
        rooms.acts.add(new Act(
                90,
                Samples.NOW,
                "mara",
                "connection-tested",
                "environment:production",
                Map.of("apiVersion", "60.0"),
                "hash"));

        assertThat(text(web.open("/environments/production", "rita", "requester")))
                .containsSubsequence("configured", "62.0", "spoken", "60.0", "the newest that the org knows");
        assertThat(text(web.open("/environments/development", "rita", "requester")))
                .contains("what the org speaks is known after a connection test");
    }

    @Test
    void the_path_and_the_table_show_where_changes_may_go() throws Exception {
        assertThat(text(web.open("/environments", "rita", "requester")))
                .containsSubsequence("Stage 1", "Development", "&rarr;", "Production", "Stage 9")
                .contains("changes go nowhere from here", "Administrators change the routes.")
                .doesNotContain("type=\"checkbox\"");

        rooms.routes.add(new Route("production", "development"));
        String page = text(web.open("/environments", "admin", "camunda-admin"));
        assertThat(page)
                .contains("name=\"shown\" value=\"production &gt; development\"")
                .containsPattern(
                        "value=\"production &gt; development\"\\s+aria-label=\"Production to Development\"[^>]*checked"
                                + "|value=\"production &gt; development\"[^>]*checked=\"checked\"");
    }

    @Test
    void routes_are_sent_with_those_that_were_shown() throws Exception {
        web.send(
                        WebSlice.form("/environments/routes")
                                .param("shown", "production > development")
                                .param("route", "development > production"),
                        "admin",
                        "camunda-admin")
                .andExpect(redirectedUrl("/environments"));
        web.send(WebSlice.form("/environments/routes").param("shown", "a > b"), "admin", "camunda-admin")
                .andExpect(redirectedUrl("/environments"));
        assertThat(rooms.done)
                .containsExactly(
                        "admin changed routes [production > development] to [development > production]",
                        "admin changed routes [a > b] to []");
    }

    @Test
    void refused_stale_and_unreadable_routes_are_told_on_the_page() throws Exception {
        rooms.stale = "Somebody else has changed the routes.";
        ResultActions stale =
                web.send(WebSlice.form("/environments/routes").param("route", "a > b"), "admin", "camunda-admin");
        stale.andExpect(status().isConflict());
        assertThat(text(stale)).contains("Somebody else has changed the routes.");
        web.send(WebSlice.form("/environments/routes").param("route", "nonsense"), "admin", "camunda-admin")
                .andExpect(status().isBadRequest());
        web.send(WebSlice.form("/environments/routes").param("route", "a > b"), "mara", "release-manager")
                .andExpect(status().isForbidden());
    }

    @Test
    void json_registers_and_never_answers_the_secret() throws Exception {
        ResultActions answer = web.send(
                json(
                        post("/api/environments"),
                        "{\"id\":\"production\",\"name\":\"P\",\"kind\":\"full\",\"address\":\"https://p.example.test\","
                                + "\"apiVersion\":\"62.0\",\"stage\":5,\"groups\":[\"developer\"],\"clientId\":\"key\","
                                + "\"clientSecret\":\"" + SECRET + "\"}"),
                "admin",
                "camunda-admin");

        answer.andExpect(status().isCreated()).andExpect(header().string("Location", "/api/environments/production"));
        assertThat(text(answer)).doesNotContain(SECRET);
        assertThat(rooms.done)
                .containsExactly("admin registered production full https://p.example.test 62.0 5 key " + SECRET
                        + " for group developer");

        ResultActions refused = web.send(
                json(post("/api/environments"), "{\"id\":\"x\",\"kind\":\"huge\",\"clientSecret\":\"" + SECRET + "\"}"),
                "admin",
                "camunda-admin");
        refused.andExpect(status().isUnprocessableEntity());
        assertThat(text(refused))
                .contains("Kind: huge is none of the kinds", "Stage:")
                .doesNotContain(SECRET);
        web.send(json(post("/api/environments"), "{}"), "mara", "release-manager")
                .andExpect(status().isForbidden());
    }

    @Test
    void json_edits_disables_and_enables_with_the_version_shown() throws Exception {
        String edit = "{\"version\":1,\"name\":\"Dev\",\"kind\":\"partial\",\"address\":\"https://n.example.test\","
                + "\"apiVersion\":\"61.0\",\"stage\":2,\"people\":[\"dev\"]}";
        web.send(json(put("/api/environments/development"), edit), "admin", "camunda-admin")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value("development"))
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.onward[0]").value("Production"))
                .andExpect(jsonPath("$.clientSecret").doesNotExist());
        web.send(
                json(post("/api/environments/development/disable"), "{\"version\":1,\"reason\":\"r\"}"),
                "admin",
                "camunda-admin");
        web.send(
                json(post("/api/environments/development/enable"), "{\"version\":1,\"reason\":\"r\"}"),
                "admin",
                "camunda-admin");
        assertThat(rooms.done)
                .hasSize(3)
                .anySatisfy(act -> assertThat(act).startsWith("admin edited EnvironmentEdit[id=development, version=1"))
                .contains("admin disabled development version 1: r", "admin enabled development version 1: r");

        web.send(json(put("/api/environments/development"), "{\"kind\":\"huge\"}"), "admin", "camunda-admin")
                .andExpect(status().isUnprocessableEntity());
        web.send(json(put("/api/environments/moon"), edit), "admin", "camunda-admin")
                .andExpect(status().isNotFound());
        rooms.stale = "Somebody else has changed it.";
        web.send(json(put("/api/environments/development"), edit), "admin", "camunda-admin")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value("Somebody else has changed it."));
        web.send(json(put("/api/environments/development"), edit), "dev", "developer")
                .andExpect(status().isForbidden());
    }

    @Test
    void json_shows_and_replaces_routes() throws Exception {
        rooms.routes.add(new Route("production", "development"));
        web.open("/api/routes", "rita", "requester")
                .andExpect(jsonPath("$.registered[0].source").value("production"))
                .andExpect(jsonPath("$.open.length()").value(2));

        String change = "{\"shown\":[{\"source\":\"production\",\"target\":\"development\"}],\"wanted\":[]}";
        web.send(json(put("/api/routes"), change), "admin", "camunda-admin").andExpect(status().isOk());
        assertThat(rooms.done).containsExactly("admin changed routes [production > development] to []");
        web.send(json(put("/api/routes"), "{\"wanted\":[{\"source\":\"a\"}]}"), "admin", "camunda-admin")
                .andExpect(status().isBadRequest());
        web.send(json(put("/api/routes"), change), "mara", "release-manager").andExpect(status().isForbidden());
    }
}
