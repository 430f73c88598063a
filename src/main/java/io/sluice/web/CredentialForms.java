package io.sluice.web;

import io.sluice.environment.CredentialDesk;
import io.sluice.environment.CredentialFacts;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.salesforce.AuthKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Credentials that a person enters, the same for the pages and their JSON twin. */
@Component
class CredentialForms {

    /** What was entered for one kind of log-in; fields of other kinds are empty. Shows no secret. */
    record Entered(
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String username,
            @Nullable String audience,
            @Nullable String privateKey,
            @Nullable String password,
            @Nullable String securityToken) {

        Entered withPrivateKey(String text) {
            return new Entered(clientId, clientSecret, username, audience, text, password, securityToken);
        }

        @Override
        public String toString() {
            return "Entered[username=" + username + "]";
        }
    }

    private final Environments environments;
    private final CredentialDesk desk;

    CredentialForms(Environments environments, CredentialDesk desk) {
        this.environments = environments;
        this.desk = desk;
    }

    /** @throws Refusal where there is no such environment, or the person may not change its credentials */
    Environment require(String id, Viewer viewer) {
        viewer.demand(
                viewer.mayChangeCredentials(), "Only administrators and release managers change an org's credentials.");
        return environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
    }

    /** What may be shown, to everybody who sees environments. */
    CredentialFacts facts(String id) {
        return desk.facts(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
    }

    List<String> makeKey(String id, Viewer viewer) {
        return desk.makeKey(require(id, viewer).id(), viewer.id());
    }

    /** Every kind but the web-server flow, which needs the person's browser. */
    List<String> use(String id, AuthKind kind, Entered entered, Viewer viewer) {
        String environment = require(id, viewer).id();
        return switch (kind) {
            case CLIENT_CREDENTIALS ->
                environments.changeCredentials(
                        environment, text(entered.clientId()).strip(), text(entered.clientSecret()), viewer.id());
            case JWT_BEARER ->
                desk.useJwt(
                        environment,
                        text(entered.clientId()),
                        text(entered.username()),
                        text(entered.audience()),
                        text(entered.privateKey()),
                        viewer.id());
            case SOAP_LOGIN ->
                desk.useSoap(
                        environment,
                        text(entered.username()),
                        text(entered.password()),
                        text(entered.securityToken()),
                        viewer.id());
            case WEB_SERVER ->
                throw new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "A person authorises this flow in the browser, on the page /environments/" + environment
                                + "/credentials.");
        };
    }

    /** The certificate in use, or that of the key that waits for its use. */
    byte[] certificate(String id, boolean waiting) {
        CredentialFacts facts = facts(id);
        String pem = waiting ? facts.waitingCertificate() : facts.certificate();
        if (pem == null) {
            throw new Refusal(HttpStatus.NOT_FOUND, "Environment " + id + " has no such certificate.");
        }
        return pem.getBytes(StandardCharsets.US_ASCII);
    }

    static AuthKind kind(String word) {
        return AuthKind.ofWord(word)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND,
                        "There is no kind of log-in " + word
                                + "; known are client-credentials, jwt-bearer, web-server and soap-login."));
    }

    private static String text(@Nullable String entered) {
        return Objects.requireNonNullElse(entered, "");
    }
}
