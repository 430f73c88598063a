package io.sluice.change;

import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a scope with what production has at this moment. */
final class ScopeCheck {

    private final Connections connections;

    ScopeCheck(Connections connections) {
        this.connections = connections;
    }

    /**
     * What does not fit, one sentence each.
     *
     * @param sandbox where the change was worked on already: what was created there exists, although production does
     *     not have it yet; null before
     * @param rolledUp what comes from children, which were checked themselves; they may have created it in their sandboxes
     */
    List<String> problems(Scope scope, Environment production, @Nullable Environment sandbox, Set<Component> rolledUp) {
        Map<String, List<ScopeItem>> byType = scope.items().stream()
                .collect(Collectors.groupingBy(item -> item.component().type(), TreeMap::new, Collectors.toList()));
        LiveComponents live = new LiveComponents(connections.open(production.id()));
        List<String> problems = new ArrayList<>();
        List<Component> notInProduction = new ArrayList<>();
        byType.forEach((type, items) -> {
            if (!live.knowsType(type)) {
                problems.add(production.name() + " does not know the metadata type " + type + ", named by "
                        + items.stream()
                                .map(item -> item.component().toString())
                                .collect(Collectors.joining(", "))
                        + "; its edition or its API version has no such type.");
                return;
            }
            for (ScopeItem item : items) {
                if (item.kind() == ScopeItem.Kind.PROPOSED) {
                    proposed(item.component(), live, production).ifPresent(problems::add);
                } else if (live.find(item.component()).isEmpty()) {
                    notInProduction.add(item.component());
                } else {
                    otherCase(item.component(), live, production).ifPresent(problems::add);
                }
            }
        });
        notInProduction.removeAll(rolledUp);
        notInProduction.removeAll(inSandbox(notInProduction, sandbox));
        notInProduction.forEach(component -> problems.add(absent(component, live, production)));
        return problems;
    }

    private Optional<String> proposed(Component component, LiveComponents live, Environment production) {
        return live.find(component)
                .filter(found -> live.canBeListed(component))
                .map(found -> component + " is proposed, but exists already in " + production.name()
                        + (found.equals(component) ? "" : " as " + found) + "; name it as existing.");
    }

    private Optional<String> otherCase(Component component, LiveComponents live, Environment production) {
        return live.find(component)
                .filter(found -> !found.equals(component))
                .map(found -> component + " does not exist in " + production.name() + "; did you mean " + found
                        + "? Upper and lower case differ.");
    }

    private String absent(Component component, LiveComponents live, Environment production) {
        List<Component> near = live.near(component);
        String hint = near.isEmpty()
                ? "If the change is to create it, name it as proposed."
                : "Did you mean " + near.stream().map(Component::toString).collect(Collectors.joining(" or ")) + "?";
        return component + " does not exist in " + production.name() + ". " + hint;
    }

    private List<Component> inSandbox(List<Component> components, @Nullable Environment sandbox) {
        if (sandbox == null || components.isEmpty()) {
            return List.of();
        }
        LiveComponents live = new LiveComponents(connections.open(sandbox.id()));
        return components.stream()
                .filter(component ->
                        live.find(component).filter(component::equals).isPresent())
                .toList();
    }
}
