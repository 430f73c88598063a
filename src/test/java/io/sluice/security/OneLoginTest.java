package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.SluiceTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SluiceTest(classes = DoorApplication.class)
class OneLoginTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String LOGIN_OF_WEB_APPS = "/camunda/api/admin/auth/user/default/login/tasklist";
    private static final String LOGOUT_OF_WEB_APPS = "/camunda/api/admin/auth/user/default/logout";
    private static final String TASKS = "/camunda/api/engine/engine/default/task?maxResults=10";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @Autowired
    private ProcessEngine engine;

    @LocalServerPort
    private int port;

    @BeforeEach
    void people() {
        Door.person(engine, "rita", "requester");
        Door.person(engine, "mara", "release-manager", "developer");
    }

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }

    @Test
    void a_page_sends_a_stranger_to_the_log_in_and_back_afterwards() throws Exception {
        HttpResponse<String> stranger = get("/changes/CR-000001?tab=approvals");
        URI logIn = stranger.headers().firstValue("Location").map(URI::create).orElseThrow();
        HttpResponse<String> loggedIn = logIn(get(logIn.getPath() + "?" + logIn.getRawQuery()), "mara", Door.PASSWORD);

        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(loggedIn.statusCode()).isEqualTo(302);
        assertThat(loggedIn.headers().firstValue("Location").orElseThrow())
                .endsWith("/changes/CR-000001?tab=approvals");
    }

    @Test
    void whoever_logs_in_at_our_page_is_logged_in_at_tasklist() throws Exception {
        logIn(get("/sign-in"), "mara", Door.PASSWORD);

        assertThat(get(TASKS).statusCode()).isEqualTo(200);
        assertThat(json(get("/camunda/api/admin/auth/user/default"))
                        .path("userId")
                        .asText())
                .isEqualTo("mara");
    }

    @Test
    void whoever_logs_in_at_tasklist_is_known_to_our_pages_with_the_groups_as_authorities() throws Exception {
        logInAtTasklist("mara");

        JsonNode session = json(get("/api/session"));

        assertThat(session.path("user").asText()).isEqualTo("mara");
        assertThat(session.path("groups").toString()).isEqualTo("[\"developer\",\"release-manager\"]");
        assertThat(get("/").headers().firstValue("Location").orElseThrow()).endsWith("/changes");
        assertThat(get("/sign-in?to=/environments")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/environments");
    }

    @Test
    void a_wrong_password_is_refused_with_a_sentence_and_keeps_where_the_person_wanted_to_go() throws Exception {
        Door.person(engine, "wendy", "requester");

        HttpResponse<String> refused = logIn(get("/sign-in?to=/environments"), "wendy", "wrong");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("do not go together").contains("value=\"/environments\"");
        assertThat(get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void repeated_wrong_passwords_lock_an_account_for_every_log_in() throws Exception {
        Door.person(engine, "lena", "requester");
        HttpResponse<String> page = get("/sign-in");
        for (int i = 0; i < 10; i++) {
            assertThat(logIn(page, "lena", "wrong").statusCode()).isEqualTo(401);
            ClockUtil.setCurrentTime(
                    Date.from(ClockUtil.getCurrentTime().toInstant().plusSeconds(120)));
        }

        assertThat(logIn(page, "lena", Door.PASSWORD).statusCode()).isEqualTo(401);
        get("/camunda/app/tasklist/default/");
        assertThat(postAsWebApp(LOGIN_OF_WEB_APPS, "username=lena&password=" + encode(Door.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_api_answers_a_stranger_with_json() throws Exception {
        HttpResponse<String> stranger = get("/api/changes");

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(stranger).path("detail").asText()).contains("Log in");
    }

    @Test
    void the_description_of_the_api_is_not_for_strangers() throws Exception {
        HttpResponse<String> stranger = get("/api/openapi");

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("Log in").doesNotContain("openapi");
        logInAtTasklist("rita");
        assertThat(get("/api/openapi").statusCode()).isEqualTo(200);
    }

    @Test
    void a_form_that_is_too_large_is_answered_with_the_limit() throws Exception {
        logInAtTasklist("rita");
        HttpResponse<String> file = send(HttpRequest.newBuilder(uri("/environments/production/credentials/jwt-bearer"))
                .header("Content-Type", "multipart/form-data; boundary=sluice")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--sluice\r\nContent-Disposition: form-data; name=\"keyFile\"; filename=\"key.pem\"\r\n\r\n"
                                + "x".repeat(1_500_000) + "\r\n--sluice--\r\n")));
        HttpResponse<String> plain =
                send(formPost("/logout", "text=" + "x".repeat(5_000_000)).header("Accept", "text/html"));
        HttpResponse<String> script = post("/api/environments", "text=" + "x".repeat(5_000_000));

        // What the pages say of it is the web room's.
        for (HttpResponse<String> answer : List.of(file, plain, script)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        }
        assertThat(script.body()).contains("at most 1 MB with a file and 2 MB without", "Nothing was saved");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void a_live_part_of_a_page_makes_the_whole_page_go_to_the_log_in() throws Exception {
        HttpResponse<String> stranger = send(HttpRequest.newBuilder(uri("/changes/CR-000001/progress"))
                .header("HX-Request", "true")
                .header("HX-Current-URL", uri("/changes/CR-000001").toString()));

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("HX-Redirect").orElseThrow())
                .isEqualTo("/sign-in?to=%2Fchanges%2FCR-000001");
    }

    @Test
    void a_log_out_of_our_pages_is_a_log_out_of_tasklist() throws Exception {
        logInAtTasklist("rita");

        HttpResponse<String> out =
                logOut(json(get("/api/session")).at("/csrf/token").asText());

        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(get("/sign-in?out").body()).contains("logged out of Sluice, Tasklist and Cockpit");
        assertThat(get(TASKS).statusCode()).isEqualTo(401);
        assertThat(get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void a_log_out_of_tasklist_is_a_log_out_of_our_pages() throws Exception {
        logInAtTasklist("rita");

        assertThat(postAsWebApp(LOGOUT_OF_WEB_APPS, "").statusCode()).isEqualTo(200);

        assertThat(get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void a_post_without_the_token_is_refused_and_leaves_the_login_alone() throws Exception {
        logInAtTasklist("rita");

        assertThat(logOut("").statusCode()).isEqualTo(403);
        assertThat(logOut("made-up").statusCode()).isEqualTo(403);
        assertThat(post("/sign-in", "user=mara&password=" + encode(Door.PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(get("/api/session")).path("user").asText()).isEqualTo("rita");
    }

    @Test
    void the_tokens_of_the_two_sides_do_not_disturb_each_other() throws Exception {
        logInAtTasklist("rita");
        get("/api/session");

        assertThat(cookies.getCookieStore().getCookies())
                .extracting(HttpCookie::getName)
                .contains("XSRF-TOKEN", "SLUICE-CSRF", "JSESSIONID");
        assertThat(postAsWebApp(LOGOUT_OF_WEB_APPS, "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_request_to_the_web_apps_without_their_token_is_refused() throws Exception {
        logInAtTasklist("rita");

        assertThat(post(LOGOUT_OF_WEB_APPS, "").statusCode()).isEqualTo(403);
    }

    @Test
    void a_removed_person_is_noticed_within_a_minute() throws Exception {
        Door.person(engine, "gone", "requester");
        logInAtTasklist("gone");
        assertThat(get("/api/session").statusCode()).isEqualTo(200);

        engine.getIdentityService().deleteUser("gone");
        passSeconds(61);

        assertThat(get("/api/session").statusCode()).isEqualTo(401);
        assertThat(get(TASKS).statusCode()).isEqualTo(401);
    }

    @Test
    void a_changed_group_is_noticed_within_a_minute() throws Exception {
        Door.person(engine, "moved", "requester");
        logInAtTasklist("moved");
        assertThat(json(get("/api/session")).path("groups").toString()).isEqualTo("[\"requester\"]");

        engine.getIdentityService().deleteMembership("moved", "requester");
        engine.getIdentityService().createMembership("moved", "auditor");
        passSeconds(61);

        assertThat(json(get("/api/session")).path("groups").toString()).isEqualTo("[\"auditor\"]");
    }

    @Test
    void every_page_of_ours_has_its_headers_and_the_web_apps_keep_theirs() throws Exception {
        HttpResponse<String> ours = get("/sign-in");
        HttpResponse<String> theirs = get("/camunda/app/tasklist/default/");

        assertThat(ours.headers().firstValue("X-Frame-Options").orElseThrow()).isEqualTo("SAMEORIGIN");
        assertThat(ours.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .contains("frame-ancestors 'self'");
        assertThat(ours.headers().firstValue("X-Content-Type-Options").orElseThrow())
                .isEqualTo("nosniff");
        assertThat(theirs.statusCode()).isEqualTo(200);
        assertThat(theirs.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(theirs.headers().firstValue("X-Frame-Options")).isEmpty();
    }

    @Test
    void the_style_sheet_of_the_log_in_page_is_there_for_strangers() throws Exception {
        Matcher link = Pattern.compile("href=\"(/webjars/[^\"]+)\"")
                .matcher(get("/sign-in").body());

        assertThat(link.find()).isTrue();
        assertThat(get(link.group(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void only_the_state_of_health_is_open() throws Exception {
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(json(get("/actuator/health")).size()).isLessThanOrEqualTo(2);
        assertThat(get("/actuator/env").statusCode()).isNotEqualTo(200);
        logInAtTasklist("admin");
        assertThat(get("/actuator/env").statusCode()).isEqualTo(403);
        assertThat(get("/actuator").statusCode()).isNotEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/task", "/rest/task", "/engine-rest/engine"})
    void there_is_no_unprotected_door_to_the_engine(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(302);
    }

    @Test
    void a_stranger_gets_nothing_from_the_engine() throws Exception {
        assertThat(get(TASKS).statusCode()).isEqualTo(401);
        assertThat(get("/camunda/app/admin/default/setup/").body()).doesNotContain("createInitialUser");
    }

    private void logInAtTasklist(String person) throws IOException, InterruptedException {
        String password = person.equals(SluiceTest.ADMIN) ? SluiceTest.ADMIN_PASSWORD : Door.PASSWORD;
        get("/camunda/app/tasklist/default/");
        HttpResponse<String> answer =
                postAsWebApp(LOGIN_OF_WEB_APPS, "username=" + person + "&password=" + encode(password));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        // The log-in began a new session; as in the browser, the next page brings its token.
        get("/camunda/app/tasklist/default/");
    }

    private HttpResponse<String> logIn(HttpResponse<String> page, String person, String password)
            throws IOException, InterruptedException {
        Matcher to = Pattern.compile("name=\"to\"[^>]*value=\"([^\"]*)\"").matcher(page.body());
        assertThat(to.find()).as(page.body()).isTrue();
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return post(
                "/sign-in",
                "user=" + encode(person) + "&password=" + encode(password) + "&to=" + encode(to.group(1)) + "&_csrf="
                        + encode(token.group(1)));
    }

    private HttpResponse<String> logOut(String token) throws IOException, InterruptedException {
        return post("/logout", "_csrf=" + encode(token));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(formPost(path, form));
    }

    private HttpResponse<String> postAsWebApp(String path, String form) throws IOException, InterruptedException {
        HttpRequest.Builder request = formPost(path, form);
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .forEach(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        return send(request);
    }

    private HttpRequest.Builder formPost(String path, String form) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void passSeconds(long seconds) {
        ClockUtil.setCurrentTime(Date.from(Instant.now().plusSeconds(seconds)));
    }
}
