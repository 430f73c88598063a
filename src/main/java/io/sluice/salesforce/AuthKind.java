package io.sluice.salesforce;

import java.util.Arrays;
import java.util.Optional;

/** The ways to log in to an org. */
public enum AuthKind {
    CLIENT_CREDENTIALS("client-credentials", "Client credentials"),
    JWT_BEARER("jwt-bearer", "JWT bearer"),
    WEB_SERVER("web-server", "Web-server flow with a refresh token"),
    SOAP_LOGIN("soap-login", "SOAP login with user and password");

    private final String word;
    private final String title;

    AuthKind(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** Stored, and part of addresses. */
    public String word() {
        return word;
    }

    /** What people read. */
    public String title() {
        return title;
    }

    public static Optional<AuthKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
