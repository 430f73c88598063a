package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/** Speaks the flow with an org. */
final class RealWebServerFlow implements WebServerFlow {

    private static final String SCOPE = "api id refresh_token";

    private final Http http;
    private final Login login;
    private final Clock clock;

    RealWebServerFlow(SalesforceSettings settings, Clock clock) {
        this.http = new Http(settings);
        this.login = new Login(http, clock);
        this.clock = clock;
    }

    @Override
    public URI address(App app, String state, String verifier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", app.clientId());
        query.put("redirect_uri", app.callback().toString());
        query.put("scope", SCOPE);
        query.put("state", state);
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        // Whoever is logged in there already may be somebody else.
        query.put("prompt", "login consent");
        StringBuilder text = new StringBuilder("/services/oauth2/authorize");
        query.forEach((name, value) -> text.append(text.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(RestApi.encode(value)));
        return app.myDomain().resolve(text.toString());
    }

    @Override
    public Outcome redeem(App app, String code, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", app.clientId());
        form.put("client_secret", app.clientSecret());
        form.put("redirect_uri", app.callback().toString());
        form.put("code", code);
        form.put("code_verifier", verifier);
        RefreshToken none = new RefreshToken(app.myDomain(), app.clientId(), app.clientSecret(), "");
        Http.Answer answer = login.ask(app.myDomain(), form);
        Optional<Refusals.Said> refusal = Login.refusal(answer);
        if (refusal.isPresent()) {
            return new Outcome.Refused(LoginAdvice.of(none, refusal.get(), answer.date(), clock.instant()));
        }
        AccessToken token = Login.token(answer);
        if (token.refreshToken() == null) {
            return new Outcome.Refused(new LoginResult.Refused(
                    "no_refresh_token",
                    "The answer holds no refresh token",
                    RefusalCause.FLOW_NOT_ENABLED,
                    "The app does not have the scope \"Perform requests at any time (refresh_token, offline_access)\";"
                            + " add it to the app's OAuth settings and authorise again."));
        }
        Http.Answer told = http.json(
                "Asking who authorised",
                HttpMethod.GET,
                token.instance().resolve("/services/oauth2/userinfo"),
                token.value(),
                null);
        if (!told.ok()) {
            throw Refusals.of(told);
        }
        JsonNode user = Json.read(told.body()).orElseThrow(() -> Refusals.notJson(told));
        return new Outcome.Authorised(
                new RefreshToken(app.myDomain(), app.clientId(), app.clientSecret(), token.refreshToken()),
                Ids.long18(Json.text(user, "organization_id")),
                Json.text(user, "preferred_username"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
