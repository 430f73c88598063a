package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logs in by the OAuth client credentials flow and asks the org who it is. */
final class RealSalesforce implements Salesforce {

    /** The credentials are right, but the user may not use the API: people can mend that in the org. */
    private static final Set<String> MENDABLE = Set.of(
            "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED", "INSUFFICIENT_ACCESS", "FUNCTIONALITY_NOT_ENABLED");

    private final SalesforceSettings settings;
    private final Http http;

    RealSalesforce(SalesforceSettings settings) {
        this.settings = settings;
        this.http = new Http(settings);
    }

    @Override
    public LoginResult login(ClientCredentials credentials, String apiVersion) {
        Optional<String> problem = Http.problem(credentials.myDomain());
        if (problem.isPresent()) {
            return new LoginResult.Refused("insecure_address", problem.get());
        }
        if (!apiVersion.matches("[1-9][0-9]*\\.0")) {
            return new LoginResult.Refused(
                    "invalid_version", "The API version \"" + apiVersion + "\" is none; write it like 62.0");
        }
        OrgSession.Outcome outcome = OrgSession.open(http, credentials);
        if (outcome instanceof OrgSession.Outcome.Refused refused) {
            return new LoginResult.Refused(refused.error(), refused.description());
        }
        OrgSession session = ((OrgSession.Outcome.Opened) outcome).session();
        try {
            return new LoginResult.LoggedIn(connect(session, apiVersion));
        } catch (OrgException e) {
            if (MENDABLE.contains(e.code())) {
                return new LoginResult.Refused(e.code(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private OrgConnection connect(OrgSession session, String wanted) {
        RestApi rest = new RestApi(http, session);
        String newest = newest(rest);
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

    private static String newest(RestApi rest) {
        String newest = "";
        for (JsonNode offered : rest.get("Asking for the API versions", "/services/data/")) {
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
