package io.sluice.web;

import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Users;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings of an environment as a person typed them; what cannot be read is added to the problems. */
final class EnvironmentSettings {

    private EnvironmentSettings() {}

    static @Nullable EnvironmentKind kind(String typed, List<String> problems) {
        List<EnvironmentKind> kinds = Arrays.asList(EnvironmentKind.values());
        EnvironmentKind read = kinds.stream()
                .filter(one -> one.word().equals(typed.strip()))
                .findFirst()
                .orElse(null);
        if (read == null) {
            problems.add("Kind: " + typed + " is none of the kinds; choose "
                    + PageWords.anyOf(kinds.stream().map(EnvironmentKind::word).toList()) + ".");
        }
        return read;
    }

    static @Nullable URI address(String typed, List<String> problems) {
        String address = typed.strip();
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null) {
                return uri;
            }
            problems.add(noAddress(address, ""));
        } catch (URISyntaxException e) {
            problems.add(noAddress(address, " (" + e.getReason() + ")"));
        }
        return null;
    }

    private static String noAddress(String address, String why) {
        return "Address: \"" + address + "\" is no address" + why
                + ". State the org's My Domain address, for example https://example.my.salesforce.com.";
    }

    static @Nullable Integer stage(String typed, List<String> problems) {
        try {
            return Integer.valueOf(typed.strip());
        } catch (NumberFormatException e) {
            problems.add("Stage: \"" + typed.strip()
                    + "\" is no whole number. State the position on the promotion path; production has the highest.");
            return null;
        }
    }

    /** Names between commas, spaces or line ends. */
    static Users users(String people, String groups) {
        return Users.of(names(people), names(groups));
    }

    private static List<String> names(String typed) {
        return List.of(typed.split("[\\s,;]+", -1));
    }
}
