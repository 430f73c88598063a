package io.sluice.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a profile says, as far as two orgs can be compared by it: an org shows a profile's rights on the components of the same
 * retrieve only, so that a right on a component that one side lacks is no difference of the profiles.
 */
public final class ProfileRights {

    /** Types on whose components a profile has rights, as the files with these components have them. */
    public static final Set<String> COMPANIONS = Set.of(
            "ApexClass",
            "ApexPage",
            "CustomApplication",
            "CustomObject",
            "CustomPermission",
            "CustomTab",
            "ExternalDataSource",
            "Flow",
            "Layout");

    /** Until here a permission set was shown like a profile; since then it comes whole. */
    private static final double WHOLE_PERMISSION_SETS = 40;

    private ProfileRights() {}

    /** Whether a retrieve shows components of the type in part only. */
    public static boolean isInPart(String type, String apiVersion) {
        return type.equals("Profile")
                || type.equals("PermissionSet") && Double.parseDouble(apiVersion) < WHOLE_PERMISSION_SETS;
    }

    /**
     * Its canonical lines without the rights on some components.
     *
     * @throws BrokenPackageException where the file can't be read, with the place in it
     */
    public static List<String> lines(String path, InputStream in, Predicate<Component> leftOut) throws IOException {
        XmlNode root = SecureXml.read(in, path);
        XmlNode kept = new XmlNode(root.name(), root.mark(), root.line());
        for (XmlNode right : root.children()) {
            if (names(right).stream().map(Reference::to).noneMatch(leftOut)) {
                kept.add(right);
            }
        }
        return CanonicalXml.lines(root.name(), kept);
    }

    private static SortedSet<Reference> names(XmlNode right) {
        XmlNode alone = new XmlNode("Profile", "", right.line());
        alone.add(right);
        SortedSet<Reference> found = new TreeSet<>(Comparator.comparing(Reference::to));
        RightsReferences.read(alone, new ReferenceSink(found, new Component("Profile", "")));
        return found;
    }
}
