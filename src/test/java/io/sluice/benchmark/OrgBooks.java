package io.sluice.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When rehearsal orgs were at work, as they booked it themselves, and how often they were asked. */
record OrgBooks(List<Span> atWork, long requests) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A time without a pause. */
    record Span(Instant from, Instant to) {

        double seconds() {
            return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
        }

        private Span within(Span other) {
            return new Span(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
        }
    }

    static OrgBooks of(URI... orgs) throws IOException, InterruptedException {
        List<Span> spans = new ArrayList<>();
        long requests = 0;
        for (URI org : orgs) {
            JsonNode books =
                    ask(HttpRequest.newBuilder(org.resolve("/rehearsal/books")).build());
            requests += books.path("requests").asLong();
            books.path("atWork")
                    .forEach(span -> spans.add(new Span(
                            Instant.parse(span.path(0).asText()),
                            Instant.parse(span.path(1).asText()))));
        }
        return new OrgBooks(joined(spans), requests);
    }

    /** Holds all jobs of an org where they are, or lets them go on. */
    static void hold(URI org, boolean held) throws IOException, InterruptedException {
        ask(HttpRequest.newBuilder(org.resolve("/rehearsal/faults"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"holdJobs\":" + held + "}"))
                .build());
    }

    private static JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    request.uri() + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Both at once count once. */
    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || span.from().isAfter(last.to())) {
                joined.add(span);
            } else if (span.to().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Span(last.from(), span.to()));
            }
        }
        return joined;
    }

    /** Seconds of the windows in which no org was at work. */
    double beyond(List<Span> windows) {
        return windows.stream()
                .mapToDouble(window -> window.seconds()
                        - atWork.stream()
                                .mapToDouble(span -> span.within(window).seconds())
                                .sum())
                .sum();
    }
}
