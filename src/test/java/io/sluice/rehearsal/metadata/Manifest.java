package io.sluice.rehearsal.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A {@code package.xml}, or a destructive manifest.
 *
 * @param types type name to members
 * @param version the API version it names; empty when none
 */
public record Manifest(Map<String, Set<String>> types, String version) {

    /** Reads a {@code Package} element. */
    public static Manifest read(XmlNode root) {
        Map<String, Set<String>> types = new TreeMap<>();
        for (XmlNode type : root.all("types")) {
            Set<String> members = types.computeIfAbsent(type.childText("name"), n -> new TreeSet<>());
            type.all("members").forEach(m -> members.add(m.text()));
        }
        return new Manifest(types, root.childText("version"));
    }

    /** True when the component is named, also by {@code *}. */
    public boolean names(String type, String fullName) {
        Set<String> members = types.getOrDefault(type, Set.of());
        return members.contains(fullName) || members.contains("*");
    }

    /** The file, sorted by type and member. */
    public byte[] document() {
        List<XmlNode> out = new ArrayList<>();
        types.forEach((name, members) -> {
            List<XmlNode> nodes = new ArrayList<>();
            members.forEach(m -> nodes.add(XmlNode.text("members", m)));
            nodes.add(XmlNode.text("name", name));
            out.add(XmlNode.of("types", nodes));
        });
        out.add(XmlNode.text("version", version));
        return XmlNode.of("Package", out).document();
    }
}
