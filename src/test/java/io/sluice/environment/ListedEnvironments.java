package io.sluice.environment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Environments that only a test lists: asked like the real ones, without routes and groups, and changed by nobody. */
public interface ListedEnvironments extends Environments {

    @Override
    default Optional<Environment> find(String id) {
        return all().stream().filter(environment -> environment.id().equals(id)).findFirst();
    }

    @Override
    default Environment require(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no environment " + id));
    }

    @Override
    default Optional<Environment> production() {
        return all().stream()
                .filter(environment -> environment.kind().isProduction())
                .findFirst();
    }

    @Override
    default PromotionPath path() {
        return PromotionPath.of(all(), Set.of());
    }

    @Override
    default PromotionPath pathOf(String person) {
        return path().seenBy(person, Set.of());
    }

    @Override
    default List<String> register(NewEnvironment environment, String actor) {
        throw unchanging();
    }

    @Override
    default EditResult edit(EnvironmentEdit edit, String actor) {
        throw unchanging();
    }

    @Override
    default EditResult disable(String id, int version, String reason, String actor) {
        throw unchanging();
    }

    @Override
    default EditResult enable(String id, int version, String reason, String actor) {
        throw unchanging();
    }

    @Override
    default EditResult changeRoutes(Set<Route> shown, Set<Route> wanted, String actor) {
        throw unchanging();
    }

    @Override
    default List<String> changeCredentials(String id, String clientId, String clientSecret, String actor) {
        throw unchanging();
    }

    private static UnsupportedOperationException unchanging() {
        return new UnsupportedOperationException("These environments are listed by the test and never changed");
    }
}
