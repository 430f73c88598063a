package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.metadata.XmlProblem;
import io.sluice.rehearsal.oauth.Accounts;
import io.sluice.rehearsal.oauth.Sessions;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The partner and enterprise doors, {@code /services/Soap/u/} and {@code /services/Soap/c/}: login up to version 64.0,
 * logout, and who and when one is.
 */
public final class LoginSoap {
    private static final double LAST_WITH_LOGIN = 64.0;

    private final OrgState state;
    private final Users users;
    private final Accounts accounts;
    private final Sessions sessions;
    private final boolean sandbox;
    private final String name;
    private final Supplier<String> orgId;
    private final Supplier<URI> address;
    private final double newest;
    private final Clock clock;
    private final FaultOrders faults;

    public LoginSoap(
            OrgState state,
            Users users,
            Accounts accounts,
            Sessions sessions,
            boolean sandbox,
            String name,
            Supplier<String> orgId,
            Supplier<URI> address,
            double newest,
            Clock clock,
            FaultOrders faults) {
        this.state = state;
        this.users = users;
        this.accounts = accounts;
        this.sessions = sessions;
        this.sandbox = sandbox;
        this.name = name;
        this.orgId = orgId;
        this.address = address;
        this.newest = newest;
        this.clock = clock;
        this.faults = faults;
    }

    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String element;

        Fault(String element, String code, String message) {
            super(message);
            this.element = element;
            this.code = code;
        }
    }

    /** Answers one envelope. */
    public void handle(Call call) throws IOException {
        String[] path = call.path().split("/");
        String kind = path[3];
        String version = path.length > 4 ? path[4] : "";
        String space = kind.equals("c") ? "enterprise" : "partner";
        try {
            if (!version.matches("\\d+\\.0")
                    || Double.parseDouble(version) > newest
                    || Double.parseDouble(version) < 31) {
                throw new Fault("UnexpectedErrorFault", "UNSUPPORTED_API_VERSION", SoapVersions.refusal(version));
            }
            XmlNode envelope = XmlNode.parse(call.body());
            XmlNode operation = envelope.child("Body")
                    .flatMap(b -> b.children().stream().findFirst())
                    .orElseThrow(
                            () -> new Fault("UnexpectedErrorFault", "INVALID_OPERATION", "The SOAP body is empty"));
            String session = envelope.child("Header").stream()
                    .flatMap(h -> h.deep("sessionId").stream())
                    .map(XmlNode::text)
                    .findFirst()
                    .orElse("");
            String result = operate(operation, version, kind, session);
            answer(
                    call,
                    200,
                    space,
                    "<" + operation.name() + "Response xmlns=\"urn:" + space + ".soap.sforce.com\">" + result + "</"
                            + operation.name() + "Response>");
        } catch (XmlProblem e) {
            fault(
                    call,
                    space,
                    new Fault("UnexpectedErrorFault", "INVALID_OPERATION", "The message is not well-formed"));
        } catch (Fault e) {
            fault(call, space, e);
        }
    }

    private String operate(XmlNode operation, String version, String kind, String session) throws Fault {
        if (operation.name().equals("login")) {
            return login(operation, version, kind);
        }
        Users.User user = state.change(() -> sessions.user(session).flatMap(users::byId))
                .orElseThrow(() -> new Fault(
                        "UnexpectedErrorFault",
                        "INVALID_SESSION_ID",
                        "Invalid Session ID found in SessionHeader: Illegal Session"));
        return switch (operation.name()) {
            case "logout" -> {
                state.change(() -> sessions.revoke(session));
                yield "";
            }
            case "getUserInfo" -> "<result>" + info(user) + "</result>";
            case "getServerTimestamp" -> "<result>" + tag("timestamp", Times.soap(clock.instant())) + "</result>";
            default ->
                throw new Fault(
                        "UnexpectedErrorFault",
                        "INVALID_OPERATION",
                        "The rehearsal org has no operation " + operation.name() + " here; it is asked by REST");
        };
    }

    private String login(XmlNode operation, String version, String kind) throws Fault {
        if (Double.parseDouble(version) > LAST_WITH_LOGIN) {
            throw new Fault(
                    "ApiFault",
                    "INVALID_OPERATION",
                    "The SOAP Login operation is not available in the API version specified (" + version
                            + "). Refer to the documentation for supported versions.");
        }
        String username = operation.childText("username");
        if (faults.refuseLogin.get() || !accounts.fit(username, operation.childText("password"))) {
            throw new Fault(
                    "LoginFault", "INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
        }
        return state.change(() -> {
            Users.User user = users.of(username);
            String server = address.get() + "/services/Soap/";
            String tail = "/" + version + "/" + orgId.get().substring(0, 15);
            return "<result>" + tag("metadataServerUrl", server + "m" + tail) + tag("passwordExpired", false)
                    + tag("sandbox", sandbox) + tag("serverUrl", server + kind + tail)
                    + tag("sessionId", sessions.open(user.id())) + tag("userId", user.id()) + "<userInfo>"
                    + info(user) + "</userInfo></result>";
        });
    }

    private String info(Users.User user) {
        return tag("accessibilityMode", false) + tag("chatterExternal", false) + tag("currencySymbol", "$")
                + tag("orgAttachmentFileSizeLimit", 26_214_400) + tag("orgDefaultCurrencyIsoCode", "USD")
                + tag("orgDefaultCurrencyLocale", "en_US") + tag("orgDisallowHtmlAttachments", false)
                + tag("orgHasPersonAccounts", false) + tag("organizationId", orgId.get())
                + tag("organizationMultiCurrency", false) + tag("organizationName", name)
                + tag("profileId", "00e000000000001AAA") + "<roleId xsi:nil=\"true\"/>"
                + tag("sessionSecondsValid", sessions.seconds()) + "<userDefaultCurrencyIsoCode xsi:nil=\"true\"/>"
                + tag("userEmail", user.username()) + tag("userFullName", user.name()) + tag("userId", user.id())
                + tag("userLanguage", "en_US") + tag("userLocale", "en_US") + tag("userName", user.username())
                + tag("userTimeZone", "GMT") + tag("userType", "Standard") + tag("userUiSkin", "Theme3");
    }

    private static String tag(String name, Object value) {
        return "<" + name + ">" + XmlNode.escape(String.valueOf(value)) + "</" + name + ">";
    }

    private static void fault(Call call, String space, Fault fault) throws IOException {
        String words = XmlNode.escape(fault.getMessage());
        answer(
                call,
                500,
                space,
                "<soapenv:Fault><faultcode>sf:" + fault.code + "</faultcode><faultstring>" + fault.code + ": " + words
                        + "</faultstring><detail><sf:" + fault.element + " xsi:type=\"sf:" + fault.element
                        + "\"><sf:exceptionCode>" + fault.code + "</sf:exceptionCode><sf:exceptionMessage>" + words
                        + "</sf:exceptionMessage></sf:" + fault.element + "></detail></soapenv:Fault>");
    }

    private static void answer(Call call, int status, String space, String body) throws IOException {
        String envelope = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:sf=\"urn:fault." + space + ".soap.sforce.com\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
        call.reply(status, "text/xml;charset=UTF-8", envelope.getBytes(StandardCharsets.UTF_8));
    }
}
