package io.sluice.rehearsal.soap;

import io.sluice.rehearsal.metadata.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes names and values as XML: lists repeat their element, null is left out or nil. */
final class ResultXml {
    private static final Set<String> NILLABLE = Set.of("namespace", "flowNamespace", "name", "flowName", "stackTrace");

    private final String root;
    private final StringBuilder out = new StringBuilder();

    ResultXml(String root) {
        this.root = root;
        out.append('<').append(root).append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    }

    ResultXml addAll(Map<String, Object> values) {
        values.forEach(this::add);
        return this;
    }

    ResultXml add(String name, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(one -> add(name, one));
        } else if (value instanceof Map<?, ?> map) {
            out.append('<').append(name).append('>');
            map.forEach((key, inner) -> add(String.valueOf(key), inner));
            out.append("</").append(name).append('>');
        } else if (value != null) {
            out.append('<')
                    .append(name)
                    .append('>')
                    .append(XmlNode.escape(String.valueOf(value)))
                    .append("</")
                    .append(name)
                    .append('>');
        } else if (NILLABLE.contains(name)) {
            out.append('<').append(name).append(" xsi:nil=\"true\"/>");
        }
        return this;
    }

    String end() {
        return out + "</" + root + ">";
    }
}
