package io.sluice.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the likely cause of a refused log-in from the org's words, the kind of credentials and both clocks. */
final class LoginAdvice {

    static final String OTHER = "The org gives no more reason; Setup, Login History of the user there often says more.";

    /** A difference of clocks that assertions survive. */
    private static final Duration CLOSE = Duration.ofMinutes(2);

    private static final String MISSING_PERMISSION = "The user may not use the API: give it the permissions API Enabled"
            + " and Modify Metadata Through Metadata API Functions (or Modify All Data) by a permission set, and check"
            + " that its licence allows them.";

    private LoginAdvice() {}

    /**
     * @param orgTime when the org says it answered; null where it does not say
     * @param now our time
     */
    static LoginResult.Refused of(Credentials credentials, Refusals.Said said, @Nullable Instant orgTime, Instant now) {
        String words = said.message().toLowerCase(Locale.ROOT);
        if (credentials instanceof JwtBearer jwt) {
            LoginResult.Refused refused = ofAssertion(jwt, said, words, orgTime, now);
            if (refused != null) {
                return refused;
            }
        }
        if (words.contains("not supported on this domain")) {
            return refused(
                    said,
                    RefusalCause.SHARED_HOST,
                    "The host " + credentials.myDomain().getHost() + " is one that all orgs share, where client"
                            + " credentials are always refused. Enter the org's own My Domain address, which Setup, My"
                            + " Domain shows, as the environment's address.");
        }
        if (said.code().equals("invalid_client_id")) {
            return refused(
                    said,
                    RefusalCause.UNKNOWN_APP,
                    "The org knows no app with this consumer key: it was mistyped, belongs to another org, or the app is"
                            + " younger than ten minutes. Copy it again from the External Client App in this org.");
        }
        if (said.code().equals("invalid_client")) {
            return refused(
                    said,
                    RefusalCause.WRONG_SECRET,
                    "The consumer secret is wrong or was rotated. Copy the secret again from the External Client App"
                            + " (Settings, OAuth Settings) and enter it anew.");
        }
        if (words.contains("no client credentials user enabled")) {
            return refused(
                    said,
                    RefusalCause.FLOW_NOT_ENABLED,
                    "The app has no user to act as. Enable the client credentials flow in the app's policies and choose"
                            + " the dedicated deploying user as Run As.");
        }
        if (words.contains("expired access/refresh token") || words.contains("token validity expired")) {
            return refused(
                    said,
                    RefusalCause.AUTHORISATION_ENDED,
                    "The authorisation was taken back or has ended by the app's refresh token policy. Its person"
                            + " authorises Sluice anew on the environment's credentials page.");
        }
        if (words.contains("expired authorization code") && credentials.kind() == AuthKind.WEB_SERVER) {
            return refused(
                    said,
                    RefusalCause.AUTHORISATION_ENDED,
                    "The authorisation took too long or was used twice. Begin it again on the credentials page.");
        }
        if (words.contains("inactive user") || words.contains("user is frozen")) {
            return refused(
                    said,
                    RefusalCause.USER_LOCKED_OUT,
                    "The user is deactivated or frozen in the org. Activate it there, or choose another.");
        }
        if (notAuthorised(said, words)) {
            return refused(said, RefusalCause.NOT_AUTHORISED, notAuthorised(credentials));
        }
        if (said.code().equals("INVALID_LOGIN")) {
            return refused(
                    said,
                    RefusalCause.WRONG_PASSWORD,
                    "User name or password is wrong, the security token is missing behind the password, or the user is"
                            + " locked out after too many tries. A password that was changed brings a new security"
                            + " token by mail.");
        }
        if (Refusals.MISSING_PERMISSION.contains(said.code())) {
            return refused(said, RefusalCause.MISSING_PERMISSION, MISSING_PERMISSION);
        }
        if (said.message().contains("SOAP Login operation is not available")) {
            return refused(said, RefusalCause.SOAP_LOGIN_ENDED, SoapPassword.WARNING);
        }
        return refused(said, RefusalCause.OTHER, OTHER);
    }

    private static LoginResult.@Nullable Refused ofAssertion(
            JwtBearer jwt, Refusals.Said said, String words, @Nullable Instant orgTime, Instant now) {
        boolean invalid = words.contains("invalid assertion");
        boolean expired = words.contains("expired authorization code");
        if (invalid || expired) {
            Duration ahead = orgTime == null ? Duration.ZERO : Duration.between(orgTime, now);
            if (ahead.abs().compareTo(CLOSE) > 0) {
                long minutes = Math.max(1, ahead.abs().plusSeconds(30).toMinutes());
                return refused(
                        said,
                        RefusalCause.CLOCK_OFF,
                        "The clock of the machine that Sluice runs on is " + minutes + " minutes "
                                + (ahead.isNegative() ? "behind" : "ahead of")
                                + " the org's, and an assertion is good for a few minutes only. Let the machine keep its"
                                + " time by NTP.");
            }
        }
        if (invalid && jwt.certificateExpires() != null && !now.isBefore(jwt.certificateExpires())) {
            return refused(
                    said,
                    RefusalCause.CERTIFICATE_EXPIRED,
                    "The certificate of the key ended on " + jwt.certificateExpires()
                            + ". Make a new key on the credentials page, upload its certificate to the app, and use it"
                            + " here.");
        }
        if (invalid) {
            return refused(
                    said,
                    RefusalCause.WRONG_KEY,
                    "The app holds another certificate than that of the key Sluice signs with, or the certificate there"
                            + " has expired. Download the certificate on the credentials page and upload it to the app.");
        }
        if (words.contains("audience is invalid") || words.contains("invalid audience")) {
            return refused(
                    said,
                    RefusalCause.WRONG_AUDIENCE,
                    "The assertion is meant for " + jwt.audience() + ", which is the wrong kind of org: a sandbox takes"
                            + " https://test.salesforce.com, production https://login.salesforce.com, both their own My"
                            + " Domain address. Choose the other audience on the credentials page.");
        }
        return null;
    }

    private static boolean notAuthorised(Refusals.Said said, String words) {
        return words.contains("hasn't approved this consumer")
                || words.contains("not admin approved")
                || said.code().equals("invalid_app_access")
                || said.code().equals("OAUTH_APP_ACCESS_DENIED");
    }

    private static String notAuthorised(Credentials credentials) {
        String who = credentials instanceof JwtBearer jwt ? jwt.username() : "The user";
        return who + " is not authorised on the app, or is no user of this org. In the app's policies choose \"Admin"
                + " approved users are pre-authorized\" and add a permission set that the user has.";
    }

    static LoginResult.Refused missingPermission(String code, String words) {
        return new LoginResult.Refused(code, words, RefusalCause.MISSING_PERMISSION, MISSING_PERMISSION);
    }

    private static LoginResult.Refused refused(Refusals.Said said, RefusalCause cause, String advice) {
        return new LoginResult.Refused(said.code(), said.message(), cause, advice);
    }
}
