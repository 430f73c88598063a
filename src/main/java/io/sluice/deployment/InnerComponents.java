package io.sluice.deployment;

import io.sluice.compare.difference.Difference;
import io.sluice.metadata.ChildComponents;
import io.sluice.metadata.Component;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Components that stand inside the file of another, an object's list views for example, as differences name them. An org
 * adds and overwrites what stands in such a file, and deletes of it only what a deployment names (Metadata API guide,
 * on deleting components).
 */
final class InnerComponents {

    private static final Pattern PATH = Pattern.compile("([A-Za-z]+)\\[([^\\[\\]]+)]");

    private InnerComponents() {}

    /** Those that only the source has. */
    static List<Component> onlyInSource(Component parent, List<Difference> inside) {
        return of(parent, inside, Difference.Kind.ADDED).toList();
    }

    /** Those that only the target has and that a deployment can delete: no record types, and no fields of Salesforce's own. */
    static List<Component> deletable(Component parent, List<Difference> inside) {
        return of(parent, inside, Difference.Kind.REMOVED)
                .filter(each -> !each.type().equals("RecordType"))
                .filter(each ->
                        !each.type().equals("CustomField") || each.fullName().endsWith("__c"))
                .toList();
    }

    private static Stream<Component> of(Component parent, List<Difference> inside, Difference.Kind kind) {
        return inside.stream()
                .filter(each -> each.kind() == kind)
                .map(each -> PATH.matcher(each.path()))
                .filter(Matcher::matches)
                .map(matcher -> ChildComponents.of(parent, matcher.group(1), matcher.group(2)))
                .flatMap(Optional::stream);
    }
}
