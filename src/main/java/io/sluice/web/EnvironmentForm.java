package io.sluice.web;

import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.NewEnvironment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
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
        String clientSecret) {

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
            @Nullable String clientSecret) {
        this.id = Objects.requireNonNullElse(id, "");
        this.name = Objects.requireNonNullElse(name, "");
        this.kind = Objects.requireNonNullElse(kind, "");
        this.address = Objects.requireNonNullElse(address, "");
        this.apiVersion = Objects.requireNonNullElse(apiVersion, "");
        this.stage = Objects.requireNonNullElse(stage, "");
        this.clientId = Objects.requireNonNullElse(clientId, "");
        this.clientSecret = Objects.requireNonNullElse(clientSecret, "");
    }

    static EnvironmentForm empty() {
        return new EnvironmentForm("", "", EnvironmentKind.DEVELOPER.word(), "", "62.0", "1", "", "");
    }

    EnvironmentForm withoutSecret() {
        return new EnvironmentForm(id, name, kind, address, apiVersion, stage, clientId, "");
    }

    Read read() {
        List<String> problems = new ArrayList<>();
        EnvironmentKind readKind = Arrays.stream(EnvironmentKind.values())
                .filter(one -> one.word().equals(kind.strip()))
                .findFirst()
                .orElse(null);
        if (readKind == null) {
            problems.add("Kind: " + kind + " is none of the kinds; choose "
                    + PageWords.anyOf(Arrays.stream(EnvironmentKind.values())
                            .map(EnvironmentKind::word)
                            .toList())
                    + ".");
        }
        URI readAddress = readAddress(problems);
        Integer readStage = readStage(problems);
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
                clientSecret));
    }

    private @Nullable URI readAddress(List<String> problems) {
        try {
            URI uri = new URI(address.strip());
            if (uri.getHost() != null) {
                return uri;
            }
            problems.add(noAddress(""));
        } catch (URISyntaxException e) {
            problems.add(noAddress(" (" + e.getReason() + ")"));
        }
        return null;
    }

    private String noAddress(String why) {
        return "Address: \"" + address.strip() + "\" is no address" + why
                + ". State the org's My Domain address, for example https://example.my.salesforce.com.";
    }

    private @Nullable Integer readStage(List<String> problems) {
        try {
            return Integer.valueOf(stage.strip());
        } catch (NumberFormatException e) {
            problems.add("Stage: \"" + stage.strip()
                    + "\" is no whole number. State the position on the promotion path; production has the highest.");
            return null;
        }
    }

    @Override
    public String toString() {
        return "EnvironmentForm[id=" + id + ", address=" + address + "]";
    }
}
