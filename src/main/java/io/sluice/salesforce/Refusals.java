package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Set;

/** Turns what an org answers instead of a result into an exception with a sentence. */
final class Refusals {

    static final String INVALID_SESSION = "INVALID_SESSION_ID";
    static final String NETWORK = "NETWORK";
    static final String REQUEST_LIMIT = "REQUEST_LIMIT_EXCEEDED";
    static final String UNKNOWN_HOST = "UNKNOWN_HOST";
    static final String NO_ORG = "NO_ORG";

    /** The credentials are right, but the user may not use the API: people can mend that in the org. */
    static final Set<String> MISSING_PERMISSION = Set.of(
            "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED", "INSUFFICIENT_ACCESS", "FUNCTIONALITY_NOT_ENABLED");

    /** What an org said, in its own words. */
    record Said(String code, String message) {}

    private Refusals() {}

    static OrgException network(String operation, URI address, Throwable cause) {
        if (isUnknownHost(cause)) {
            return new OrgException(
                    UNKNOWN_HOST,
                    operation + " at " + address.getHost() + " got no answer: no machine of this name is known. Likely"
                            + " the address is misspelled or the org's My Domain was renamed; compare it with Setup, My"
                            + " Domain. Otherwise this machine's DNS is at fault",
                    false,
                    cause);
        }
        return new OrgException(
                NETWORK,
                operation + " at " + address.getHost() + " got no answer: "
                        + cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : ", " + cause.getMessage()),
                false,
                cause);
    }

    private static boolean isUnknownHost(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /** What answers a log-in is no org; a proxy's or a maintenance page is told apart by its status. */
    static OrgException noOrg(Http.Answer answer) {
        if (answer.status() >= 500) {
            return notJson(answer);
        }
        return new OrgException(
                NO_ORG,
                answer.operation() + " at " + answer.host() + " was answered with HTTP " + answer.status()
                        + (answer.contentType() == null ? "" : " and " + answer.contentType())
                        + ", which is no answer of a Salesforce org. Likely the address leads elsewhere; enter the org's"
                        + " My Domain address as Setup, My Domain shows it");
    }

    /** Whether the org did not answer at all or not as an org does, so that the next try may bring more. */
    static boolean isFault(String code) {
        return code.equals(NETWORK)
                || code.equals(UNKNOWN_HOST)
                || code.equals(REQUEST_LIMIT)
                || code.startsWith("HTTP_5")
                || code.equals("SERVER_UNAVAILABLE")
                || code.equals("UNKNOWN_EXCEPTION");
    }

    /** Whether the calls of 24 hours are used up; otherwise too many run at the same time. */
    static boolean isDaily(Said said) {
        return said.message().contains("TotalRequests Limit");
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
        if (said.code().equals(REQUEST_LIMIT)) {
            return operation + " at " + host + " was refused with REQUEST_LIMIT_EXCEEDED: "
                    + (isDaily(said)
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
