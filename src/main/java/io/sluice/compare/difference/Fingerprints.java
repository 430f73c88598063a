package io.sluice.compare.difference;

import io.sluice.metadata.SiblingRules;
import io.sluice.metadata.XmlNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One hash per element: equal exactly where nothing differs, the order of elements included where it has a meaning. */
final class Fingerprints {

    private final String type;
    private final Map<XmlNode, String> known = new IdentityHashMap<>();
    private final MessageDigest sha256;

    Fingerprints(String type) {
        this.type = type;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    String of(XmlNode node) {
        String found = known.get(node);
        if (found == null) {
            found = hash(node.isLeaf() ? List.of("=", node.mark(), node.text()) : parts(node));
            known.put(node, found);
        }
        return found;
    }

    /** Whether a leaf is a name that tools give and that nobody sees; it only helps to find the same item again. */
    static boolean isMark(XmlNode parent, XmlNode leaf) {
        return leaf.name().equals("identifier")
                && (parent.name().equals("componentInstance") || parent.name().equals("fieldInstance"));
    }

    private List<String> parts(XmlNode node) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (XmlNode child : node.children()) {
            if (!isMark(node, child)) {
                groups.computeIfAbsent(child.name(), name -> new ArrayList<>()).add(of(child));
            }
        }
        List<String> parts = new ArrayList<>();
        groups.forEach((name, hashes) -> {
            if (!SiblingRules.ordered(type, node, name)) {
                Collections.sort(hashes);
            }
            parts.add(name + " " + String.join(" ", hashes));
        });
        Collections.sort(parts);
        return parts;
    }

    private String hash(List<String> parts) {
        // Lengths in front, so that no two lists of parts read the same.
        parts.forEach(part -> sha256.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }
}
