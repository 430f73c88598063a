package io.sluice.rehearsal.org;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts orgs as a process of their own, without the application, and prints their addresses. */
public final class RehearsalOrgMain {
    static final String KNOWN =
            "name=, folder=, state=, watch=, port=, loginPort=, sandbox=, orgId=, clientId=, clientSecret=, certificate=,"
                    + " callback=, approved=, user=, login=USERNAME:PASSWORD, session= (minutes), apiVersion=, tick=";

    private RehearsalOrgMain() {}

    /**
     * Arguments as {@code key=value}; see {@link #KNOWN}. Each {@code name=} begins a further org. The tick is in
     * milliseconds, 0 for steps by {@code POST /rehearsal/step} only.
     */
    public static void main(String[] args) throws InterruptedException {
        List<RehearsalOrg> orgs = new ArrayList<>();
        try {
            for (OrgSettings settings : settings(List.of(args))) {
                RehearsalOrg org = RehearsalOrg.start(settings);
                orgs.add(org);
                System.out.println("Rehearsal org " + settings.name() + " " + org.orgId()
                        + org.loginAddress().map(a -> ", log-in host " + a).orElse("") + " at " + org.address());
            }
            Thread.currentThread().join();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } finally {
            orgs.forEach(RehearsalOrg::close);
        }
    }

    /** The orgs that the arguments describe, at least one. */
    static List<OrgSettings> settings(List<String> args) {
        List<OrgSettings> out = new ArrayList<>();
        OrgSettings fresh = OrgSettings.of("Rehearsal").withApiVersion(67.0).withTick(Duration.ofMillis(200));
        OrgSettings settings = fresh;
        boolean named = false;
        for (String arg : args) {
            int eq = arg.indexOf('=');
            String value = eq < 0 ? "" : arg.substring(eq + 1);
            if (arg.startsWith("name=")) {
                if (named) {
                    out.add(settings);
                    settings = fresh;
                }
                named = true;
            }
            settings = changed(settings, eq < 0 ? arg : arg.substring(0, eq), value, arg);
        }
        out.add(settings);
        return out;
    }

    private static OrgSettings changed(OrgSettings settings, String key, String value, String arg) {
        return switch (key) {
            case "name" -> settings.withName(value);
            case "folder" -> settings.withFolder(Path.of(value));
            case "state" -> settings.withStateFolder(Path.of(value));
            case "watch" -> settings.withWatchedFolder(Path.of(value));
            case "port" -> settings.withPort(Integer.parseInt(value));
            case "loginPort" -> settings.withLoginPort(Integer.parseInt(value));
            case "sandbox" -> settings.withSandbox(Boolean.parseBoolean(value));
            case "orgId" -> settings.withOrgId(value);
            case "clientId" -> settings.withClient(value, settings.app().secret());
            case "clientSecret" -> settings.withClient(settings.app().id(), value);
            case "certificate" -> settings.withCertificate(Path.of(value));
            case "callback" -> settings.withCallbacks(value);
            case "approved" -> settings.withApproved(value);
            case "user" -> settings.withRunAsUser(value);
            case "login" -> {
                int colon = value.indexOf(':');
                if (colon < 1) {
                    throw new IllegalArgumentException("login= wants USERNAME:PASSWORD");
                }
                yield settings.withUser(value.substring(0, colon), value.substring(colon + 1));
            }
            case "session" -> settings.withSessionTimeout(Duration.ofMinutes(Long.parseLong(value)));
            case "apiVersion" -> settings.withApiVersion(Double.parseDouble(value));
            case "tick" ->
                value.equals("0")
                        ? settings.withManualPace()
                        : settings.withTick(Duration.ofMillis(Long.parseLong(value)));
            default -> throw new IllegalArgumentException("Unknown argument '" + arg + "'; known are " + KNOWN);
        };
    }
}
