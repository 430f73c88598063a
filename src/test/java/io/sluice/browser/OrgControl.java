package io.sluice.browser;

import io.sluice.rehearsal.RehearsalApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a test does in a rehearsal org without looking: edits as the demo's developer, and faults on order. */
record OrgControl(URI org) {

    /** The content of a file now. */
    String file(String path) {
        return send(HttpRequest.newBuilder(at(path, "")).GET());
    }

    /** Saves a file as the demo's developer. */
    void edit(String path, String content) {
        send(HttpRequest.newBuilder(at(path, "?user=" + RehearsalApplication.DEVELOPER))
                .PUT(HttpRequest.BodyPublishers.ofString(content)));
    }

    /** Replaces a text in a file as the demo's developer; fails where the file has no such text. */
    void replace(String path, String text, String replacement) {
        String before = file(path);
        if (!before.contains(text)) {
            throw new IllegalStateException(path + " does not contain " + text);
        }
        edit(path, before.replace(text, replacement));
    }

    /** Orders faults, in the words of the rehearsal org's README. */
    void order(String faults) {
        send(HttpRequest.newBuilder(org.resolve("/rehearsal/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(faults)));
    }

    private URI at(String path, String query) {
        return org.resolve("/rehearsal/files/" + path.replace(" ", "%20") + query);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        answer.uri() + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an org", e);
        }
    }
}
