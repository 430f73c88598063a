package io.sluice.compare;

import java.util.Optional;
import java.util.UUID;

/** Where people ask for comparisons of environments, beside those that deployments make. */
public interface ComparisonDesk {

    /**
     * Asks for a comparison, or says what is wrong; what comes of it is remote job and evidence. Refused are, too, a list of
     * more than 50,000 components, more than 100 patterns to leave out or one longer than 200 characters, and a person's
     * fourth comparison while three of the person's asking are not at their end.
     */
    AskResult ask(Asked asked, String person);

    /**
     * Cancels a comparison that somebody asked for here.
     *
     * @return a sentence saying why not; empty when it is withdrawn or asked to stop
     */
    Optional<String> cancel(UUID job, String person);
}
