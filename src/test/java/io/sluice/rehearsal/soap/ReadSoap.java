package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.MetadataType;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.metadata.XmlProblem;
import io.sluice.rehearsal.state.OrgState;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code readMetadata}: components as records, at most ten; a name that is not there gives an empty record. */
final class ReadSoap {
    private static final int RECORDS = 10;

    private final OrgState state;
    private final MetadataPart metadata;

    ReadSoap(OrgState state, MetadataPart metadata) {
        this.state = state;
        this.metadata = metadata;
    }

    String read(String type, List<String> fullNames) throws SoapFault {
        if (fullNames.size() > RECORDS) {
            throw new SoapFault(
                    "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 10 records in this operation");
        }
        Optional<MetadataType> top = MetadataTypes.named(type).or(() -> MetadataTypes.ofFolderType(type));
        if (!MetadataTypes.known(type) || top.map(MetadataType::bundle).orElse(false)) {
            throw new SoapFault(
                    "INVALID_TYPE", "This type of metadata is not available for this organization: " + type);
        }
        return state.read(() -> {
            OrgMetadata org = metadata.current();
            StringBuilder out = new StringBuilder("<result xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
            for (String name : fullNames) {
                Optional<XmlNode> found = top.isPresent()
                        ? org.find(top.get().xmlName(), name)
                                .filter(c ->
                                        c.folder() == !type.equals(top.get().xmlName()))
                                .map(ReadSoap::whole)
                        : org.child(type, name);
                out.append(found.map(node -> record(type, name, node)).orElse("<records xsi:nil=\"true\"/>"));
            }
            return out.append("</result>").toString();
        });
    }

    /** A component's XML; content of a companion type comes as its base64 text. */
    private static XmlNode whole(Component c) {
        byte[] described = c.files().get(c.type().companion() && !c.folder() ? c.path() + "-meta.xml" : c.path());
        try {
            XmlNode root = XmlNode.parse(described);
            if (!c.type().companion() || c.folder()) {
                return root;
            }
            List<XmlNode> nodes = new ArrayList<>(root.children());
            nodes.add(XmlNode.text(
                    "content", Base64.getEncoder().encodeToString(c.files().get(c.path()))));
            return root.withChildren(nodes);
        } catch (XmlProblem e) {
            throw new IllegalStateException("Checked when it was taken in: " + c.path(), e);
        }
    }

    private static String record(String type, String fullName, XmlNode node) {
        String kind = type.equals("Settings") ? node.name() : type;
        StringBuilder out = new StringBuilder(
                "<records xsi:type=\"" + kind + "\"><fullName>" + XmlNode.escape(fullName) + "</fullName>");
        node.children().stream().filter(n -> n.name().equals("content")).forEach(n -> write(n, out));
        node.children().stream()
                .filter(n -> !n.name().equals("fullName") && !n.name().equals("content"))
                .sorted(Comparator.comparing(XmlNode::name))
                .forEach(n -> write(n, out));
        return out.append("</records>").toString();
    }

    /** Typed clients read elements in the WSDL's order: the name first, then by alphabet. */
    private static void write(XmlNode node, StringBuilder out) {
        out.append('<').append(node.name()).append(node.attributesXml()).append('>');
        if (node.children().isEmpty()) {
            out.append(XmlNode.escape(node.text()));
        }
        node.children().stream()
                .sorted(Comparator.comparing((XmlNode n) -> n.name().equals("fullName") ? "" : n.name()))
                .forEach(n -> write(n, out));
        out.append("</").append(node.name()).append('>');
    }
}
