package io.sluice.rehearsal.soap;

/** Which versions a SOAP door takes, and what it says to the others. */
final class SoapVersions {
    static final int OLDEST = 31;

    private SoapVersions() {}

    /** The words for a version that is not taken. */
    static String refusal(String version) {
        return version.matches("\\d{1,3}\\.0") && Double.parseDouble(version) < OLDEST
                ? "The API version that was specified (" + version + ") is below the minimum supported (" + OLDEST
                        + ".0). Change the version number and run the request again."
                : "Invalid Api version specified on URL";
    }
}
