package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Writes what an org tells about one component: who, when, where. Elements come in the WSDL's order. */
final class FileProperties {
    private final String element;
    private final StringBuilder out;
    private final Users users;
    private final Audit unknown;
    private final Map<String, String> names = new HashMap<>();
    private final Map<Instant, String> dates = new HashMap<>();

    /**
     * @param element the name of the elements that are written
     */
    FileProperties(String element, StringBuilder out, Users users) {
        this.element = element;
        this.out = out;
        this.users = users;
        String system = users.all().stream().findFirst().map(Users.User::id).orElse("");
        this.unknown = new Audit("", system, Instant.EPOCH, system, Instant.EPOCH);
    }

    /**
     * Adds one component.
     *
     * @param audit null for what every org has from the start
     * @param namespace of the package that it came with; empty for the org's own
     */
    void add(String type, String fullName, String file, Audit audit, String namespace) {
        Audit known = audit != null ? audit : unknown;
        out.append('<').append(element).append('>');
        tag("createdById", known.createdBy());
        tag("createdByName", name(known.createdBy()));
        tag("createdDate", date(known.createdDate()));
        tag("fileName", file);
        tag("fullName", fullName);
        tag("id", known.id());
        tag("lastModifiedById", known.modifiedBy());
        tag("lastModifiedByName", name(known.modifiedBy()));
        tag("lastModifiedDate", date(known.modifiedDate()));
        tag("manageableState", namespace.isEmpty() ? "unmanaged" : "installed");
        if (!namespace.isEmpty()) {
            tag("namespacePrefix", namespace);
        }
        tag("type", type);
        out.append("</").append(element).append('>');
    }

    private String name(String id) {
        return names.computeIfAbsent(id, users::nameOfId);
    }

    /** What was loaded or deployed together has one date. */
    private String date(Instant at) {
        return dates.computeIfAbsent(at, Times::soap);
    }

    private void tag(String name, String value) {
        out.append('<').append(name).append('>').append(XmlNode.escape(value));
        out.append("</").append(name).append('>');
    }
}
