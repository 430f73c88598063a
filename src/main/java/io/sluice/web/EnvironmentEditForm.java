package io.sluice.web;

import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentEdit;
import io.sluice.environment.EnvironmentKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed to change an environment; missing fields are empty.
 *
 * @param version of the environment that the person was shown
 */
record EnvironmentEditForm(
        int version,
        String name,
        String kind,
        String address,
        String apiVersion,
        String stage,
        String people,
        String groups) {

    EnvironmentEditForm(
            int version,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String address,
            @Nullable String apiVersion,
            @Nullable String stage,
            @Nullable String people,
            @Nullable String groups) {
        this.version = version;
        this.name = Objects.requireNonNullElse(name, "");
        this.kind = Objects.requireNonNullElse(kind, "");
        this.address = Objects.requireNonNullElse(address, "");
        this.apiVersion = Objects.requireNonNullElse(apiVersion, "");
        this.stage = Objects.requireNonNullElse(stage, "");
        this.people = Objects.requireNonNullElse(people, "");
        this.groups = Objects.requireNonNullElse(groups, "");
    }

    static EnvironmentEditForm of(Environment environment) {
        return new EnvironmentEditForm(
                environment.version(),
                environment.name(),
                environment.kind().word(),
                environment.address().toString(),
                environment.apiVersion(),
                String.valueOf(environment.stage()),
                String.join("\n", environment.users().people()),
                String.join("\n", environment.users().groups()));
    }

    /** The edit; null with at least one problem where something cannot be read. */
    @Nullable
    EnvironmentEdit read(String id, List<String> problems) {
        List<String> found = new ArrayList<>();
        EnvironmentKind readKind = EnvironmentSettings.kind(kind, found);
        URI readAddress = EnvironmentSettings.address(address, found);
        Integer readStage = EnvironmentSettings.stage(stage, found);
        problems.addAll(found);
        if (readKind == null || readAddress == null || readStage == null) {
            return null;
        }
        return new EnvironmentEdit(
                id,
                version,
                name.strip(),
                readKind,
                readAddress,
                apiVersion.strip(),
                readStage,
                EnvironmentSettings.users(people, groups));
    }
}
