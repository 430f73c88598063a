package io.sluice.web;

import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.NewEnvironment;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person typed to register an environment; missing fields are empty. The secret never shows in {@link #toString}. */
record EnvironmentForm(
        String id,
        String name,
        String kind,
        String address,
        String apiVersion,
        String stage,
        String clientId,
        String clientSecret,
        String people,
        String groups) {

    /** Whether what was typed has the form that an environment needs; whether it is allowed, the room decides. */
    sealed interface Read {}

    record Readable(NewEnvironment environment) implements Read {}

    record Unreadable(List<String> problems) implements Read {}

    EnvironmentForm(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String address,
            @Nullable String apiVersion,
            @Nullable String stage,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String people,
            @Nullable String groups) {
        this.id = Objects.requireNonNullElse(id, "");
        this.name = Objects.requireNonNullElse(name, "");
        this.kind = Objects.requireNonNullElse(kind, "");
        this.address = Objects.requireNonNullElse(address, "");
        this.apiVersion = Objects.requireNonNullElse(apiVersion, "");
        this.stage = Objects.requireNonNullElse(stage, "");
        this.clientId = Objects.requireNonNullElse(clientId, "");
        this.clientSecret = Objects.requireNonNullElse(clientSecret, "");
        this.people = Objects.requireNonNullElse(people, "");
        this.groups = Objects.requireNonNullElse(groups, "");
    }

    static EnvironmentForm empty() {
        return new EnvironmentForm("", "", EnvironmentKind.DEVELOPER.word(), "", "62.0", "1", "", "", "", "");
    }

    EnvironmentForm withoutSecret() {
        return new EnvironmentForm(id, name, kind, address, apiVersion, stage, clientId, "", people, groups);
    }

    Read read() {
        List<String> problems = new ArrayList<>();
        EnvironmentKind readKind = EnvironmentSettings.kind(kind, problems);
        URI readAddress = EnvironmentSettings.address(address, problems);
        Integer readStage = EnvironmentSettings.stage(stage, problems);
        if (readKind == null || readAddress == null || readStage == null) {
            return new Unreadable(problems);
        }
        return new Readable(new NewEnvironment(
                id.strip(),
                name.strip(),
                readKind,
                readAddress,
                apiVersion.strip(),
                readStage,
                clientId.strip(),
                clientSecret,
                EnvironmentSettings.users(people, groups)));
    }

    @Override
    public String toString() {
        return "EnvironmentForm[id=" + id + ", address=" + address + "]";
    }
}
