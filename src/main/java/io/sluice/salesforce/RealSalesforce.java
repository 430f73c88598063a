package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Logs in and asks the org who it is. */
final class RealSalesforce implements Salesforce {

    private final SalesforceSettings settings;
    private final Http http;
    private final Login login;

    RealSalesforce(SalesforceSettings settings, Clock clock) {
        this.settings = settings;
        this.http = new Http(settings);
        this.login = new Login(http, clock);
    }

    @Override
    public LoginResult login(Supplier<Credentials> credentials, String apiVersion, SharedSession shared) {
        Credentials first = credentials.get();
        Optional<LoginResult.Refused> problem = problem(first, apiVersion);
        if (problem.isPresent()) {
            return problem.get();
        }
        try {
            OrgSession session = OrgSession.open(shared, () -> login.token(credentials.get(), apiVersion));
            return new LoginResult.LoggedIn(connect(session, apiVersion));
        } catch (LoginRefusedException e) {
            return e.refused();
        } catch (OrgException e) {
            if (Refusals.MISSING_PERMISSION.contains(e.code())) {
                return LoginAdvice.missingPermission(e.code(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Optional<LoginResult.Refused> problem(Credentials credentials, String apiVersion) {
        Optional<String> address = Http.problem(credentials.myDomain());
        if (address.isPresent()) {
            return Optional.of(new LoginResult.Refused(
                    "insecure_address",
                    address.get(),
                    RefusalCause.INSECURE_ADDRESS,
                    "Nothing was sent. Correct the address."));
        }
        if (!apiVersion.matches("[1-9][0-9]*\\.0")) {
            return Optional.of(new LoginResult.Refused(
                    "invalid_version",
                    "The API version \"" + apiVersion + "\" is none; write it like 62.0",
                    RefusalCause.WRONG_VERSION,
                    "Nothing was sent. Correct the version."));
        }
        if (credentials instanceof SoapPassword && !SoapPassword.offeredAt(apiVersion)) {
            return Optional.of(new LoginResult.Refused(
                    "soap_login_ended",
                    "SOAP login is not offered at API version " + apiVersion,
                    RefusalCause.SOAP_LOGIN_ENDED,
                    "Nothing was sent. " + SoapPassword.WARNING));
        }
        return Optional.empty();
    }

    private OrgConnection connect(OrgSession session, String wanted) {
        RestApi rest = new RestApi(http, session);
        String newest = newest(rest.get("Asking for the API versions", "/services/data/"));
        String version = number(wanted).compareTo(number(newest)) <= 0 ? wanted : newest;
        JsonNode user = rest.get("Asking who we are", "/services/oauth2/userinfo");
        List<JsonNode> organizations = rest.query(
                "Asking for the organization",
                "/services/data/v" + version + "/query",
                "SELECT Id, Name, IsSandbox FROM Organization");
        if (organizations.size() != 1) {
            throw new OrgException(
                    "UNREADABLE_ANSWER", "The org names " + organizations.size() + " organizations instead of one");
        }
        JsonNode organization = organizations.get(0);
        OrgIdentity identity = new OrgIdentity(
                Ids.long18(Json.text(organization, "Id")),
                Json.text(organization, "Name"),
                organization.path("IsSandbox").asBoolean(),
                Ids.long18(Json.text(user, "user_id")),
                Json.text(user, "preferred_username"),
                newest);
        return new RealOrg(identity, version, session, rest, settings);
    }

    static String newest(JsonNode versions) {
        String newest = "";
        for (JsonNode offered : versions) {
            String version = Json.text(offered, "version");
            if (version.matches("[0-9]+\\.[0-9]+")
                    && (newest.isEmpty() || number(version).compareTo(number(newest)) > 0)) {
                newest = version;
            }
        }
        if (newest.isEmpty()) {
            throw new OrgException("UNREADABLE_ANSWER", "The org offers no API version");
        }
        return newest;
    }

    private static BigDecimal number(String version) {
        return new BigDecimal(version);
    }
}
