package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.jobs.RetrieveJob;
import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.Manifest;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.MetadataType;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.StandardObjects;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.metadata.XmlProblem;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /services/Soap/m/XX.0}: describe, list, retrieve and its status. Elements come in the WSDL's order. */
public final class MetadataSoap {
    private final OrgState state;
    private final MetadataPart metadata;
    private final JobBoard jobs;
    private final Users users;
    private final Function<String, Optional<Users.User>> sessions;
    private final double newest;

    public MetadataSoap(
            OrgState state,
            MetadataPart metadata,
            JobBoard jobs,
            Users users,
            Function<String, Optional<Users.User>> sessions,
            double newest) {
        this.state = state;
        this.metadata = metadata;
        this.jobs = jobs;
        this.users = users;
        this.sessions = sessions;
        this.newest = newest;
    }

    /** A fault with Salesforce's code. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String code, String message) {
            super(code + ": " + message);
            this.code = code;
        }

        final String code;
    }

    /** Answers one envelope. */
    public void handle(Call call) throws IOException {
        try {
            String version = call.path().replaceFirst("^/services/Soap/m/", "").replaceFirst("/.*", "");
            if (!version.matches("\\d+\\.0")
                    || Double.parseDouble(version) > newest
                    || Double.parseDouble(version) < SoapVersions.OLDEST) {
                throw new Fault("UNSUPPORTED_API_VERSION", SoapVersions.refusal(version));
            }
            XmlNode envelope = XmlNode.parse(call.body());
            String session = envelope.deep("sessionId").stream()
                    .findFirst()
                    .map(XmlNode::text)
                    .orElse("");
            if (sessions.apply(session).isEmpty()) {
                throw new Fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
            }
            XmlNode operation = envelope.child("Body")
                    .flatMap(b -> b.children().stream().findFirst())
                    .orElseThrow(() -> new Fault("INVALID_OPERATION", "The SOAP body is empty"));
            String result = operate(operation);
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
        } catch (Fault e) {
            fault(call, "sf:" + e.code, e.getMessage());
        }
    }

    private String operate(XmlNode operation) throws Fault {
        return switch (operation.name()) {
            case "describeMetadata" -> describe();
            case "listMetadata" -> list(operation.all("queries"));
            case "retrieve" ->
                retrieve(operation
                        .child("retrieveRequest")
                        .orElseThrow(() -> new Fault("INVALID_OPERATION", "retrieveRequest is missing")));
            case "checkRetrieveStatus" ->
                status(
                        operation.childText("asyncProcessId"),
                        !operation.childText("includeZip").equals("false"));
            default -> throw new Fault("INVALID_OPERATION", "The rehearsal org has no operation " + operation.name());
        };
    }

    private static String describe() {
        StringBuilder out = new StringBuilder("<result>");
        for (MetadataType type : MetadataTypes.all()) {
            out.append("<metadataObjects>");
            type.children().values().forEach(c -> out.append(tag("childXmlNames", c)));
            out.append(tag("directoryName", type.directory()))
                    .append(tag("inFolder", type.inFolder()))
                    .append(tag("metaFile", type.companion()))
                    .append(type.suffix().isEmpty() ? "" : tag("suffix", type.suffix()))
                    .append(tag("xmlName", type.xmlName()))
                    .append("</metadataObjects>");
        }
        return out + tag("organizationNamespace", "") + tag("partialSaveAllowed", true) + tag("testRequired", false)
                + "</result>";
    }

    private String list(List<XmlNode> queries) throws Fault {
        if (queries.size() > 3) {
            throw new Fault("LIMIT_EXCEEDED", "You can only specify a maximum of 3 queries at one time");
        }
        for (XmlNode query : queries) {
            String type = query.childText("type");
            if (MetadataTypes.named(type).isEmpty()
                    && MetadataTypes.parentOf(type).isEmpty()
                    && MetadataTypes.ofFolderType(type).isEmpty()) {
                throw new Fault("INVALID_TYPE", "Unknown type:" + type);
            }
        }
        return state.read(() -> {
            StringBuilder out = new StringBuilder();
            queries.forEach(q -> list(q.childText("type"), q.childText("folder"), out));
            return out.toString();
        });
    }

