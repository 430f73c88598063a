package io.sluice.kill.point;

import io.sluice.SluiceApplication;
import io.sluice.environment.EncryptionKeyFile;
import io.sluice.remotejob.PointedRoom;
import io.sluice.security.StartChecks;
import org.springframework.boot.SpringApplication;

/** Sluice as it is, with a named point around everything that its dispatcher does. */
public final class PointedApplication {

    private PointedApplication() {}

    public static void main(String[] args) {
        SpringApplication application =
                new SpringApplication(SluiceApplication.class, PointedRoom.class, Standby.class);
        application.addInitializers(StartChecks.ofAll(EncryptionKeyFile::keys));
        application.run(args);
    }
}
