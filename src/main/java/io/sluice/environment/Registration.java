package io.sluice.environment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with an environment that a person wants to register, apart from what others have taken. */
final class Registration {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern API_VERSION = Pattern.compile("[0-9]{2}\\.0");
    private static final int LONGEST_ID = 40;
    private static final int LONGEST_NAME = 80;
    private static final int OLDEST_API = 31;
    private static final int NEWEST_API = 70;
    private static final int LAST_STAGE = 99;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");
    private static final Set<String> SHARED_LOGIN = Set.of("login.salesforce.com", "test.salesforce.com");

    private Registration() {}

    static List<String> problems(NewEnvironment environment) {
        List<String> problems = new ArrayList<>();
        if (!ID.matcher(environment.id()).matches() || environment.id().length() > LONGEST_ID) {
            problems.add("The id \"" + environment.id() + "\" may hold lower-case letters, digits and single hyphens"
                    + " between them, at most " + LONGEST_ID + " characters, for example production.");
        }
        problems.addAll(settingProblems(
                environment.name(), environment.address(), environment.apiVersion(), environment.stage()));
        if (!environment.withoutLogIn()) {
            problems.addAll(credentialProblems(environment.clientId(), environment.clientSecret()));
        }
        return problems;
    }

    /** What is wrong with the settings that may be changed later. */
    static List<String> settingProblems(String name, URI address, String apiVersion, int stage) {
        List<String> problems = new ArrayList<>();
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            problems.add("The name needs 1 to " + LONGEST_NAME + " characters, for example Production.");
        }
        addressProblem(address, problems);
        if (!API_VERSION.matcher(apiVersion).matches() || !inRange(apiVersion)) {
            problems.add("The API version \"" + apiVersion + "\" must be written like 62.0 and lie between "
                    + OLDEST_API + ".0 and " + NEWEST_API + ".0.");
        }
        if (stage < 1 || stage > LAST_STAGE) {
            problems.add("The stage " + stage + " must be a number from 1 to " + LAST_STAGE
                    + "; production has the highest.");
        }
        return problems;
    }

    /** Names among those who may use it that belong to nobody. */
    static List<String> userProblems(Users users, Membership membership) {
        List<String> problems = new ArrayList<>();
        users.people().stream()
                .filter(person -> !membership.personExists(person))
                .forEach(person -> problems.add(
                        "There is no account with the user id \"" + person + "\"; write it as the person logs in."));
        users.groups().stream()
                .filter(group -> !membership.groupExists(group))
                .forEach(group -> problems.add(
                        "There is no group with the id \"" + group + "\"; write its id, for example release-manager."));
        return problems;
    }

    static List<String> credentialProblems(String clientId, String clientSecret) {
        List<String> problems = new ArrayList<>();
        if (clientId.isBlank()) {
            problems.add("The consumer key is empty; the app's OAuth settings in the org show it.");
        }
        if (clientSecret.isBlank()) {
            problems.add("The consumer secret is empty; the app's OAuth settings in the org show it.");
        }
        return problems;
    }

    private static boolean inRange(String apiVersion) {
        int version = Integer.parseInt(apiVersion.substring(0, 2));
        return version >= OLDEST_API && version <= NEWEST_API;
    }

    private static void addressProblem(URI address, List<String> problems) {
        String host = address.getHost();
        if (host == null) {
            problems.add("The address \"" + withoutUser(address)
                    + "\" names no host; it is the org's My Domain address, for example"
                    + " https://example.my.salesforce.com.");
            return;
        }
        boolean https = "https".equalsIgnoreCase(address.getScheme());
        boolean httpHere = "http".equalsIgnoreCase(address.getScheme()) && THIS_MACHINE.contains(host);
        if (!https && !httpHere) {
            problems.add("The address of " + host + " must begin with https:// (http:// is for localhost only).");
        }
        if (SHARED_LOGIN.contains(host.toLowerCase(Locale.ROOT))) {
            problems.add("The address " + host + " is shared by all orgs, which refuses client credentials; enter the"
                    + " org's own My Domain address, for example https://example.my.salesforce.com.");
        }
        String path = address.getRawPath();
        if (has(path) && !"/".equals(path)
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getRawUserInfo() != null) {
            problems.add("The address of " + host + " may hold nothing but the host (and port): no path, no query, no"
                    + " user.");
        }
    }

    private static boolean has(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    /** Somebody may have pasted a password into the address. */
    private static String withoutUser(URI address) {
        return address.toString().replaceAll("//[^/@]*@", "//...@");
    }

    /** The address without the slash that browsers add. */
    static URI normal(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }
}
