package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The custom fields in an object's file. */
final class Fields {

    private Fields() {}

    /** A field as the package has it. */
    record Field(String object, XmlNode node) {

        String name() {
            return node.value("fullName").orElse("");
        }

        /** For example {@code Lookup}; a formula counts as itself, whatever it yields. */
        String type() {
            return has("formula") ? "Formula" : node.value("type").orElse("");
        }

        boolean has(String tag) {
            return !node.all(tag).isEmpty();
        }

        Component component() {
            return new Component("CustomField", object + "." + name());
        }

        /** The values of its own list that people can choose. */
        Set<String> activeValues() {
            return values(value -> !value.value("isActive").equals(Optional.of("false")));
        }

        /** The values of its own list. */
        Set<String> values() {
            return values(value -> true);
        }

        private Set<String> values(Predicate<XmlNode> which) {
            return node.all("valueSetDefinition").stream()
                    .flatMap(list -> list.children("value").stream())
                    .filter(which)
                    .flatMap(value -> value.value("fullName").stream())
                    .collect(Collectors.toSet());
        }
    }

    static Stream<Field> of(MetadataFile file) {
        return file.component().type().equals("CustomObject")
                ? file.root().stream().flatMap(root -> in(file.component().fullName(), root))
                : Stream.empty();
    }

    /** The field of this name in the file that the target had when both orgs were compared. */
    static Optional<Field> compared(TargetFacts target, Field field) {
        return target.compared(new Component("CustomObject", field.object())).stream()
                .flatMap(root -> in(field.object(), root))
                .filter(each -> each.name().equals(field.name()))
                .findFirst();
    }

    private static Stream<Field> in(String object, XmlNode root) {
        return root.children("fields").stream().map(node -> new Field(object, node));
    }
}
