package io.sluice.web;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Rollback;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What people call an environment. */
@Component
class EnvironmentNames {

    private final Environments environments;

    EnvironmentNames(Environments environments) {
        this.environments = environments;
    }

    /** Where the package of a record comes from: its source, or what was kept before the deployment that it rolls back. */
    public String origin(DeploymentRecord record) {
        Rollback rollback = record.rollback();
        return rollback == null ? of(record.source()) : "what was there before " + rollback.of();
    }

    /** All names by their ids, as the list of environments has them. */
    Map<String, String> all() {
        Map<String, String> names = new LinkedHashMap<>();
        environments.all().forEach(one -> names.put(one.id(), one.name()));
        return names;
    }

    /** Its name; its id where it is not registered. */
    public String of(String id) {
        return environments.find(id).map(Environment::name).orElse(id);
    }
}
