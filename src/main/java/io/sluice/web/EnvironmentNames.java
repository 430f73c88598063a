package io.sluice.web;

import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import org.springframework.stereotype.Component;

/** What people call an environment. */
@Component
class EnvironmentNames {

    private final Environments environments;

    EnvironmentNames(Environments environments) {
        this.environments = environments;
    }

    /** Its name; its id where it is not registered. */
    public String of(String id) {
        return environments.find(id).map(Environment::name).orElse(id);
    }
}
