package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Dependencies as rows of JSON. */
final class DependencyRows {

    private DependencyRows() {}

    static Map<String, String> row(Reference missing) {
        return Map.of("from", missing.from().toString(), "to", missing.to().toString(), "where", missing.where());
    }

    static Reference reference(Map<String, String> row) {
        return new Reference(component(row, "from"), component(row, "to"), text(row, "where"));
    }

    static Map<String, String> row(Dependency need) {
        return Map.of(
                "from", need.from().toString(),
                "to", need.to().toString(),
                "where", need.where(),
                "state", need.state().name(),
                "why", need.why(),
                "knownBy", need.knownBy().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
    }

    static Dependency need(Map<String, String> row) {
        return new Dependency(
                component(row, "from"),
                component(row, "to"),
                text(row, "where"),
                Dependency.State.valueOf(text(row, "state")),
                text(row, "why"),
                Arrays.stream(text(row, "knownBy").split(" "))
                        .map(Dependency.Engine::valueOf)
                        .collect(Collectors.toSet()));
    }

    static Map<String, String> row(DeletedUse use) {
        return Map.of(
                "user", use.user().toString(),
                "deleted", use.deleted().toString(),
                "effect", use.effect().name(),
                "why", use.why());
    }

    static DeletedUse deletedUse(Map<String, String> row) {
        return new DeletedUse(
                component(row, "user"),
                component(row, "deleted"),
                DeletedUse.Effect.valueOf(text(row, "effect")),
                text(row, "why"));
    }

    private static Component component(Map<String, String> row, String name) {
        return Component.parse(text(row, name)).orElseThrow();
    }

    private static String text(Map<String, String> row, String name) {
        String text = row.get(name);
        if (text == null) {
            throw new IllegalStateException("A dependency was stored without " + name);
        }
        return text;
    }
}
