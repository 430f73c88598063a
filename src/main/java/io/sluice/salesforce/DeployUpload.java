package io.sluice.salesforce;

import io.sluice.metadata.PackageZip;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends a deploy request, streamed from its source. It is sent again in one case only: when the org answered that the
 * session is over, and so certainly did not take it. Each request has a connection of its own, since a kept one that
 * the org closed meanwhile would leave it open whether the request arrived.
 */
final class DeployUpload {

    private static final String OPERATION = "The deploy request";

    private final OrgSession session;
    private final SalesforceSettings settings;
    private final String version;

    DeployUpload(OrgSession session, SalesforceSettings settings, String version) {
        this.session = session;
        this.settings = settings;
        this.version = version;
    }

    String send(ZipSource zip, DeployOptions options) {
        if (zip.length() > PackageZip.MOST_ZIPPED_BYTES) {
            throw new OrgException(
                    "LIMIT_EXCEEDED",
                    "The package has " + zip.length() + " bytes; an org takes at most " + PackageZip.MOST_ZIPPED_BYTES
                            + " (39 MB), so it was not sent");
        }
        if (options.testLevel() == TestLevel.RUN_RELEVANT_TESTS && !TestLevel.knowsRelevantTests(version)) {
            throw new OrgException(
                    "INVALID_TEST_LEVEL",
                    "RunRelevantTests needs API version " + TestLevel.RELEVANT_SINCE
                            + ", and this environment is spoken to with " + version + ", so the package was not sent");
        }
        return id(send(token -> send(token, zip, options)));
    }

    /** Makes a validation real: a request of the same kind, with a new id, and lost in the same way. */
    String sendValidated(String validationId) {
        Http.Answer answer = send(token -> send(
                HttpRequest.newBuilder(address(token))
                        .timeout(settings.deployTimeout())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                Json.write(Map.of("validatedDeployRequestId", validationId)))),
                token,
                new AtomicReference<>()));
        boolean refused = answer.status() == 400 || answer.status() == 404;
        Optional<Refusals.Said> said = Refusals.said(answer);
        if (refused && said.isPresent()) {
            throw new OrgException(
                    OrgConnection.VALIDATION_REFUSED,
                    "The org does not deploy validation " + validationId + " ("
                            + said.get().code() + ": " + said.get().message() + ")");
        }
        return id(answer);
    }

    private Http.Answer send(Function<AccessToken, Http.Answer> request) {
        OrgSession.Tokens tokens = session.tokens();
        Http.Answer answer;
        do {
            answer = request.apply(tokens.now());
        } while (Refusals.sessionIsOver(answer) && tokens.renew());
        return answer;
    }

    private URI address(AccessToken token) {
        return token.instance().resolve("/services/data/v" + version + "/metadata/deployRequest");
    }

    private Http.Answer send(AccessToken token, ZipSource zip, DeployOptions options) {
        String boundary = "sluice-" + UUID.randomUUID();
        byte[] head = head(boundary, options);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        AtomicReference<IOException> ownFailure = new AtomicReference<>();
        HttpRequest.Builder request = HttpRequest.newBuilder(address(token))
                .timeout(settings.deployTimeout())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> body(head, zip, tail, ownFailure)),
                        head.length + zip.length() + tail.length));
        return send(request, token, ownFailure);
    }

    private Http.Answer send(HttpRequest.Builder request, AccessToken token, AtomicReference<IOException> ownFailure) {
        URI address = address(token);
        HttpRequest complete = request.header("Authorization", "Bearer " + token.value())
                .header("Accept", "application/json")
                .build();
        try {
            HttpClient client = Http.client(settings);
            HttpResponse<String> response =
                    client.send(complete, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Http.Answer(
                    OPERATION,
                    address.getHost(),
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(null),
                    response.body());
        } catch (IOException e) {
            throw failure(address, e, Optional.ofNullable(ownFailure.get()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(address.getHost(), "was interrupted", e);
        }
    }

    private static byte[] head(String boundary, DeployOptions options) {
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("checkOnly", options.checkOnly());
        sent.put("rollbackOnError", true);
        sent.put("singlePackage", true);
        sent.put("ignoreWarnings", false);
        sent.put("allowMissingFiles", false);
        sent.put("testLevel", options.testLevel().apiName());
        if (!options.tests().isEmpty()) {
            sent.put("runTests", options.tests());
        }
        String head = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n"
                + Json.write(Map.of("deployOptions", sent)) + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"package.zip\"\r\nContent-Type: application/zip\r\n\r\n";
        return head.getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream body(byte[] head, ZipSource zip, byte[] tail, AtomicReference<IOException> ownFailure) {
        try {
            InputStream watched = new FilterInputStream(zip.open()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    try {
                        return super.read(buffer, offset, length);
                    } catch (IOException e) {
                        ownFailure.compareAndSet(null, e);
                        throw e;
                    }
                }
            };
            return new SequenceInputStream(Collections.enumeration(
                    List.of(new ByteArrayInputStream(head), watched, new ByteArrayInputStream(tail))));
        } catch (IOException e) {
            ownFailure.compareAndSet(null, e);
            throw new UncheckedIOException(e);
        }
    }

    private static OrgException failure(URI address, IOException e, Optional<IOException> ownFailure) {
        if (ownFailure.isPresent()) {
            // An unfinished body is no request: the org waits for the rest that never comes.
            return new OrgException(
                    "PACKAGE_UNREADABLE",
                    "The package could not be read while it was sent, so the org did not take it: "
                            + ownFailure.get().getMessage(),
                    false,
                    ownFailure.get());
        }
        boolean neverArrived = e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof SSLHandshakeException
                || e.getCause() instanceof UnresolvedAddressException;
        return neverArrived
                ? Refusals.network(OPERATION, address, e)
                : unknown(address.getHost(), "got no answer (" + e.getClass().getSimpleName() + ")", e);
    }

    private String id(Http.Answer answer) {
        boolean definite = answer.status() >= 400
                && answer.status() < 500
                && Refusals.said(answer).isPresent();
        if (definite) {
            throw session.refusal(answer);
        }
        String id = answer.ok()
                ? Json.read(answer.body()).map(body -> Json.text(body, "id")).orElse("")
                : "";
        if (id.isEmpty()) {
            throw unknown(
                    answer.host(),
                    "was answered with HTTP " + answer.status() + " and no id",
                    new IOException(Refusals.said(answer)
                            .map(said -> said.code() + ": " + said.message())
                            .orElse("no answer of the API")));
        }
        return id;
    }

    private static OrgException unknown(String host, String what, Throwable cause) {
        return new OrgException(
                Refusals.NETWORK,
                OPERATION + " at " + host + " " + what
                        + ": the org may have taken it. Look there for it; it must not simply be sent again.",
                true,
                cause);
    }
}
