package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.environment.CredentialFacts;
import io.sluice.environment.OrgPause;
import io.sluice.salesforce.AuthKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

class CredentialPagesTest {

    private static final String PAGE = "/environments/production/credentials";
    private static final String SECRET = "s3cret-value";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
    }

    @Test
    void the_page_offers_every_kind_with_its_warning_to_who_may_change_credentials() throws Exception {
        assertThat(text(web.open(PAGE, "mara", "release-manager")))
                .contains("Log in by JWT bearer", "Log in by client credentials", "Authorise ...", "Log in by SOAP")
                .contains("Summer &#39;27", "http://localhost/authorized", "under your name");
        web.open(PAGE, "dev", "developer").andExpect(status().isForbidden());
        web.open("/environments/moon/credentials", "mara", "release-manager").andExpect(status().isNotFound());
    }

    @Test
    void each_kind_is_entered_and_nothing_entered_comes_back() throws Exception {
        web.send(
                        WebSlice.form(PAGE + "/jwt-bearer")
                                .param("clientId", "key")
                                .param("username", "deployer@acme.example")
                                .param("audience", "https://login.salesforce.com")
                                .param("privateKey", SECRET),
                        "mara",
                        "release-manager")
                .andExpect(redirectedUrl("/environments/production"));
        web.send(
                        WebSlice.form(PAGE + "/soap-login")
                                .param("username", "deployer@acme.example")
                                .param("password", SECRET)
                                .param("securityToken", "T"),
                        "mara",
                        "release-manager")
                .andExpect(redirectedUrl("/environments/production"));
        web.send(
                        WebSlice.form(PAGE + "/client-credentials")
                                .param("clientId", "key")
                                .param("clientSecret", SECRET),
                        "mara",
                        "release-manager")
                .andExpect(redirectedUrl("/environments/production"));
        web.send(WebSlice.form(PAGE + "/key"), "mara", "release-manager").andExpect(redirectedUrl(PAGE));
        assertThat(rooms.done)
                .containsExactly(
                        "mara used jwt key deployer@acme.example https://login.salesforce.com " + SECRET,
                        "mara used soap deployer@acme.example " + SECRET + " T",
                        "mara changed production to key " + SECRET,
                        "mara made a key for production");

        rooms.environmentProblems = List.of("The private key has 1024 bits.");
        ResultActions refused =
                web.send(WebSlice.form(PAGE + "/jwt-bearer").param("privateKey", SECRET), "mara", "release-manager");
        refused.andExpect(status().isUnprocessableEntity());
        assertThat(text(refused))
                .contains("Nothing was saved.", "The private key has 1024 bits.")
                .doesNotContain(SECRET);
        web.send(WebSlice.form(PAGE + "/jwt-bearer"), "dev", "developer").andExpect(status().isForbidden());
    }

    @Test
    void a_private_key_is_taken_from_a_file_and_a_wrong_file_is_refused_in_words() throws Exception {
        assertThat(text(web.open(PAGE, "mara", "release-manager")))
                .contains("enctype=\"multipart/form-data\"", "type=\"file\" name=\"keyFile\"");
        upload("key.pem", SECRET.getBytes(StandardCharsets.UTF_8), "")
                .andExpect(redirectedUrl("/environments/production"));
        // As a browser sends the field of a file that was not chosen.
        upload("", new byte[0], SECRET).andExpect(redirectedUrl("/environments/production"));
        assertThat(rooms.done)
                .containsExactly(
                        "mara used jwt key d@acme.example  " + SECRET, "mara used jwt key d@acme.example  " + SECRET);
        rooms.done.clear();

        assertThat(refused("key.pem", new byte[0], "")).contains("The file is empty.");
        assertThat(refused("key.pem", SECRET.getBytes(StandardCharsets.UTF_8), "pasted"))
                .contains("send one of the two");
        assertThat(refused("photo.jpg", new byte[70_000], "")).contains("The file has 68 kB", "more than 64 kB");
        assertThat(refused("key.der", new byte[] {48, (byte) 130, 4, (byte) 190, 2, 1, 0}, ""))
                .contains("The file is no text", "openssl pkey");
        assertThat(rooms.done).isEmpty();
    }

    private String refused(String name, byte[] content, String pasted) throws Exception {
        String page = text(upload(name, content, pasted).andExpect(status().isUnprocessableEntity()));
        assertThat(page).contains("Nothing was saved.").doesNotContain(SECRET);
        return page;
    }

    private ResultActions upload(String name, byte[] content, String pasted) throws Exception {
        return web.send(
                multipart(PAGE + "/jwt-bearer")
                        .file(new MockMultipartFile("keyFile", name, "application/octet-stream", content))
                        .param("clientId", "key")
                        .param("username", "d@acme.example")
                        .param("privateKey", pasted),
                "mara",
                "release-manager");
    }

    @Test
    void an_authorisation_comes_back_once_and_only_into_the_session_that_began_it() throws Exception {
        // given
        MockHttpSession session = new MockHttpSession();
        ResultActions begun = web.send(
                WebSlice.form(PAGE + "/web-server").param("clientId", "key").param("clientSecret", SECRET),
                "mara",
                "release-manager");
        begun.andExpect(status().isOk());
        assertThat(text(begun))
                .contains("https://acme.my.salesforce.com/services/oauth2/authorize?state=st", "Go on to")
                .doesNotContain(SECRET);
        session = (MockHttpSession) begun.andReturn().getRequest().getSession();

        // when somebody else's browser brings the answer
        web.perform(get("/authorized?code=c&state=st"), "mara", "release-manager")
                .andExpect(status().isBadRequest());
        assertThat(rooms.done).isEmpty();

        // then
        web.again(get("/authorized?code=c&state=st"), session).andExpect(redirectedUrl("/environments/production"));
        assertThat(rooms.done).containsExactly("mara authorised production st c");
        web.again(get("/authorized?code=c&state=st"), session).andExpect(status().isBadRequest());
    }

    @Test
    void a_person_who_says_no_at_the_org_is_told_that_nothing_changed() throws Exception {
        MockHttpSession session = (MockHttpSession) web.send(
                        WebSlice.form(PAGE + "/web-server")
                                .param("clientId", "key")
                                .param("clientSecret", SECRET),
                        "mara",
                        "release-manager")
                .andReturn()
                .getRequest()
                .getSession();
        ResultActions back = web.again(
                get("/authorized")
                        .param("error", "access_denied")
                        .param("error_description", "end-user denied authorization")
                        .param("state", "st"),
                session);
        back.andExpect(status().isUnprocessableEntity());
        assertThat(text(back)).contains("end-user denied authorization", "keeps its credentials");
        assertThat(rooms.done).isEmpty();
    }

    @Test
    void the_environments_page_says_who_acts_when_the_certificate_ends_and_why_the_org_rests() throws Exception {
        rooms.credentials = new CredentialFacts(
                AuthKind.WEB_SERVER, "paula@acme.example", null, null, null, null, Samples.NOW, "mara");
        rooms.pause = new OrgPause(Samples.NOW, "The org's API calls of 24 hours are used up.");
        assertThat(text(web.open("/environments/production", "rita", "requester")))
                .contains("paula@acme.example", "under the name of this person", "24 hours are used up");

        rooms.credentials = new CredentialFacts(
                AuthKind.JWT_BEARER, "d@acme.example", "PEM", Samples.NOW, "WAITING", Samples.NOW, Samples.NOW, "mara");
        assertThat(text(web.open("/environments/production", "rita", "requester")))
                .contains("The certificate ends on")
                .doesNotContain("Other ways to log in");
        ResultActions certificate = web.open("/environments/production/certificate", "rita", "requester");
        certificate.andExpect(header().string("Content-Disposition", "attachment; filename=\"sluice-production.crt\""));
        assertThat(text(certificate)).isEqualTo("PEM");
        assertThat(text(web.open("/environments/production/certificate?waiting=true", "rita", "requester")))
                .isEqualTo("WAITING");
    }

    @Test
    void the_twin_takes_every_kind_but_the_one_that_needs_a_browser() throws Exception {
        web.open("/api/environments/production/credentials", "rita", "requester")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.kind").value("client-credentials"))
                .andExpect(jsonPath("$.changedBy").value("admin"))
                .andExpect(jsonPath("$.clientSecret").doesNotExist());
        web.send(
                        put("/api/environments/production/credentials/soap-login")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"username\":\"u\",\"password\":\"" + SECRET + "\"}"),
                        "mara",
                        "release-manager")
                .andExpect(status().isOk());
        web.send(post("/api/environments/production/credentials/key"), "mara", "release-manager")
                .andExpect(status().isOk());
        assertThat(rooms.done).containsExactly("mara used soap u " + SECRET + " ", "mara made a key for production");

        web.send(
                        put("/api/environments/production/credentials/web-server")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{}"),
                        "mara",
                        "release-manager")
                .andExpect(status().isBadRequest());
        rooms.environmentProblems = List.of("The password is empty.");
        web.send(
                        put("/api/environments/production/credentials/soap-login")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{}"),
                        "mara",
                        "release-manager")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail").value("The password is empty."));
        web.send(post("/api/environments/production/credentials/key"), "dev", "developer")
                .andExpect(status().isForbidden());
    }

    @Test
    void the_guide_names_the_callback_the_permissions_and_the_end_of_soap_login() throws Exception {
        assertThat(text(web.open("/set-up-guide", "rita", "requester")))
                .contains("External Client App", "<code id=\"callback\">http://localhost/authorized</code>")
                .contains("Modify Metadata Through Metadata API Functions", "Author Apex", "pre-authorized")
                .contains("Summer &#39;27");
    }

    @Test
    void what_was_entered_shows_no_secret_as_text() {
        assertThat(new CredentialForms.Entered("k", SECRET, "u", "a", SECRET, SECRET, SECRET).toString())
                .doesNotContain(SECRET);
    }

    private static String text(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }
}
