package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/** Turns what an org answers instead of a result into an exception with a sentence. */
final class Refusals {

    static final String INVALID_SESSION = "INVALID_SESSION_ID";
    static final String NETWORK = "NETWORK";

    /** What an org said, in its own words. */
    record Said(String code, String message) {}

    private Refusals() {}

    static OrgException network(String operation, URI address, Throwable cause) {
        return new OrgException(
                NETWORK,
                operation + " at " + address.getHost() + " got no answer: "
                        + cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : ", " + cause.getMessage()),
                false,
                cause);
    }

    /** The error of a JSON answer in any of its three shapes; empty where the answer is something else. */
    static Optional<Said> said(Http.Answer answer) {
        Optional<JsonNode> body = Json.read(answer.body());
        if (body.isEmpty()) {
            // The identity service answers an expired token with this bare word.
            return answer.body().strip().equals("Bad_OAuth_Token")
                    ? Optional.of(new Said(INVALID_SESSION, "Session expired or invalid"))
                    : Optional.empty();
        }
        JsonNode error = body.get().isArray() ? body.get().path(0) : body.get();
        if (error.hasNonNull("errorCode")) {
            return Optional.of(new Said(Json.text(error, "errorCode"), Json.text(error, "message")));
        }
        if (error.hasNonNull("error")) {
            return Optional.of(new Said(Json.text(error, "error"), Json.text(error, "error_description")));
        }
        return Optional.empty();
    }

    /** The session is over, so the org certainly did nothing. */
    static boolean sessionIsOver(Http.Answer answer) {
        boolean refused = answer.status() == 401 || answer.status() == 403;
        return refused
                && said(answer)
                        .filter(said -> said.code().equals(INVALID_SESSION))
                        .isPresent();
    }

    static OrgException of(Http.Answer answer) {
        return said(answer)
                .map(said -> of(answer.operation(), answer.host(), said))
                .orElseGet(() -> notJson(answer));
    }

    static OrgException of(String operation, String host, Said said) {
        return new OrgException(said.code(), sentence(operation, host, said));
    }

    static String sentence(String operation, String host, Said said) {
        if (said.code().equals("REQUEST_LIMIT_EXCEEDED")) {
            return operation + " at " + host + " was refused with REQUEST_LIMIT_EXCEEDED: "
                    + (said.message().contains("TotalRequests Limit")
                            ? "the org's number of API calls in 24 hours is used up; wait until it is free again or have it raised"
                            : "too many calls run in the org at once; trying again later helps");
        }
        return operation + " at " + host + " was refused with " + said.code()
                + (said.message().isEmpty() ? "" : ": " + said.message());
    }

    static OrgException notJson(Http.Answer answer) {
        return new OrgException("HTTP_" + answer.status(), notJsonSentence(answer));
    }

    static String notJsonSentence(Http.Answer answer) {
        return answer.operation() + " at " + answer.host() + " was answered with HTTP " + answer.status()
                + (answer.contentType() == null ? "" : " and " + answer.contentType())
                + ", which is no answer of the API; the org may be down for maintenance";
    }
}
