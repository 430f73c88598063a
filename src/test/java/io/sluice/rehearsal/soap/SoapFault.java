package io.sluice.rehearsal.soap;

/** A fault with Salesforce's code. */
final class SoapFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    SoapFault(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
