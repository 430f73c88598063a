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
     * The tokens for a call that is made now.
     *
     * @throws OrgBusyException while the org is not to be asked
     */
    Tokens tokens() {
        shared.beforeCall();
        return new Tokens(token);
    }

    /** What one call tries: the token at hand, then others as long as the org refuses them. */
    final class Tokens {

        private AccessToken now;
        private boolean ownLogin;

        private Tokens(AccessToken now) {
            this.now = now;
        }

        AccessToken now() {
            return now;
        }

        /**
         * Takes another token in place of the one that the org refused. Several threads that find the same token refused log
         * in once. A token that others have kept may be over as well, so a call can come here again; never after a log-in
         * of its own.
         *
         * @return false where the refused token came from a log-in of this call, so that no other will do
         * @throws OrgException when the org now refuses the credentials
         */
        boolean renew() {
            if (ownLogin) {
                return false;
            }
            synchronized (OrgSession.this) {
                if (token.value().equals(now.value())) {
                    token = shared.obtain(now, () -> {
                        AccessToken made = login.get();
                        ownLogin = true;
                        return made;
                    });
                }
                now = token;
            }
            return true;
        }
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
