package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The access token of one org, renewed with the same credentials when the org no longer takes it. */
final class OrgSession {

    private final Http http;
    private final ClientCredentials credentials;
    private volatile Token token;

    /** An access token and the address where it is good. */
    record Token(String value, URI instance) {
        @Override
        public String toString() {
            return "Token[" + instance.getHost() + "]";
        }
    }

    /** Either a token, or the org's refusal. */
    sealed interface Outcome {
        record Opened(OrgSession session) implements Outcome {}

        record Refused(String error, String description) implements Outcome {}
    }

    private OrgSession(Http http, ClientCredentials credentials, Token token) {
        this.http = http;
        this.credentials = credentials;
        this.token = token;
    }

    static Outcome open(Http http, ClientCredentials credentials) {
        Http.Answer answer = ask(http, credentials);
        Optional<Refusals.Said> refusal = refusal(answer);
        return refusal.isPresent()
                ? new Outcome.Refused(refusal.get().code(), refusal.get().message())
                : new Outcome.Opened(new OrgSession(http, credentials, token(answer)));
    }

    Token token() {
        return token;
    }

    /**
     * A token other than the one that the org refused. Several threads that find the same token refused log in once.
     *
     * @throws OrgException when the org now refuses the credentials
     */
    synchronized Token renew(Token refused) {
        if (!token.value().equals(refused.value())) {
            return token;
        }
        Http.Answer answer = ask(http, credentials);
        Optional<Refusals.Said> refusal = refusal(answer);
        if (refusal.isPresent()) {
            throw Refusals.of("Renewing the session", answer.host(), refusal.get());
        }
        token = token(answer);
        return token;
    }

    private static Http.Answer ask(Http http, ClientCredentials credentials) {
        String form = "grant_type=client_credentials&client_id=" + encode(credentials.clientId()) + "&client_secret="
                + encode(credentials.clientSecret());
        return http.form("The log-in", credentials.myDomain().resolve("/services/oauth2/token"), form);
    }

    /** Only a well-formed OAuth error is a refusal of the credentials; all else is a fault on the way. */
    private static Optional<Refusals.Said> refusal(Http.Answer answer) {
        boolean refused = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
        return refused ? Refusals.said(answer) : Optional.empty();
    }

    private static Token token(Http.Answer answer) {
        if (!answer.ok()) {
            throw Refusals.of(answer);
        }
        JsonNode body = Json.read(answer.body()).orElseThrow(() -> Refusals.notJson(answer));
        String value = Json.text(body, "access_token");
        String instance = Json.text(body, "instance_url");
        if (value.isEmpty() || instance.isEmpty()) {
            throw new OrgException(
                    "UNREADABLE_ANSWER",
                    answer.operation() + " at " + answer.host() + " brought no access token or instance address");
        }
        try {
            URI address = new URI(instance);
            Optional<String> problem = Http.problem(address);
            if (problem.isPresent()) {
                throw new OrgException(
                        "INSECURE_ADDRESS", "The org names an address that can't be used. " + problem.get());
            }
            return new Token(value, address);
        } catch (URISyntaxException e) {
            throw new OrgException(
                    "UNREADABLE_ANSWER", "The org names an instance address that is none: " + e.getReason());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
