package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.environment.ConnectionResult;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgIdentity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class EnvironmentPagesTest {

    private static final String SECRET = "s3cret-that-nobody-sees";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }

    private static MockHttpServletRequestBuilder registration() {
        return WebSlice.form("/environments")
                .param("id", "uat")
                .param("name", "Acceptance")
                .param("apiVersion", "62.0")
                .param("clientId", "key")
                .param("clientSecret", SECRET);
    }

    private static MockHttpServletRequestBuilder wellFormed() {
        return registration()
                .param("kind", "full")
                .param("address", "https://acme--uat.sandbox.my.salesforce.com")
                .param("stage", "5");
    }

    @Test
    void without_environments_the_page_says_what_is_needed_and_who_can_do_it() throws Exception {
        assertThat(text(web.open("/environments", "rita", "requester")))
                .contains("No environment is registered yet.", "An administrator can register them here.")
                .doesNotContain("Register an environment");
        assertThat(text(web.open("/environments", "admin", "camunda-admin"))).contains("Register an environment");
    }

    @Test
    void the_list_shows_what_is_known_of_each_environment() throws Exception {
        Samples.fill(rooms);

        assertThat(text(web.open("/environments", "rita", "requester")))
                .containsSubsequence("Development", "developer", "acme--dev", "never")
                .containsSubsequence(
                        "Production",
                        "production",
                        "00D000000000001AAA",
                        "sluice@acme.example",
                        "24 Nov 2026, 09:20 UTC");
    }

    @Test
    void an_administrator_registers_an_environment() throws Exception {
        ResultActions answer = web.send(wellFormed(), "admin", "camunda-admin");

        answer.andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/environments/uat"));
        assertThat(rooms.done)
                .containsExactly(
                        "admin registered uat full https://acme--uat.sandbox.my.salesforce.com 62.0 5 key " + SECRET);
    }

    @Test
    void only_administrators_register_environments() throws Exception {
        ResultActions answer = web.send(wellFormed(), "mara", "release-manager");

        answer.andExpect(status().isForbidden());
        assertThat(text(answer)).contains("Only administrators register environments.");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_named_field_by_field_and_the_secret_is_not_shown_again() throws Exception {
        ResultActions answer = web.send(
                registration().param("kind", "huge").param("address", "acme").param("stage", "first"),
                "admin",
                "camunda-admin");

        answer.andExpect(status().isUnprocessableEntity());
        assertThat(text(answer))
                .contains(
                        "Nothing was saved.",
                        "Kind: huge is none of the kinds",
                        "Address: &quot;acme&quot; is no address")
                .contains("Stage: &quot;first&quot; is no whole number", "value=\"Acceptance\"")
                .doesNotContain(SECRET);
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void a_broken_address_is_refused_with_the_reason() throws Exception {
        ResultActions answer = web.send(
                registration()
                        .param("kind", "full")
                        .param("address", "https://a b")
                        .param("stage", "1"),
                "admin",
                "camunda-admin");

        answer.andExpect(status().isUnprocessableEntity());
        assertThat(text(answer)).contains("https://a b&quot; is no address (Illegal character in authority)");
    }

    @Test
    void what_the_room_refuses_is_shown_with_what_was_typed() throws Exception {
        rooms.environmentProblems = List.of("Id: uat is registered already.");

        ResultActions answer = web.send(wellFormed(), "admin", "camunda-admin");

        answer.andExpect(status().isUnprocessableEntity());
        assertThat(text(answer))
                .contains("Id: uat is registered already.", "value=\"uat\"")
                .doesNotContain(SECRET);
    }

    @Test
    void an_environments_page_offers_only_what_the_person_may_do() throws Exception {
        Samples.fill(rooms);

        assertThat(text(web.open("/environments/production", "audrey", "auditor")))
                .contains("Production", "00D000000000001AAA", "Environment registered")
                .doesNotContain("Change credentials", "hx-post");
        assertThat(text(web.open("/environments/development", "dev", "developer")))
                .contains("Test connection", "not known before the first connection test")
                .doesNotContain("Change credentials");
        assertThat(text(web.open("/environments/production", "mara", "release-manager")))
                .contains("Test connection", "Change credentials");
    }

    @Test
    void a_connection_test_shows_who_we_are_in_the_org() throws Exception {
        Samples.fill(rooms);
        rooms.connection = () -> new ConnectionResult.Connected(
                Samples.production(),
                new OrgIdentity("00D000000000001AAA", "Acme <Inc>", true, "005", "sluice@acme.example", "64.0"),
                "62.0");

        ResultActions answer = web.send(WebSlice.part("/environments/production/test"), "mara", "release-manager");

        answer.andExpect(status().isOk()).andExpect(header().string("HX-Trigger", "environment-tested"));
        assertThat(text(answer))
                .contains("Connected to", "Acme &lt;Inc&gt;", "a sandbox", "sluice@acme.example", "62.0")
                .doesNotContain("<html");
        assertThat(rooms.done).containsExactly("mara tested production");
        assertThat(text(web.open("/environments/production/facts", "mara"))).contains("00D000000000001AAA");
    }

    @Test
    void a_refused_connection_test_shows_the_orgs_words() throws Exception {
        Samples.fill(rooms);
        rooms.connection = () -> new ConnectionResult.Refused(
                Samples.production(), "Production refused the credentials: invalid client credentials.");

        assertThat(text(web.send(WebSlice.part("/environments/production/test"), "olga", "operator")))
                .contains("Production refused the credentials: invalid client credentials.");
    }

    @Test
    void an_org_out_of_reach_is_said_in_words() throws Exception {
        Samples.fill(rooms);
        rooms.connection = () -> {
            throw new OrgException("NETWORK", "connection refused at https://acme.my.salesforce.com");
        };

        assertThat(text(web.send(WebSlice.part("/environments/production/test"), "dev", "developer")))
                .contains("Production could not be reached: connection refused at https://acme.my.salesforce.com");
    }

    @Test
    void who_has_no_business_with_orgs_does_not_test_them() throws Exception {
        Samples.fill(rooms);

        ResultActions answer = web.send(WebSlice.part("/environments/production/test"), "rita", "requester");

        answer.andExpect(status().isForbidden());
        assertThat(text(answer))
                .contains("Only administrators, release managers, developers and operators test connections.")
                .doesNotContain("<html");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void credentials_are_changed_by_release_managers_and_administrators_only() throws Exception {
        Samples.fill(rooms);
        MockHttpServletRequestBuilder request = WebSlice.form("/environments/production/credentials")
                .param("clientId", " key ")
                .param("clientSecret", SECRET);

        web.send(request, "mara", "release-manager").andExpect(redirectedUrl("/environments/production"));
        assertThat(rooms.done).containsExactly("mara changed production to key " + SECRET);
        rooms.done.clear();

        ResultActions refused = web.send(
                WebSlice.form("/environments/production/credentials").param("clientSecret", SECRET),
                "dev",
                "developer");
        refused.andExpect(status().isForbidden());
        assertThat(text(refused))
                .contains("Only administrators and release managers")
                .doesNotContain(SECRET);
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void refused_credentials_are_named_and_the_secret_is_not_shown_again() throws Exception {
        Samples.fill(rooms);
        rooms.environmentProblems = List.of("The client id is empty.");

        ResultActions answer = web.send(
                WebSlice.form("/environments/production/credentials").param("clientSecret", SECRET),
                "mara",
                "release-manager");

        answer.andExpect(status().isUnprocessableEntity());
        assertThat(text(answer)).contains("The client id is empty.").doesNotContain(SECRET);
    }

    @Test
    void an_administrator_confirms_that_an_environment_is_another_org_now() throws Exception {
        Samples.fill(rooms);
        MockHttpServletRequestBuilder request = WebSlice.form("/environments/production/org")
                .param("orgId", " 00D000000000009AAA ")
                .param("understood", "true");

        web.send(request, "admin", "camunda-admin").andExpect(redirectedUrl("/environments/production"));
        assertThat(rooms.done).containsExactly("admin confirmed production as 00D000000000009AAA");

        rooms.environmentProblems = List.of("An org id has 15 or 18 characters.");
        ResultActions refused = web.send(
                WebSlice.form("/environments/production/org")
                        .param("orgId", "x")
                        .param("understood", "true"),
                "admin",
                "camunda-admin");
        refused.andExpect(status().isUnprocessableEntity());
        assertThat(text(refused)).contains("Nothing was saved.", "An org id has 15 or 18 characters.");
    }

    @Test
    void confirming_sends_the_org_that_the_test_found_and_says_what_that_voids() throws Exception {
        Samples.fill(rooms);
        assertThat(text(web.open("/environments/production", "admin", "camunda-admin")))
                .doesNotContain("Confirm this org");
        rooms.otherOrg = Optional.of("00D000000000009AAA");

        for (String address : new String[] {"", "/org"}) {
            assertThat(text(web.open("/environments/production" + address, "admin", "camunda-admin")))
                    .contains(
                            "name=\"orgId\" value=\"00D000000000009AAA\"",
                            "every validation",
                            "I know what that voids");
        }
        ResultActions refused = web.send(
                WebSlice.form("/environments/production/org").param("orgId", "00D000000000009AAA"),
                "admin",
                "camunda-admin");
        refused.andExpect(status().isUnprocessableEntity());
        assertThat(text(refused)).contains("Tick that the environment is another org");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_twin_names_the_found_org_and_confirms_it_with_the_same_checks() throws Exception {
        Samples.fill(rooms);
        rooms.otherOrg = Optional.of("00D000000000009AAA");
        assertThat(text(web.open("/api/environments/production", "audrey", "auditor")))
                .contains("\"otherOrgId\":\"00D000000000009AAA\"");

        confirm("{\"orgId\":\"00D000000000009AAA\",\"understood\":true}", "admin", "camunda-admin")
                .andExpect(status().isOk());
        assertThat(rooms.done).containsExactly("admin confirmed production as 00D000000000009AAA");
        confirm("{\"orgId\":\"00D000000000009AAA\"}", "admin", "camunda-admin")
                .andExpect(status().isUnprocessableEntity());
        confirm("{\"orgId\":\"00D000000000009AAA\",\"understood\":true}", "mara", "release-manager")
                .andExpect(status().isForbidden());
        rooms.environmentProblems = List.of("The last connection test found another org.");
        assertThat(text(confirm("{\"orgId\":\"00D\",\"understood\":true}", "admin", "camunda-admin")
                        .andExpect(status().isUnprocessableEntity())))
                .contains("The last connection test found another org.");
        assertThat(rooms.done).hasSize(1);
    }

    private ResultActions confirm(String body, String person, String... groups) throws Exception {
        return web.send(
                MockMvcRequestBuilders.post("/api/environments/production/org")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body),
                person,
                groups);
    }

    @Test
    void only_administrators_confirm_orgs() throws Exception {
        Samples.fill(rooms);
        rooms.otherOrg = Optional.of("00D000000000009AAA");

        web.send(WebSlice.form("/environments/production/org").param("orgId", "00D"), "mara", "release-manager")
                .andExpect(status().isForbidden());

        assertThat(rooms.done).isEmpty();
        assertThat(text(web.open("/environments/production", "mara", "release-manager")))
                .doesNotContain("Confirm this org");
        assertThat(text(web.open("/environments/production", "admin", "camunda-admin")))
                .contains("Confirm this org");
    }

    @Test
    void an_unknown_environment_is_a_friendly_page() throws Exception {
        ResultActions answer = web.open("/environments/moon", "rita", "requester");

        answer.andExpect(status().isNotFound());
        assertThat(text(answer)).contains("There is no environment moon.");
    }

    @Test
    void a_form_never_prints_its_secret() {
        EnvironmentForm form = new EnvironmentForm("uat", null, null, null, null, null, null, SECRET, null, null);

        assertThat(form.toString()).doesNotContain(SECRET);
    }
}
