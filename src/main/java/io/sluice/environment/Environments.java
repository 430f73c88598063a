package io.sluice.environment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The registered environments. */
public interface Environments {

    /** All of them along the promotion path, then by name. */
    List<Environment> all();

    Optional<Environment> find(String id);

    /** @throws IllegalArgumentException naming the id, where there is none */
    Environment require(String id);

    /**
     * The environment of kind production with the highest stage, an enabled one before a disabled one; empty where none is
     * registered.
     */
    Optional<Environment> production();

    /** Which environment leads to which, as it is now, for nobody in particular: who may use one is not asked. */
    PromotionPath path();

    /** Which environment leads to which, as it is now, for a person. */
    PromotionPath pathOf(String person);

    /** Registers an environment; problems in people's words where something is wrong, then nothing is saved. */
    List<String> register(NewEnvironment environment, String actor);

    /**
     * Changes an environment; every rule of registration applies. Another address, kind or API version makes kept log-ins
     * worthless and asks for a new connection test. Stale where somebody changed it since the version in the edit.
     */
    EditResult edit(EnvironmentEdit edit, String actor);

    /** Disables an environment: nothing new goes there or comes from there. Refused without a reason, or when it is so. */
    EditResult disable(String id, int version, String reason, String actor);

    /** Enables it again. Refused without a reason, or when it is so. */
    EditResult enable(String id, int version, String reason, String actor);

    /**
     * Replaces all registered routes. Stale where they are not any more those that the person was shown. Refused are routes
     * from or to an unknown environment and from an environment to itself.
     */
    EditResult changeRoutes(Set<Route> shown, Set<Route> wanted, String actor);

    /** Replaces an environment's credentials; problems in people's words where something is wrong. */
    List<String> changeCredentials(String id, String clientId, String clientSecret, String actor);
}
