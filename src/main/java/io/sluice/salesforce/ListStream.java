package io.sluice.salesforce;

import io.sluice.metadata.Component;
import io.sluice.metadata.EncodedNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** {@code listMetadata} for types of any size: a row is in memory at a time. */
final class ListStream {

    /** So many queries a call, says the API guide of {@code listMetadata()}. */
    static final int MOST = 3;

    /** What else an org tells of each component. */
    private static final Set<String> UNREAD =
            Set.of("createdById", "createdByName", "createdDate", "fileName", "lastModifiedById", "manageableState");

    private final SoapStream soap;
    private final String version;

    /** @param folder empty for a type that has none */
    record Query(String type, String folder) {
        @Override
        public String toString() {
            return folder.isEmpty() ? type : type + " in " + folder;
        }
    }

    ListStream(SoapStream soap, String version) {
        this.soap = soap;
        this.version = version;
    }

    /** @return the types of which there was a row */
    Set<String> list(List<Query> queries, Consumer<ListedComponent> each) {
        StringBuilder body = new StringBuilder("<m:listMetadata>");
        for (Query query : queries) {
            body.append("<m:queries>");
            if (!query.folder().isEmpty()) {
                body.append("<m:folder>")
                        .append(SoapStream.escape(query.folder()))
                        .append("</m:folder>");
            }
            body.append("<m:type>").append(SoapStream.escape(query.type())).append("</m:type></m:queries>");
        }
        body.append("<m:asOfVersion>").append(version).append("</m:asOfVersion></m:listMetadata>");
        Set<String> asked = queries.stream().map(Query::type).collect(Collectors.toSet());
        String names = queries.stream().map(Query::toString).collect(Collectors.joining(", "));
        return soap.ask(
                new SoapStream.Question("Listing " + names, body.toString(), "; ask again", true, UNREAD),
                (xml, address) -> rows(xml, asked, each));
    }

    private static Set<String> rows(XMLStreamReader xml, Set<String> asked, Consumer<ListedComponent> each)
            throws XMLStreamException {
        Set<String> told = new HashSet<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("result")) {
                Map<String, String> row = row(xml);
                String type = row.getOrDefault("type", "");
                if (!asked.contains(type) && asked.size() == 1) {
                    // An org may call what it lists otherwise than it was asked for.
                    type = asked.iterator().next();
                }
                if (asked.contains(type) && row.containsKey("fullName")) {
                    told.add(type);
                    each.accept(component(type, row));
                }
            }
        }
        return told;
    }

    private static Map<String, String> row(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> row = new HashMap<>();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                row.put(name, xml.getElementText());
            }
        }
        return row;
    }

    private static ListedComponent component(String type, Map<String, String> row) {
        return new ListedComponent(
                new Component(type, EncodedNames.decode(row.getOrDefault("fullName", ""))),
                filled(row.get("id")),
                row.get("lastModifiedByName"),
                time(row.get("lastModifiedDate")),
                filled(row.get("namespacePrefix")));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Standard components carry the year 1970. */
    private static @Nullable Instant time(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant time = OrgTimes.read(text);
            return time.toEpochMilli() <= 0 ? null : time;
        } catch (DateTimeException unreadable) {
            // Without a time it counts as changed.
            return null;
        }
    }
}
