package io.sluice.environment;

import io.sluice.evidence.Evidence;
import io.sluice.salesforce.AuthKind;
import io.sluice.salesforce.Ids;
import io.sluice.salesforce.JwtBearer;
import io.sluice.salesforce.SoapPassword;
import io.sluice.salesforce.WebServerFlow;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Credentials in {@code sluice.credential}. */
@Component
class StoredCredentialDesk implements CredentialDesk {

    private static final Set<String> SHARED_AUDIENCES =
            Set.of("https://login.salesforce.com", "https://test.salesforce.com");
    private static final Duration AUTHORIZATION_GOOD_FOR = Duration.ofMinutes(15);
    private static final int RANDOM_BYTES = 48;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Environments environments;
    private final CredentialStore credentials;
    private final OrgPauses pauses;
    private final WebServerFlow flow;
    private final Evidence evidence;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StoredCredentialDesk(
            DataSource database,
            PlatformTransactionManager transactions,
            Environments environments,
            CredentialStore credentials,
            OrgPauses pauses,
            WebServerFlow flow,
            Evidence evidence,
            Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(transactions);
        this.environments = environments;
        this.credentials = credentials;
        this.pauses = pauses;
        this.flow = flow;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Override
    public Optional<CredentialFacts> facts(String environmentId) {
        return credentials.facts(environmentId);
    }

    @Override
    public Optional<OrgPause> pause(String environmentId) {
        return environments.find(environmentId).flatMap(environment -> pauses.now(OrgSessions.org(environment)));
    }

    @Override
    public List<String> makeKey(String environmentId, String actor) {
        if (environments.find(environmentId).isEmpty()) {
            return List.of(noSuch(environmentId));
        }
        SigningKey key = SigningKeys.make(environmentId, clock.instant());
        transaction.executeWithoutResult(status -> {
            credentials.keepSigningKey(environmentId, key, actor);
            evidence.record(
                    actor,
                    "signing-key-made",
                    subject(environmentId),
                    Map.of("certificateExpires", String.valueOf(key.certificateExpires())));
        });
        return List.of();
    }

    @Override
    public List<String> useJwt(
            String environmentId, String consumerKey, String username, String audience, String pem, String actor) {
        Optional<Environment> environment = environments.find(environmentId);
        if (environment.isEmpty()) {
            return List.of(noSuch(environmentId));
        }
        List<String> problems = new ArrayList<>();
        require(consumerKey, "The consumer key is empty; the app's OAuth settings show it.", problems);
        require(username, "The user name is empty; it is that of the dedicated deploying user.", problems);
        URI meant = audience(audience.strip(), environment.get(), problems);
        SigningKey key = key(environmentId, pem, problems);
        if (!problems.isEmpty() || meant == null || key == null) {
            return problems;
        }
        JwtBearer jwt = new JwtBearer(
                environment.get().address(),
                consumerKey.strip(),
                username.strip(),
                meant,
                key.key(),
                key.certificateExpires());
        change(environmentId, AuthKind.JWT_BEARER, jwt.username(), actor, () -> {
            credentials.save(environmentId, jwt, key, actor);
            credentials.dropSigningKey(environmentId);
        });
        return List.of();
    }

    private static @Nullable URI audience(String audience, Environment environment, List<String> problems) {
        String plain = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        if (SHARED_AUDIENCES.contains(plain)
                || plain.equals(environment.address().toString())) {
            return URI.create(plain);
        }
        problems.add(
                "The audience \"" + audience + "\" is none that an org takes: it is https://login.salesforce.com for"
                        + " production, https://test.salesforce.com for sandboxes, or the org's own address "
                        + environment.address() + ".");
        return null;
    }

    private @Nullable SigningKey key(String environmentId, String pem, List<String> problems) {
        if (pem.isBlank()) {
            Optional<SigningKey> made = credentials.signingKey(environmentId);
            if (made.isEmpty()) {
                problems.add("There is no key: make one first, or paste a private key in PEM.");
            }
            return made.orElse(null);
        }
        SigningKeys.Read read = SigningKeys.read(pem);
        if (read instanceof SigningKeys.Read.Unusable unusable) {
            problems.add(unusable.problem());
            return null;
        }
        SigningKey key = ((SigningKeys.Read.Key) read).key();
        if (key.certificateExpires() != null && !clock.instant().isBefore(key.certificateExpires())) {
            problems.add("The certificate beside the private key ended on " + key.certificateExpires() + ".");
        }
        return key;
    }

    @Override
    public List<String> useSoap(
            String environmentId, String username, String password, String securityToken, String actor) {
        Optional<Environment> environment = environments.find(environmentId);
        if (environment.isEmpty()) {
            return List.of(noSuch(environmentId));
        }
        List<String> problems = new ArrayList<>();
        require(username, "The user name is empty; it is that of the dedicated deploying user.", problems);
        require(password, "The password is empty.", problems);
        if (!SoapPassword.offeredAt(environment.get().apiVersion())) {
            problems.add("SOAP login is not offered at API version "
                    + environment.get().apiVersion() + ", which this environment speaks. " + SoapPassword.WARNING);
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        SoapPassword soap =
                new SoapPassword(environment.get().address(), username.strip(), password + securityToken.strip());
        change(
                environmentId,
                AuthKind.SOAP_LOGIN,
                soap.username(),
                actor,
                () -> credentials.save(environmentId, soap, actor));
        return List.of();
    }

    @Override
    public Start startAuthorization(
            String environmentId, String consumerKey, String consumerSecret, URI callback, String actor) {
        Optional<Environment> environment = environments.find(environmentId);
        if (environment.isEmpty()) {
            return new Start.Problems(List.of(noSuch(environmentId)));
        }
        List<String> problems = new ArrayList<>();
        require(consumerKey, "The consumer key is empty; the app's OAuth settings show it.", problems);
        require(consumerSecret, "The consumer secret is empty; the app's OAuth settings show it.", problems);
        if (!problems.isEmpty()) {
            return new Start.Problems(problems);
        }
        PendingAuthorization pending = new PendingAuthorization(
                environmentId,
                random(),
                random(),
                consumerKey.strip(),
                consumerSecret.strip(),
                callback,
                actor,
                clock.instant());
        return new Start.Sent(
                flow.address(app(environment.get(), pending), pending.state(), pending.verifier()), pending);
    }

    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static WebServerFlow.App app(Environment environment, PendingAuthorization pending) {
        return new WebServerFlow.App(
                environment.address(), pending.consumerKey(), pending.consumerSecret(), pending.callback());
    }

    @Override
    public List<String> finishAuthorization(PendingAuthorization pending, String state, String code, String actor) {
        boolean same = MessageDigest.isEqual(
                pending.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
        if (!same || !pending.startedBy().equals(actor)) {
            return List.of("The answer of the org belongs to no authorisation that you began in this session, so it was"
                    + " not used. Begin again on the environment's credentials page.");
        }
        if (clock.instant().isAfter(pending.startedAt().plus(AUTHORIZATION_GOOD_FOR))) {
            return List.of("The authorisation took longer than 15 minutes. Begin again.");
        }
        Optional<Environment> environment = environments.find(pending.environmentId());
        if (environment.isEmpty()) {
            return List.of(noSuch(pending.environmentId()));
        }
        WebServerFlow.Outcome outcome = flow.redeem(app(environment.get(), pending), code, pending.verifier());
        if (outcome instanceof WebServerFlow.Outcome.Refused refused) {
            return List.of("The org refused the authorisation: "
                    + refused.refused().error() + ", \"" + refused.refused().description() + "\". "
                    + refused.refused().advice());
        }
        WebServerFlow.Outcome.Authorised authorised = (WebServerFlow.Outcome.Authorised) outcome;
        String known = environment.get().orgId();
        if (known != null && !Ids.same(known, authorised.orgId())) {
            return List.of(authorised.username() + " authorised Sluice in the org " + authorised.orgId()
                    + ", but this environment is the org " + known + ". Log in to that org and authorise there.");
        }
        change(
                pending.environmentId(),
                AuthKind.WEB_SERVER,
                authorised.username(),
                actor,
                () -> credentials.save(
                        pending.environmentId(), authorised.credentials(), authorised.username(), actor));
        return List.of();
    }

    /** With another revision, so that no node goes on with the old credentials. */
    private void change(String environmentId, AuthKind kind, @Nullable String actsAs, String actor, Runnable save) {
        transaction.executeWithoutResult(status -> {
            // The row's lock keeps a connection test from writing down what it found with the old credentials.
            jdbc.sql("update sluice.environment set revision = ? where id = ?")
                    .params(UUID.randomUUID(), environmentId)
                    .update();
            save.run();
            Map<String, Object> details = new HashMap<>(Map.of("kind", kind.word()));
            details.put("actsAs", Objects.requireNonNullElse(actsAs, ""));
            evidence.record(actor, "credentials-changed", subject(environmentId), details);
        });
    }

    private static void require(String text, String problem, List<String> problems) {
        if (text.isBlank()) {
            problems.add(problem);
        }
    }

    private static String noSuch(String environmentId) {
        return "There is no environment with the id " + environmentId + ".";
    }

    private static String subject(String environmentId) {
        return "environment:" + environmentId;
    }
}
