package io.sluice.environment;

import io.sluice.salesforce.AuthKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of an environment's credentials: never a secret.
 *
 * @param kind null until somebody has chosen how Sluice logs in; then nothing but a waiting certificate is known
 * @param actsAs the user in the org, where the credentials name one; for a refresh token the person who authorised
 * @param certificate of the key in use, PEM; null where there is none, or it is not known here
 * @param waitingCertificate of a key that was made and is not used yet, PEM
 */
public record CredentialFacts(
        @Nullable AuthKind kind,
        @Nullable String actsAs,
        @Nullable String certificate,
        @Nullable Instant certificateExpires,
        @Nullable String waitingCertificate,
        @Nullable Instant waitingCertificateExpires,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {}
