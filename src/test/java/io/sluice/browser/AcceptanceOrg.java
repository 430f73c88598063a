package io.sluice.browser;

import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import java.nio.file.Path;
import java.time.Duration;

/** A further sandbox, whose app is set up as the set-up guide says for every kind of log-in. */
final class AcceptanceOrg implements AutoCloseable {

    static final String CONSUMER_KEY = "sluice-app";
    static final String CONSUMER_SECRET = "sluice-app-secret";
    static final String DEPLOYER = "deployer@acceptance.example";
    static final String PERSON = "paula.owner@acceptance.example";
    static final String PASSWORD = "pass-w0rd";

    private final OrgSettings settings;
    private RehearsalOrg org;

    private AcceptanceOrg(OrgSettings settings) {
        this.settings = settings;
        this.org = RehearsalOrg.start(settings);
    }

    /** @param callback where the app leads people back to */
    static AcceptanceOrg start(String callback) {
        return new AcceptanceOrg(OrgSettings.of("Acceptance")
                .withClient(CONSUMER_KEY, CONSUMER_SECRET)
                .withCallbacks(callback)
                .withPkceRequired(true)
                .withRunAsUser(DEPLOYER)
                .withUser(DEPLOYER, PASSWORD)
                .withUser(PERSON, PASSWORD)
                .withTick(Duration.ofMillis(100)));
    }

    /** The app gets a certificate: the org begins anew at its address, as its settings can't change while it runs. */
    void gets(Path certificate) {
        int port = org.address().getPort();
        org.close();
        org = RehearsalOrg.start(settings.withPort(port).withCertificate(certificate));
    }

    String address() {
        return org.address().toString();
    }

    String orgId() {
        return org.orgId();
    }

    @Override
    public void close() {
        org.close();
    }
}
