package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.jobs.Refused;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.metadata.XmlProblem;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Permissions;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** {@code /services/Soap/m/XX.0}: describe, list, read, retrieve and its status, and deployments. Elements come in the WSDL's order. */
public final class MetadataSoap {
    /** In the words of an org to a user who lacks both permissions for metadata. */
    public static final String NO_METADATA =
            "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions";

    /** To a user who may not use any API. */
    public static final String NO_API = "API is not enabled for this Organization or Partner";

    private final Permissions permissions;
    private final Function<String, Optional<Users.User>> sessions;
    private final double newest;
    private final DeploySoap deploys;
    private final ListSoap lists;
    private final RetrieveSoap retrieves;
    private final ReadSoap reads;

    public MetadataSoap(
            OrgState state,
            MetadataPart metadata,
            JobBoard jobs,
            Users users,
            Function<String, Optional<Users.User>> sessions,
            Permissions permissions,
            double newest) {
        this.permissions = permissions;
        this.sessions = sessions;
        this.newest = newest;
        this.deploys = new DeploySoap(state, jobs);
        this.lists = new ListSoap(state, metadata, users, jobs.sandbox());
        this.retrieves = new RetrieveSoap(state, metadata, jobs, users);
        this.reads = new ReadSoap(state, metadata);
    }

    /** Answers one envelope. */
    public void handle(Call call) throws IOException {
        try {
            String version = call.path().replaceFirst("^/services/Soap/m/", "").replaceFirst("/.*", "");
            if (!version.matches("\\d+\\.0")
                    || Double.parseDouble(version) > newest
                    || Double.parseDouble(version) < SoapVersions.OLDEST) {
                throw new SoapFault("UNSUPPORTED_API_VERSION", SoapVersions.refusal(version));
            }
            XmlNode envelope = XmlNode.parse(DeploySoap.message(call));
            String session = envelope.deep("sessionId").stream()
                    .findFirst()
                    .map(XmlNode::text)
                    .orElse("");
            Users.User user = sessions.apply(session).orElse(null);
            if (user == null) {
                throw new SoapFault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
            }
            if (!permissions.has(user, "ApiEnabled")) {
                throw new SoapFault("API_DISABLED_FOR_ORG", NO_API);
            }
            if (!permissions.mayMetadata(user)) {
                throw new SoapFault("INSUFFICIENT_ACCESS", NO_METADATA);
            }
            XmlNode operation = envelope.child("Body")
                    .flatMap(b -> b.children().stream().findFirst())
                    .orElseThrow(() -> new SoapFault("INVALID_OPERATION", "The SOAP body is empty"));
            String result = deploys.knows(operation.name())
                    ? deploys.answer(operation, user, Double.parseDouble(version))
                    : operate(operation);
            answer(
                    call,
                    200,
                    "<" + operation.name() + "Response xmlns=\"" + XmlNode.NAMESPACE + "\">" + result + "</"
                            + operation.name() + "Response>");
        } catch (XmlProblem e) {
            fault(
                    call,
                    "soapenv:Client",
                    "The SOAP message is not well-formed, line " + e.line() + ": " + e.getMessage());
        } catch (Refused e) {
            fault(call, "sf:" + e.code(), e.code() + ": " + e.getMessage());
        } catch (SoapFault e) {
            fault(call, "sf:" + e.code(), e.getMessage());
        }
    }

    private String operate(XmlNode operation) throws SoapFault {
        return switch (operation.name()) {
            case "describeMetadata" -> lists.describe();
            case "listMetadata" -> lists.list(operation.all("queries"));
            case "readMetadata" ->
                reads.read(
                        operation.childText("type"),
                        operation.all("fullNames").stream().map(XmlNode::text).toList());
            // Whatever its name: jsforce calls it otherwise than the WSDL, and Salesforce takes both.
            case "retrieve" ->
                retrieves.retrieve(
                        operation.children().stream()
                                .findFirst()
                                .orElseThrow(() -> new SoapFault("INVALID_OPERATION", "retrieveRequest is missing")),
                        newest);
            case "checkRetrieveStatus" ->
                retrieves.status(
                        operation.childText("asyncProcessId"),
                        !operation.childText("includeZip").equals("false"));
            default ->
                throw new SoapFault("INVALID_OPERATION", "The rehearsal org has no operation " + operation.name());
        };
    }

    private static void fault(Call call, String code, String message) throws IOException {
        answer(
                call,
                500,
                "<soapenv:Fault><faultcode>" + code + "</faultcode><faultstring>" + XmlNode.escape(message)
                        + "</faultstring></soapenv:Fault>");
    }

    private static void answer(Call call, int status, String body) throws IOException {
        String envelope = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:sf=\"" + XmlNode.NAMESPACE
                + "\"><soapenv:Body>" + body + "</soapenv:Body></soapenv:Envelope>";
        call.reply(status, "text/xml;charset=UTF-8", envelope.getBytes(StandardCharsets.UTF_8));
    }
}