    private void list(String type, String folder, StringBuilder out) {
        OrgMetadata org = metadata.current();
        Optional<MetadataType> parent = MetadataTypes.parentOf(type);
        if (parent.isPresent()) {
            for (Component c : org.of(parent.get().xmlName()).values()) {
                c.children().keySet().stream()
                        .filter(k -> k.startsWith(type + ":") && (!type.equals("CustomField") || k.endsWith("__c")))
                        .forEach(k -> properties(
                                "result",
                                type,
                                k.substring(type.length() + 1),
                                c.path(),
                                c.childAudits().get(k),
                                out));
            }
            return;
        }
        Optional<MetadataType> folders = MetadataTypes.ofFolderType(type);
        if (folders.isPresent()) {
            org.of(folders.get().xmlName()).values().stream()
                    .filter(c -> !c.fullName().contains("/"))
                    .forEach(c -> properties("result", type, c.fullName(), c.path(), c.audit(), out));
            return;
        }
        MetadataType known = MetadataTypes.named(type).orElseThrow();
        for (Component c : org.of(type).values()) {
            if (!known.inFolder() || !folder.isEmpty() && c.fullName().startsWith(folder + "/")) {
                properties("result", type, c.fullName(), c.path(), c.audit(), out);
            }
        }
        if (type.equals("CustomObject")) {
            StandardObjects.names().stream()
                    .filter(n -> org.find("CustomObject", n).isEmpty())
                    .forEach(n -> properties("result", type, n, "objects/" + n + ".object", null, out));
        }
    }

    private void properties(String element, String type, String fullName, String file, Audit audit, StringBuilder out) {
        String system = users.all().stream().findFirst().map(Users.User::id).orElse("");
        Audit known = audit != null ? audit : new Audit("", system, Instant.EPOCH, system, Instant.EPOCH);
        out.append('<')
                .append(element)
                .append('>')
                .append(tag("createdById", known.createdBy()))
                .append(tag("createdByName", users.nameOfId(known.createdBy())))
                .append(tag("createdDate", Times.soap(known.createdDate())))
                .append(tag("fileName", file))
                .append(tag("fullName", fullName))
                .append(tag("id", known.id()))
                .append(tag("lastModifiedById", known.modifiedBy()))
                .append(tag("lastModifiedByName", users.nameOfId(known.modifiedBy())))
                .append(tag("lastModifiedDate", Times.soap(known.modifiedDate())))
                .append(tag("manageableState", "unmanaged"))
                .append(tag("type", type))
                .append("</")
                .append(element)
                .append('>');
    }

    private String retrieve(XmlNode request) throws Fault {
        XmlNode unpackaged = request.child("unpackaged").orElse(XmlNode.of("unpackaged", List.of()));
        Manifest asked = Manifest.read(unpackaged);
        String version = asked.version().isEmpty() ? request.childText("apiVersion") : asked.version();
        if (version.isEmpty()) {
            throw new Fault("INVALID_OPERATION", "apiVersion is missing");
        }
        if (!request.all("packageNames").isEmpty()) {
            throw new Fault("INVALID_OPERATION", "The rehearsal org holds no packages: leave packageNames out");
        }
        if (!request.all("specificFiles").isEmpty()) {
            throw new Fault("INVALID_OPERATION", "The rehearsal org does not know specificFiles yet");
        }
        Manifest manifest = new Manifest(asked.types(), version.contains(".") ? version : version + ".0");
        RetrieveJob job = state.change(
                () -> jobs.retrieve(manifest, request.childText("singlePackage").equals("true")));
        return "<result>" + tag("done", false) + tag("id", job.id()) + tag("state", "Queued") + "</result>";
    }

    private String status(String id, boolean includeZip) throws Fault {
        Optional<String> found = state.change(() -> jobs.retrieve(id).map(job -> status(job, includeZip)));
        return found.orElseThrow(() -> new Fault("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
    }

    private String status(RetrieveJob job, boolean includeZip) {
        Optional<byte[]> zip = includeZip ? jobs.handOut(job) : Optional.empty();
        StringBuilder out = new StringBuilder("<result xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
        out.append(tag("done", job.done()));
        if (job.errorMessage() != null) {
            out.append(tag("errorMessage", job.errorMessage())).append(tag("errorStatusCode", "LIMIT_EXCEEDED"));
        }
        if (job.status().equals("Succeeded")) {
            for (RetrieveJob.FileEntry f : job.files()) {
                Audit audit = metadata.current().audit(f.type(), f.fullName()).orElse(null);
                properties("fileProperties", f.type(), f.fullName(), f.fileName(), audit, out);
            }
        }
        out.append(tag("id", job.id()));
        job.messages().forEach(m -> out.append("<messages>")
                .append(tag("fileName", m.fileName()))
                .append(tag("problem", m.problem()))
                .append("</messages>"));
        out.append(tag("status", job.status()))
                .append(tag("success", job.status().equals("Succeeded")));
        out.append(zip.map(z -> tag("zipFile", Base64.getEncoder().encodeToString(z)))
                .orElse("<zipFile xsi:nil=\"true\"/>"));
        return out + "</result>";
    }

    private static String tag(String name, Object value) {
        return "<" + name + ">" + XmlNode.escape(String.valueOf(value)) + "</" + name + ">";
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
