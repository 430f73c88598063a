package io.sluice.salesforce;

/** What SOAP faults of an org have in common. */
final class Soap {

    private Soap() {}

    static boolean isSessionOver(String code, String message) {
        return code.equals(Refusals.INVALID_SESSION) || message.startsWith(Refusals.INVALID_SESSION + ":");
    }

    static String withoutPrefix(String code) {
        return code.substring(code.indexOf(':') + 1);
    }

    /** The org's sentence, which repeats its code. */
    static String words(String message, String code) {
        return message.startsWith(code + ": ") ? message.substring(code.length() + 2) : message;
    }
}
