package io.sluice;

import io.sluice.environment.EncryptionKeyFile;
import io.sluice.security.StartChecks;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Sluice; with the name of a command as first argument it only does what the command says, and ends. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SluiceApplication {

    public static void main(String[] args) {
        OptionalInt command = Commands.run(args);
        if (command.isPresent()) {
            System.exit(command.getAsInt());
        }
        SpringApplication application = new SpringApplication(SluiceApplication.class);
        application.addInitializers(StartChecks.ofAll(EncryptionKeyFile::keys));
        application.run(args);
    }
}
