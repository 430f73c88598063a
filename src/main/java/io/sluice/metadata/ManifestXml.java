package io.sluice.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Writes and reads {@code package.xml}. */
public final class ManifestXml {

    private static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]*\\.0");

    private ManifestXml() {}

    /** The manifest as {@code package.xml}, types and members sorted. */
    public static String write(Manifest manifest) {
        TreeMap<String, SortedSet<String>> byType = new TreeMap<>();
        for (Component member : manifest.members()) {
            byType.computeIfAbsent(member.type(), type -> new TreeSet<>()).add(member.fullName());
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<Package xmlns=\"")
                .append(NAMESPACE)
                .append("\">\n");
        byType.forEach((type, names) -> {
            xml.append("    <types>\n");
            names.forEach(
                    name -> xml.append("        <members>").append(escape(name)).append("</members>\n"));
            xml.append("        <name>").append(escape(type)).append("</name>\n    </types>\n");
        });
        return xml.append("    <version>")
                .append(escape(manifest.apiVersion()))
                .append("</version>\n</Package>\n")
                .toString();
    }

    /**
     * Reads {@code package.xml}; wildcards stay members named {@code *}.
     *
     * @throws BrokenPackageException where it is no XML, is no {@code Package}, lacks the version, or a {@code types} has
     *     no name
     */
    public static Manifest read(InputStream in) throws IOException {
        XmlNode root = SecureXml.read(in, "package.xml");
        if (!root.name().equals("Package")) {
            throw new BrokenPackageException("package.xml must begin with the element Package, not " + root.name());
        }
        String version = root.value("version")
                .orElseThrow(() -> new BrokenPackageException("package.xml has no <version>, for example 62.0"));
        if (!VERSION.matcher(version).matches()) {
            throw new BrokenPackageException("package.xml has version \"" + version + "\"; write it like 62.0");
        }
        TreeSet<Component> members = new TreeSet<>();
        for (XmlNode types : root.children("types")) {
            String type = types.value("name")
                    .orElseThrow(() -> new BrokenPackageException(
                            "package.xml has a <types> without <name> at line " + types.line()));
            for (XmlNode member : types.children("members")) {
                if (member.text().isEmpty()) {
                    throw new BrokenPackageException(
                            "package.xml has an empty <members> of " + type + " at line " + member.line());
                }
                members.add(new Component(type, member.text()));
            }
        }
        return new Manifest(version, members);
    }

    /**
     * A member of a manifest and where it stands.
     *
     * @param line counts from 1
     * @param type empty where its {@code types} has no name
     * @param name {@code *} for a wildcard; empty where the member is
     */
    public record Member(int line, String type, String name) {}

    /**
     * Reads the members of {@code package.xml} or of a {@code destructiveChanges.xml}, which needs no version, each for
     * itself: what is wrong with one of them is for the reader to say.
     *
     * @param name what the message of a refusal calls the text
     * @throws BrokenPackageException where it is no XML or no {@code Package}
     */
    public static List<Member> members(InputStream in, String name) throws IOException {
        XmlNode root = SecureXml.read(in, name);
        if (!root.name().equals("Package")) {
            throw new BrokenPackageException(name + " must begin with the element Package, not " + root.name());
        }
        List<Member> members = new ArrayList<>();
        for (XmlNode types : root.children("types")) {
            String type = types.value("name").orElse("");
            for (XmlNode member : types.children("members")) {
                members.add(new Member(member.line(), type, member.text().strip()));
            }
        }
        return members;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
