package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.XmlNode;
import java.util.Set;
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

        /** The values of its own list. */
        Set<String> values() {
            return node.all("valueSetDefinition").stream()
                    .flatMap(list -> list.children("value").stream())
                    .flatMap(value -> value.value("fullName").stream())
                    .collect(Collectors.toSet());
        }
    }

    static Stream<Field> of(MetadataFile file) {
        return file.component().type().equals("CustomObject")
                ? file.root().stream()
                        .flatMap(root -> root.children("fields").stream())
                        .map(node -> new Field(file.component().fullName(), node))
                : Stream.empty();
    }
}
