package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorizationCodeTest {
    private static final String BACK = "http://localhost:9999/back";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    private static final String USER = "dana@people.example";

    private final HandClock clock = new HandClock();
    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Code")
            .withClock(clock)
            .withCallbacks(BACK)
            .withPkceRequired(true)
            .withUser(USER, "let me in"));
    private final Web web = new Web(org.address());

    @AfterEach
    void stop() {
        org.close();
    }

    private static Map<String, String> request() throws Exception {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("response_type", "code");
        out.put("client_id", "rehearsal-client");
        out.put("redirect_uri", BACK);
        out.put("state", "s-1 &");
        out.put("scope", "api refresh_token");
        out.put(
                "code_challenge",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256")
                                .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII))));
        out.put("code_challenge_method", "S256");
        return out;
    }

    private static Map<String, String> with(Map<String, String> request, String key, String value) {
        Map<String, String> out = new HashMap<>(request);
        if (value == null) {
            out.remove(key);
        } else {
            out.put(key, value);
        }
        return out;
    }

    private Web.Answer open(Map<String, String> request) throws Exception {
        return web.get("/services/oauth2/authorize?" + Web.encoded(request), "");
    }

    private Web.Answer logIn(String password) throws Exception {
        Map<String, String> form = request();
        form.put("username", USER);
        form.put("password", password);
        return web.form("/services/oauth2/authorize", form);
    }

    private String code() throws Exception {
        return logIn("let me in").parameters().get("code");
    }

    private Web.Answer redeem(String code, String verifier) throws Exception {
        return web.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "client_id",
                "rehearsal-client",
                "client_secret",
                "rehearsal-secret",
                "redirect_uri",
                BACK,
                "code_verifier",
                verifier));
    }

    private Web.Answer refresh(String token) throws Exception {
        return web.token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                token,
                "client_id",
                "rehearsal-client",
                "client_secret",
                "rehearsal-secret"));
    }

    @Test
    void the_log_in_page_leads_back_with_a_code_and_the_state() throws Exception {
        var page = open(request());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"username\"", "name=\"password\"", "value=\"s-1 &amp;\"");

        var wrong = logIn("guess");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).contains("Please check your username and password.");

        var right = logIn("let me in");
        assertThat(right.status()).isEqualTo(302);
        assertThat(right.location()).startsWith(BACK + "?code=");
        assertThat(right.parameters()).containsEntry("state", "s-1 &");
    }

    @Test
    void a_code_with_its_verifier_becomes_a_session_and_a_refresh_token() throws Exception {
        var answer = redeem(code(), VERIFIER);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("scope").asText()).isEqualTo("api refresh_token");
        var who = web.get(
                answer.json()
                        .get("id")
                        .asText()
                        .substring(org.address().toString().length()),
                answer.json().get("access_token").asText());
        assertThat(who.json().get("username").asText()).isEqualTo(USER);
        assertThat(who.json().at("/urls/metadata").asText()).contains("/services/Soap/m/{version}/" + org.orgId());

        var refreshed = refresh(answer.json().get("refresh_token").asText());
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.json().get("access_token"))
                .isNotEqualTo(answer.json().get("access_token"));
        assertThat(refreshed.json().has("refresh_token")).isFalse();
    }

    @Test
    void a_code_is_good_once_for_fifteen_minutes_and_with_its_own_verifier() throws Exception {
        assertThat(redeem("nonsense", VERIFIER).denial()).isEqualTo("invalid_grant: invalid authorization code");
        assertThat(redeem(code(), VERIFIER + "x").denial()).isEqualTo("invalid_grant: invalid code verifier");
        String used = code();
        assertThat(redeem(used, VERIFIER).status()).isEqualTo(200);
        assertThat(redeem(used, VERIFIER).denial()).isEqualTo("invalid_grant: expired authorization code");
        String late = code();
        clock.move(Duration.ofMinutes(15));
        assertThat(redeem(late, VERIFIER).denial()).isEqualTo("invalid_grant: expired authorization code");
    }

    @Test
    void nobody_is_sent_to_an_address_that_the_app_does_not_name() throws Exception {
        var elsewhere = open(with(request(), "redirect_uri", "http://evil.example/"));
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.location()).isEmpty();
        assertThat(elsewhere.body()).contains("redirect_uri_mismatch");
        assertThat(open(with(request(), "client_id", "other")).body()).contains("invalid_client_id");
        assertThat(open(with(request(), "code_challenge", null)).parameters())
                .containsEntry("error_description", "missing required code challenge");
        assertThat(open(with(request(), "code_challenge_method", "plain")).parameters())
                .containsEntry("error", "invalid_request");
        assertThat(open(with(request(), "response_type", "token")).parameters())
                .containsEntry("error", "unsupported_response_type");
    }

    @Test
    void a_user_who_says_no_is_led_back_with_that() throws Exception {
        assertThat(web.form("/services/oauth2/authorize", with(request(), "deny", "Deny"))
                        .parameters())
                .containsEntry("error", "access_denied")
                .containsEntry("error_description", "end-user denied authorization");
    }

    @Test
    void a_revoked_refresh_token_takes_its_sessions_along() throws Exception {
        var answer = redeem(code(), VERIFIER).json();
        String session = answer.get("access_token").asText();
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(200);

        assertThat(web.form(
                                "/services/oauth2/revoke",
                                Map.of("token", answer.get("refresh_token").asText()))
                        .status())
                .isEqualTo(200);

        assertThat(web.get("/services/data/v62.0", session).problem())
                .isEqualTo("INVALID_SESSION_ID: Session expired or invalid");
        assertThat(refresh(answer.get("refresh_token").asText()).denial())
                .isEqualTo("invalid_grant: expired access/refresh token");
        assertThat(web.form("/services/oauth2/revoke", Map.of("token", session)).denial())
                .startsWith("invalid_token: ");
    }

    @Test
    void an_exchanged_refresh_token_is_good_once_and_its_sessions_go_on() throws Exception {
        try (RehearsalOrg rotating = RehearsalOrg.start(OrgSettings.of("Rotation")
                .withCallbacks(BACK)
                .withUser(USER, "let me in")
                .withTokenRotation(true))) {
            Web there = new Web(rotating.address());
            Map<String, String> asked = new LinkedHashMap<>(request());
            asked.putAll(Map.of("username", USER, "password", "let me in"));
            String code =
                    there.form("/services/oauth2/authorize", asked).parameters().get("code");
            var first = there.token(Map.of(
                            "grant_type",
                            "authorization_code",
                            "client_id",
                            "rehearsal-client",
                            "client_secret",
                            "rehearsal-secret",
                            "redirect_uri",
                            BACK,
                            "code",
                            code,
                            "code_verifier",
                            VERIFIER))
                    .json();
            Map<String, String> refresh = Map.of(
                    "grant_type", "refresh_token",
                    "client_id", "rehearsal-client",
                    "client_secret", "rehearsal-secret",
                    "refresh_token", first.get("refresh_token").asText());

            var second = there.token(refresh);

            assertThat(second.json().get("refresh_token").asText())
                    .isNotEqualTo(first.get("refresh_token").asText());
            assertThat(there.token(refresh).denial()).isEqualTo("invalid_grant: expired access/refresh token");
            assertThat(there.get(
                                    "/services/data/v62.0",
                                    first.get("access_token").asText())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void introspection_tells_whose_a_token_is_and_until_when() throws Exception {
        String session = redeem(code(), VERIFIER).json().get("access_token").asText();
        Map<String, String> form =
                Map.of("token", session, "client_id", "rehearsal-client", "client_secret", "rehearsal-secret");
        var known = web.form("/services/oauth2/introspect", form).json();
        assertThat(known.get("active").asBoolean()).isTrue();
        assertThat(known.get("username").asText()).isEqualTo(USER);
        assertThat(known.get("exp").asLong()).isEqualTo(clock.instant().getEpochSecond() + 7200);
        clock.move(Duration.ofHours(2));
        assertThat(web.form("/services/oauth2/introspect", form)
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void the_app_of_the_salesforce_cli_is_known() throws Exception {
        Map<String, String> cli = with(request(), "client_id", "PlatformCLI");
        cli.put("redirect_uri", "http://localhost:1717/OauthRedirect");
        assertThat(open(cli).status()).isEqualTo(200);
        cli.put("username", USER);
        cli.put("password", "let me in");
        Web.Answer back = web.form("/services/oauth2/authorize", cli);
        Web.Answer session = web.token(Map.of(
                "grant_type", "authorization_code",
                "code", back.parameters().get("code"),
                "client_id", "PlatformCLI",
                "redirect_uri", "http://localhost:1717/OauthRedirect",
                "code_verifier", VERIFIER));
        assertThat(session.json().get("access_token").asText()).startsWith("00D");
    }

    @Test
    void every_way_to_log_in_can_be_refused() throws Exception {
        String refresh = redeem(code(), VERIFIER).json().get("refresh_token").asText();
        String code = code();
        org.faults().refuseLogin();
        assertThat(redeem(code, VERIFIER).denial()).isEqualTo("invalid_grant: expired authorization code");
        assertThat(refresh(refresh).denial()).isEqualTo("invalid_grant: expired access/refresh token");
        assertThat(web.token(Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "rehearsal-client",
                                "client_secret", "rehearsal-secret"))
                        .denial())
                .startsWith("invalid_grant: ");
        assertThat(web.soap(
                                "/services/Soap/u/62.0",
                                "<login xmlns=\"urn:partner.soap.sforce.com\"><username>" + USER
                                        + "</username><password>let me in</password></login>")
                        .body())
                .contains("INVALID_LOGIN");
        org.faults().allowLogin();
        assertThat(redeem(code, VERIFIER).status()).isEqualTo(200);
    }
}
