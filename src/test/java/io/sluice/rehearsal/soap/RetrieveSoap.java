package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.jobs.RetrieveJob;
import io.sluice.rehearsal.metadata.Manifest;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A retrieve and its status; the zip is handed out once, and with it goes the result. */
final class RetrieveSoap {
    private final OrgState state;
    private final MetadataPart metadata;
    private final JobBoard jobs;
    private final Users users;

    RetrieveSoap(OrgState state, MetadataPart metadata, JobBoard jobs, Users users) {
        this.state = state;
        this.metadata = metadata;
        this.jobs = jobs;
        this.users = users;
    }

    /**
     * Queues a retrieve.
     *
     * @param newest the newest version that the org knows
     */
    String retrieve(XmlNode request, double newest) throws SoapFault {
        if (!request.all("packageNames").isEmpty()) {
            throw new SoapFault("INVALID_OPERATION", "The rehearsal org holds no packages: leave packageNames out");
        }
        if (!request.all("rootTypesWithDependencies").isEmpty()) {
            throw new SoapFault("INVALID_OPERATION", "The rehearsal org does not know rootTypesWithDependencies");
        }
        boolean single = request.childText("singlePackage").equals("true");
        List<String> only =
                request.all("specificFiles").stream().map(XmlNode::text).toList();
        if (!only.isEmpty() && !single) {
            throw new SoapFault("INVALID_OPERATION", "specificFiles can be used only with singlePackage");
        }
        XmlNode unpackaged = request.child("unpackaged").orElse(XmlNode.of("unpackaged", List.of()));
        Manifest asked = Manifest.read(unpackaged);
        String version = asked.version().isEmpty() ? request.childText("apiVersion") : asked.version();
        String whole = version.contains(".") ? version : version + ".0";
        if (!whole.matches("\\d+\\.0") || Double.parseDouble(whole) > newest) {
            throw new SoapFault("INVALID_OPERATION", "Invalid version specified:" + version);
        }
        RetrieveJob.RetrieveRequest wanted =
                new RetrieveJob.RetrieveRequest(new Manifest(asked.types(), whole), single, only);
        RetrieveJob job = state.change(() -> jobs.retrieve(wanted));
        return "<result>" + tag("done", false) + tag("id", job.id()) + tag("state", "Queued") + "</result>";
    }

    String status(String id, boolean includeZip) throws SoapFault {
        Optional<Optional<String>> found = state.change(() -> jobs.retrieve(id).map(job -> status(job, includeZip)));
        return found.orElseThrow(() -> new SoapFault("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"))
                .orElseThrow(() -> new SoapFault("INVALID_LOCATOR", "Retrieve result has been deleted"));
    }

    /** Empty when the zip was handed out before. */
    private Optional<String> status(RetrieveJob job, boolean includeZip) {
        boolean good = job.status().equals("Succeeded");
        if (job.handedOut()) {
            return Optional.empty();
        }
        Optional<byte[]> zip = includeZip ? jobs.handOut(job) : Optional.empty();
        if (good && includeZip && zip.isEmpty()) {
            return Optional.empty();
        }
        RetrieveJob.Result result = jobs.result(job);
        StringBuilder out = new StringBuilder(
                zip.map(z -> z.length / 3 * 4).orElse(0) + result.files().size() * 600 + 1000);
        out.append("<result xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
        out.append(tag("done", job.done()));
        if (job.errorMessage() != null) {
            out.append(tag("errorMessage", job.errorMessage())).append(tag("errorStatusCode", "LIMIT_EXCEEDED"));
        }
        OrgMetadata org = metadata.current();
        FileProperties properties = new FileProperties("fileProperties", out, users);
        for (RetrieveJob.FileEntry f : result.files()) {
            properties.add(
                    f.type(),
                    f.fullName(),
                    f.fileName(),
                    org.audit(f.type(), f.fullName()).orElse(null),
                    org.namespace(f.fullName()));
        }
        out.append(tag("id", job.id()));
        result.messages().forEach(m -> out.append("<messages>")
                .append(tag("fileName", m.fileName()))
                .append(tag("problem", m.problem()))
                .append("</messages>"));
        out.append(tag("status", job.status())).append(tag("success", good));
        if (zip.isPresent()) {
            out.append("<zipFile>")
                    .append(Base64.getEncoder().encodeToString(zip.get()))
                    .append("</zipFile>");
        } else {
            out.append("<zipFile xsi:nil=\"true\"/>");
        }
        return Optional.of(out.append("</result>").toString());
    }

    private static String tag(String name, Object value) {
        return "<" + name + ">" + XmlNode.escape(String.valueOf(value)) + "</" + name + ">";
    }
}
