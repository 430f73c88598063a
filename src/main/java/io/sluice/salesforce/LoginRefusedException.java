package io.sluice.salesforce;

/** The org refuses the credentials; inside of a log-in it becomes a {@link LoginResult.Refused}. */
final class LoginRefusedException extends OrgException {

    private static final long serialVersionUID = 1L;

    private final transient LoginResult.Refused refused;

    LoginRefusedException(String host, LoginResult.Refused refused) {
        super(
                refused.error(),
                "The log-in at " + host + " was refused with " + refused.error() + ", \"" + refused.description()
                        + "\". " + refused.advice());
        this.refused = refused;
    }

    LoginResult.Refused refused() {
        return refused;
    }
}
