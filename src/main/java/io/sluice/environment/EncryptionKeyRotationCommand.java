package io.sluice.environment;

import io.sluice.evidence.Evidence;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;

/** Encrypts all credentials anew from the command line. */
public final class EncryptionKeyRotationCommand {

    private EncryptionKeyRotationCommand() {}

    /**
     * Prints one line: how many credentials are under the first key of the setting now, or why nothing was changed.
     *
     * @param keys the keys as the setting {@code sluice.encryption.key} writes them
     * @return the exit code: 0 when every credential is under the first key
     */
    public static int run(
            DataSource database,
            PlatformTransactionManager transactions,
            Evidence evidence,
            String keys,
            PrintStream out) {
        EncryptionKeys read = EncryptionKeys.of(keys);
        try {
            int rotated =
                    new CredentialStore(database, transactions, read, evidence, Clock.systemUTC()).rotate("sluice");
            out.printf(
                    Locale.ROOT,
                    "Encrypted anew with key %s: the credentials of %d environments. No credentials need another key now.%n",
                    read.firstId(),
                    rotated);
            return 0;
        } catch (IllegalStateException | DataAccessException refused) {
            out.println("Nothing was encrypted anew: " + refused.getMessage());
            return 1;
        }
    }
}
