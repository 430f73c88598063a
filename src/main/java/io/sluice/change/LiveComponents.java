package io.sluice.change;

import io.sluice.metadata.Component;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an org has at this moment, asked type by type and each type once. For one thread and a short time: nothing is
 * asked again.
 */
public final class LiveComponents {

    /** For these types every org answers with an empty list, so their components can't be looked up. */
    private static final Set<String> NEVER_LISTED = Set.of("StandardValueSet", "BotVersion");

    private static final int SUGGESTIONS = 3;

    private final OrgConnection org;
    private final Map<String, Map<String, Component>> byType = new HashMap<>();
    private @Nullable Set<String> types;

    public LiveComponents(OrgConnection org) {
        this.org = org;
    }

    /** Whether the org knows the metadata type. */
    public boolean knowsType(String type) {
        if (types == null) {
            types = org.types();
        }
        return types.contains(type);
    }

    /**
     * The component as the org spells it, found also where only the case differs; empty where the org has none. A
     * component of a type that no org lists is taken as it stands.
     */
    public Optional<Component> find(Component component) {
        if (!knowsType(component.type())) {
            return Optional.empty();
        }
        if (!canBeListed(component)) {
            return Optional.of(component);
        }
        return Optional.ofNullable(ofType(component.type()).get(ScopeLines.key(component)));
    }

    /** As {@link #find}, but empty where the org can't say. */
    public Optional<Component> listed(Component component) {
        return canBeListed(component) ? find(component) : Optional.empty();
    }

    /** Whether the org can say at all if it has the component. */
    boolean canBeListed(Component component) {
        return isListed(component.type());
    }

    /** Whether orgs list the components of the type at all. */
    static boolean isListed(String type) {
        return !NEVER_LISTED.contains(type);
    }

    /** Components of the same type with a name that one could have meant, the nearest first. */
    List<Component> near(Component component) {
        String wanted = component.fullName().toLowerCase(Locale.ROOT);
        int atMost = Math.max(2, wanted.length() / 4);
        record Near(Component component, int distance) {}
        return ofType(component.type()).values().stream()
                .map(other -> new Near(
                        other, EditDistance.between(wanted, other.fullName().toLowerCase(Locale.ROOT), atMost)))
                .filter(near -> near.distance() <= atMost)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::component))
                .limit(SUGGESTIONS)
                .map(Near::component)
                .toList();
    }

    private Map<String, Component> ofType(String type) {
        return byType.computeIfAbsent(type, asked -> {
            Map<String, Component> found = new HashMap<>();
            for (ListedComponent listed : org.list(asked)) {
                found.put(ScopeLines.key(listed.component()), listed.component());
            }
            return found;
        });
    }
}
