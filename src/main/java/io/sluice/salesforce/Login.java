package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets an access token for credentials of any kind. */
final class Login {

    private static final String JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final Http http;
    private final Clock clock;

    Login(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * @throws LoginRefusedException when the org refuses the credentials
     * @throws OrgException when it can't be asked, or what answers is no org
     */
    AccessToken token(Credentials credentials, String apiVersion) {
        if (credentials instanceof SoapPassword password) {
            return soap(password, apiVersion);
        }
        Http.Answer answer = ask(credentials.myDomain(), form(credentials));
        Optional<Refusals.Said> refusal = refusal(answer);
        if (refusal.isPresent()) {
            throw new LoginRefusedException(
                    answer.host(), LoginAdvice.of(credentials, refusal.get(), answer.date(), clock.instant()));
        }
        return token(answer);
    }

    /** Asks the token door. */
    Http.Answer ask(URI myDomain, Map<String, String> form) {
        StringBuilder text = new StringBuilder();
        form.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(encode(value)));
        return http.form("The log-in", myDomain.resolve("/services/oauth2/token"), text.toString());
    }

    private Map<String, String> form(Credentials credentials) {
        Map<String, String> form = new LinkedHashMap<>();
        if (credentials instanceof ClientCredentials pair) {
            form.put("grant_type", "client_credentials");
            form.put("client_id", pair.clientId());
            form.put("client_secret", pair.clientSecret());
        } else if (credentials instanceof JwtBearer jwt) {
            form.put("grant_type", JWT_GRANT);
            form.put("assertion", JwtAssertion.of(jwt, clock.instant()));
        } else if (credentials instanceof RefreshToken refresh) {
            form.put("grant_type", "refresh_token");
            form.put("client_id", refresh.clientId());
            form.put("client_secret", refresh.clientSecret());
            form.put("refresh_token", refresh.refreshToken());
        } else {
            throw new IllegalArgumentException("No token door takes " + credentials.kind());
        }
        return form;
    }

    private AccessToken soap(SoapPassword password, String apiVersion) {
        Map<String, String> answer = SoapLogin.ask(http, password, apiVersion);
        String host = password.myDomain().getHost();
        String fault = answer.get("faultcode");
        if (fault != null) {
            String code = Soap.withoutPrefix(fault);
            Refusals.Said said = new Refusals.Said(code, Soap.words(answer.getOrDefault("faultstring", ""), code));
            if (code.equals(Refusals.REQUEST_LIMIT)) {
                throw Refusals.of("The log-in", host, said);
            }
            throw new LoginRefusedException(host, LoginAdvice.of(password, said, null, clock.instant()));
        }
        if ("true".equals(answer.get("passwordExpired"))) {
            throw new LoginRefusedException(
                    host,
                    new LoginResult.Refused(
                            "PASSWORD_EXPIRED",
                            "passwordExpired",
                            RefusalCause.WRONG_PASSWORD,
                            "The password has expired. Log in to the org with it once, choose another, and enter that"
                                    + " here."));
        }
        return token(answer.getOrDefault("sessionId", ""), origin(answer.getOrDefault("serverUrl", "")), null);
    }

    private static String origin(String address) {
        int path = address.indexOf('/', address.indexOf("//") + 2);
        return path < 0 ? address : address.substring(0, path);
    }

    /** Only a well-formed OAuth error is a refusal of the credentials; all else is a fault on the way. */
    static Optional<Refusals.Said> refusal(Http.Answer answer) {
        boolean refused = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
        return refused
                ? Refusals.said(answer).filter(said -> !said.code().equals(Refusals.REQUEST_LIMIT))
                : Optional.empty();
    }

    static AccessToken token(Http.Answer answer) {
        if (!answer.ok()) {
            if (Refusals.said(answer).isPresent()) {
                throw Refusals.of(answer);
            }
            throw Refusals.noOrg(answer);
        }
        JsonNode body = Json.read(answer.body()).orElseThrow(() -> Refusals.noOrg(answer));
        String value = Json.text(body, "access_token");
        String instance = Json.text(body, "instance_url");
        if (value.isEmpty() || instance.isEmpty()) {
            throw new OrgException(
                    "UNREADABLE_ANSWER",
                    answer.operation() + " at " + answer.host() + " brought no access token or instance address");
        }
        return token(value, instance, Json.textOrNull(body, "refresh_token"));
    }

    private static AccessToken token(String value, String instance, @Nullable String refreshToken) {
        try {
            URI address = new URI(instance);
            Optional<String> problem = Http.problem(address);
            if (problem.isPresent()) {
                throw new OrgException(
                        "INSECURE_ADDRESS", "The org names an address that can't be used. " + problem.get());
            }
            return new AccessToken(value, address, refreshToken);
        } catch (URISyntaxException e) {
            throw new OrgException(
                    "UNREADABLE_ANSWER", "The org names an instance address that is none: " + e.getReason());
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
