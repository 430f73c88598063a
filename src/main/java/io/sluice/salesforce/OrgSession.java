package io.sluice.salesforce;

import java.util.function.Supplier;

/** The access token of one org, renewed when the org no longer takes it, and the org's limits of calls. */
final class OrgSession {

    private final SharedSession shared;
    private final Supplier<AccessToken> login;
    private volatile AccessToken token;

    private OrgSession(SharedSession shared, Supplier<AccessToken> login, AccessToken token) {
        this.shared = shared;
        this.login = login;
        this.token = token;
    }

    /** @throws LoginRefusedException when the org refuses the credentials */
    static OrgSession open(SharedSession shared, Supplier<AccessToken> login) {
        shared.beforeCall();
        return new OrgSession(shared, login, shared.obtain(null, login));
    }

    /**
     * The token for a call that is made now.
     *
     * @throws OrgBusyException while the org is not to be asked
     */
    AccessToken token() {
        shared.beforeCall();
        return token;
    }

    /**
     * A token other than the one that the org refused. Several threads that find the same token refused log in once.
     *
     * @throws OrgException when the org now refuses the credentials
     */
    synchronized AccessToken renew(AccessToken refused) {
        if (!token.value().equals(refused.value())) {
            return token;
        }
        token = shared.obtain(refused, login);
        return token;
    }

    /** The org answered a call with what was asked for. */
    void answered() {
        shared.answered();
    }

    /** The exception for a refusal; a limit of calls is noted first, so that others do not run into it. */
    OrgException refusal(String operation, String host, Refusals.Said said) {
        if (!said.code().equals(Refusals.REQUEST_LIMIT)) {
            return Refusals.of(operation, host, said);
        }
        return new OrgBusyException(
                Refusals.sentence(operation, host, said), shared.limitReached(Refusals.isDaily(said)));
    }

    OrgException refusal(Http.Answer answer) {
        return Refusals.said(answer)
                .map(said -> refusal(answer.operation(), answer.host(), said))
                .orElseGet(() -> Refusals.notJson(answer));
    }
}
