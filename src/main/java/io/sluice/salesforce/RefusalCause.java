package io.sluice.salesforce;

/** Why an org refuses a log-in, as far as its words and the circumstances tell. */
public enum RefusalCause {
    INSECURE_ADDRESS,
    WRONG_VERSION,
    UNKNOWN_APP,
    WRONG_SECRET,
    FLOW_NOT_ENABLED,
    WRONG_KEY,
    CERTIFICATE_EXPIRED,
    CLOCK_OFF,
    WRONG_AUDIENCE,
    NOT_AUTHORISED,
    AUTHORISATION_ENDED,
    SHARED_HOST,
    WRONG_PASSWORD,
    SOAP_LOGIN_ENDED,
    MISSING_PERMISSION,
    USER_LOCKED_OUT,
    OTHER
}
