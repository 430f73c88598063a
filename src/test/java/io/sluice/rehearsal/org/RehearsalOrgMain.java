package io.sluice.rehearsal.org;

import java.nio.file.Path;
import java.time.Duration;

/** Starts one org as a process of its own and prints its address. */
public final class RehearsalOrgMain {
    private RehearsalOrgMain() {}

    /**
     * Arguments as {@code key=value}: name, folder, state, port, sandbox, orgId, clientId, clientSecret, user, tick
     * (milliseconds; 0 for steps by {@code POST /rehearsal/step} only).
     */
    public static void main(String[] args) throws InterruptedException {
        OrgSettings settings = OrgSettings.of("Rehearsal").withTick(Duration.ofMillis(200));
        for (String arg : args) {
            int eq = arg.indexOf('=');
            String key = eq < 0 ? arg : arg.substring(0, eq);
            String value = eq < 0 ? "" : arg.substring(eq + 1);
            settings = switch (key) {
                case "name" -> {
                    OrgSettings named = OrgSettings.of(value);
                    yield new OrgSettings(
                            value,
                            named.orgId(),
                            settings.sandbox(),
                            settings.folder(),
                            settings.stateFolder(),
                            settings.port(),
                            settings.clientId(),
                            settings.clientSecret(),
                            named.runAsUser(),
                            settings.apiVersion(),
                            settings.tick(),
                            settings.clock());
                }
                case "folder" -> settings.withFolder(Path.of(value));
                case "state" -> settings.withStateFolder(Path.of(value));
                case "port" -> settings.withPort(Integer.parseInt(value));
                case "sandbox" -> settings.withSandbox(Boolean.parseBoolean(value));
                case "orgId" -> settings.withOrgId(value);
                case "clientId" -> settings.withClient(value, settings.clientSecret());
                case "clientSecret" -> settings.withClient(settings.clientId(), value);
                case "user" -> settings.withRunAsUser(value);
                case "tick" ->
                    value.equals("0")
                            ? settings.withManualPace()
                            : settings.withTick(Duration.ofMillis(Long.parseLong(value)));
                default ->
                    throw new IllegalArgumentException(
                            "Unknown argument '" + arg
                                    + "'; known are name=, folder=, state=, port=, sandbox=, orgId=, clientId=, clientSecret=, user=, tick=");
            };
        }
        try (RehearsalOrg org = RehearsalOrg.start(settings)) {
            System.out.println("Rehearsal org " + settings.name() + " " + org.orgId() + " at " + org.address());
            Thread.currentThread().join();
        }
    }
}
