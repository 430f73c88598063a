package io.sluice.environment;

import java.util.List;
import java.util.Optional;

/** The registered environments. */
public interface Environments {

    /** All of them along the promotion path, then by name. */
    List<Environment> all();

    Optional<Environment> find(String id);

    /** @throws IllegalArgumentException naming the id, where there is none */
    Environment require(String id);

    /** The environment of kind production with the highest stage; empty where none is registered. */
    Optional<Environment> production();

    /** Registers an environment; problems in people's words where something is wrong, then nothing is saved. */
    List<String> register(NewEnvironment environment, String actor);

    /** Replaces an environment's credentials; problems in people's words where something is wrong. */
    List<String> changeCredentials(String id, String clientId, String clientSecret, String actor);
}
