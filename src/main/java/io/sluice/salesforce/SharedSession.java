package io.sluice.salesforce;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all who work with one org have in common, across threads and nodes: its access token, and its pauses. */
public interface SharedSession {

    /**
     * The token that is kept, unless there is none or it is the refused one: then one log-in is made, however many ask
     * at the same time, and its token is kept.
     *
     * @param refused the token that the org no longer takes; null where nothing was refused yet
     * @throws OrgException what the log-in throws, or that the environment was changed meanwhile
     */
    AccessToken obtain(@Nullable AccessToken refused, Supplier<AccessToken> login);

    /** @throws OrgBusyException while the org is not to be asked */
    void beforeCall();

    /**
     * The org refused a call because too many were made.
     *
     * @param daily whether the calls of 24 hours are used up; otherwise too many run at the same time
     * @return when it may be asked again
     */
    Instant limitReached(boolean daily);

    /** The org answered a call. */
    void answered();
}
