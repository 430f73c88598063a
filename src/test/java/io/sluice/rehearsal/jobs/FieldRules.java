package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.XmlNode;
import java.util.Set;

/** What an org demands of a field that a package brings. */
final class FieldRules {
    private static final String CUSTOM = "\\w+__(c|kav|x|b|e|p|mdt|dll|dlm)";
    private static final Set<String> RELATIONS = Set.of("Lookup", "MasterDetail");

    private FieldRules() {}

    /**
     * @param checkOnly true for a validation, which refuses what it can't try without touching data
     */
    static void check(
            OrgMetadata before,
            String object,
            String name,
            XmlNode node,
            String file,
            Messages messages,
            boolean checkOnly) {
        String own = node.childText("fullName");
        if (!own.matches(CUSTOM)) {
            if (!before.hasField(object, own)) {
                fail(messages, name, file, "Could not resolve standard field's name.", node);
            }
            return;
        }
        if (node.childText("label").isEmpty()) {
            fail(messages, name, file, "Must specify a non-empty label for the CustomField", node);
        }
        String type = node.childText("type");
        if (type.isEmpty()) {
            fail(messages, name, file, "Must specify a type for the CustomField", node);
            return;
        }
        String was =
                before.child("CustomField", name).map(n -> n.childText("type")).orElse("");
        if (was.isEmpty() || was.equals(type)) {
            return;
        }
        if (RELATIONS.contains(was) && RELATIONS.contains(type)) {
            if (checkOnly) {
                fail(
                        messages,
                        name,
                        file,
                        "A change from %s to %s is not supported by a validation".formatted(was, type),
                        node);
            }
        } else if (RELATIONS.contains(type)) {
            fail(
                    messages,
                    name,
                    file,
                    "Cannot update a field to a Lookup, MasterDetail, or Hierarchy from something else",
                    node);
        } else if (RELATIONS.contains(was)) {
            fail(messages, name, file, "Cannot update a field from a %s to something else".formatted(was), node);
        }
    }

    private static void fail(Messages messages, String name, String file, String problem, XmlNode node) {
        messages.fail("CustomField", name, file, problem, node.line(), node.column());
    }
}
