package io.sluice.evidence;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** Checks the chain of evidence from the command line. */
public final class EvidenceCheckCommand {

    private EvidenceCheckCommand() {}

    /**
     * Prints one line: that the evidence is intact, with the number of rows and the newest row's hash to note elsewhere;
     * or the first broken link and why.
     *
     * @return the exit code: 0 intact, 1 broken or not readable
     */
    public static int run(DataSource database, PrintStream out) {
        try {
            ChainCheck check = ChainCheck.of(database);
            if (check.verdict() instanceof Verdict.Broken broken) {
                out.printf(Locale.ROOT, "Evidence is BROKEN at row %d: %s%n", broken.sequence(), broken.reason());
                return 1;
            }
            out.println(check.head()
                    .map(head -> String.format(
                            Locale.ROOT,
                            "Evidence is intact: %d rows, the newest has hash %s",
                            head.sequence(),
                            head.hash()))
                    .orElse("Evidence is intact: no rows yet"));
            return 0;
        } catch (SQLException e) {
            out.println("Evidence could not be read, so nothing is proven: " + e.getMessage());
            return 1;
        }
    }
}
