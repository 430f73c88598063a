package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.MetadataType;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.StandardObjects;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which types there are, and which components of a type; a query looks at the components of its type only. */
final class ListSoap {
    private static final int QUERIES = 3;

    private final OrgState state;
    private final MetadataPart metadata;
    private final Users users;
    private final boolean sandbox;

    ListSoap(OrgState state, MetadataPart metadata, Users users, boolean sandbox) {
        this.state = state;
        this.metadata = metadata;
        this.users = users;
        this.sandbox = sandbox;
    }

    String describe() {
        StringBuilder out = new StringBuilder("<result>");
        for (MetadataType type : MetadataTypes.all()) {
            out.append("<metadataObjects>");
            Stream.concat(type.children().values().stream(), type.described().stream())
                    .forEach(c -> out.append(tag("childXmlNames", c)));
            out.append(tag("directoryName", type.directory()))
                    .append(tag("inFolder", type.inFolder()))
                    .append(tag("metaFile", type.companion()))
                    .append(type.suffix().isEmpty() || type.bundle() ? "" : tag("suffix", type.suffix()))
                    .append(tag("xmlName", type.xmlName()))
                    .append("</metadataObjects>");
        }
        return out + tag("organizationNamespace", "") + tag("partialSaveAllowed", sandbox)
                + tag("testRequired", !sandbox) + "</result>";
    }

    String list(List<XmlNode> queries) throws SoapFault {
        if (queries.size() > QUERIES) {
            throw new SoapFault("LIMIT_EXCEEDED", "You can only specify a maximum of 3 queries at one time");
        }
        for (XmlNode query : queries) {
            String type = query.childText("type");
            if (!MetadataTypes.known(type)) {
                throw new SoapFault("INVALID_TYPE", "Unknown type:" + type);
            }
        }
        return state.read(() -> {
            StringBuilder out = new StringBuilder();
            FileProperties properties = new FileProperties("result", out, users);
            queries.forEach(q -> list(q.childText("type"), q.childText("folder"), properties));
            return out.toString();
        });
    }

    private void list(String type, String folder, FileProperties out) {
        Optional<MetadataType> parent = MetadataTypes.parentOf(type);
        Optional<MetadataType> folders = MetadataTypes.ofFolderType(type);
        if (MetadataTypes.listsEmpty(type)) {
            return;
        }
        OrgMetadata org = metadata.current();
        if (parent.isPresent()) {
            org.of(parent.get().xmlName()).values().forEach(c -> children(org, c, type, out));
        } else if (folders.isPresent()) {
            org.of(folders.get().xmlName()).values().stream()
                    .filter(Component::folder)
                    .forEach(c -> out.add(type, c.fullName(), c.path(), c.audit(), org.namespace(c.fullName())));
        } else if (MetadataTypes.named(type).orElseThrow().inFolder()) {
            // Without a folder there is nothing to list; what lies deeper belongs to the folder below.
            String start = folder + "/";
            org.startingWith(type, start).stream()
                    .filter(c -> !c.folder() && c.fullName().indexOf('/', start.length()) < 0)
                    .forEach(c -> out.add(type, c.fullName(), c.path(), c.audit(), org.namespace(c.fullName())));
        } else {
            org.of(type)
                    .values()
                    .forEach(c -> out.add(type, c.fullName(), c.path(), c.audit(), org.namespace(c.fullName())));
            if (type.equals("CustomObject")) {
                StandardObjects.names().stream()
                        .filter(n -> org.find("CustomObject", n).isEmpty())
                        .forEach(n -> out.add(type, n, "objects/" + n + ".object", null, ""));
            }
        }
    }

    private static void children(OrgMetadata org, Component holder, String type, FileProperties out) {
        String start = type + ":";
        for (var child : holder.childAudits().entrySet()) {
            String key = child.getKey();
            if (key.startsWith(start) && (!type.equals("CustomField") || key.endsWith("__c"))) {
                String name = key.substring(start.length());
                Audit audit = child.getValue();
                out.add(type, name, holder.path(), audit, org.namespace(name));
            }
        }
    }

    private static String tag(String name, Object value) {
        return "<" + name + ">" + XmlNode.escape(String.valueOf(value)) + "</" + name + ">";
    }
}
