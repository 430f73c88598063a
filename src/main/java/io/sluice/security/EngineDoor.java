package io.sluice.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Stands before the engine's REST interface, which Tasklist, Cockpit and Admin use, and lets through only the acts that
 * {@link DoorRules} lists. What was checked is what the engine gets: the body is written anew from what was read.
 */
@Component
class EngineDoor extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(EngineDoor.class);

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern NAMED_ENGINE = Pattern.compile("/engine/[^/]+(?<rest>/.*)");
    private static final int LARGEST_BODY = 2 * 1024 * 1024;

    private final EngineSession session;
    private final DoorRules rules;
    private final FormRefusals refusals;
    private final ObjectMapper json;

    EngineDoor(EngineSession session, DoorRules rules, FormRefusals refusals, ObjectMapper json) {
        this.session = session;
        this.rules = rules;
        this.refusals = refusals;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READING.contains(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        Optional<EngineSession.Person> person = session.person(request);
        if (person.isEmpty()) {
            // The engine's own filters answer that nobody is logged in.
            chain.doFilter(request, response);
            return;
        }
        pass(person.get(), request, response, chain);
    }

    private void pass(
            EngineSession.Person person, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = pathBelowEngine(request);
        for (DoorRule rule : rules.all()) {
            Optional<Matcher> match = rule.match(request.getMethod(), path);
            if (match.isPresent()) {
                passBy(rule, match.get(), person, request, response, chain);
                return;
            }
        }
        LOG.warn("{} tried {} on the engine, which nobody may do by hand", person.id(), request.getMethod());
        refuse(
                response,
                HttpStatus.FORBIDDEN,
                "This cannot be done by hand. Sluice does it itself at the right moment.");
    }

    private void passBy(
            DoorRule rule,
            Matcher path,
            EngineSession.Person person,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        DoorRule.Check check = rule.check();
        if (check == null) {
            chain.doFilter(request, response);
            return;
        }
        byte[] sent = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (sent.length > LARGEST_BODY) {
            refuse(response, HttpStatus.PAYLOAD_TOO_LARGE, "More than two megabytes were sent; no form needs that.");
            return;
        }
        Optional<ObjectNode> body = parse(sent);
        if (body.isEmpty()) {
            refuse(response, HttpStatus.BAD_REQUEST, "What was sent is not a JSON object.");
            return;
        }
        Optional<String> refusal = check.refusal(new Attempt(person, path, body.get()));
        if (refusal.isPresent()) {
            LOG.warn("{} was refused at the engine's door: {}", person.id(), refusal.get());
            refuse(response, rule.refusal(), refusal.get());
            return;
        }
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(
                sent.length == 0 ? request : new CheckedRequest(request, json.writeValueAsBytes(body.get())), answer);
        Optional<String> sentence = refusals.sentence(answer.getStatus(), answer.getContentAsByteArray());
        if (sentence.isPresent()) {
            LOG.info("{} was refused: {}", person.id(), sentence.get());
            answer.resetBuffer();
            refuse(answer, HttpStatus.BAD_REQUEST, sentence.get());
        }
        answer.copyBodyToResponse();
    }

    private Optional<ObjectNode> parse(byte[] sent) throws IOException {
        if (sent.length == 0) {
            return Optional.of(json.createObjectNode());
        }
        try {
            JsonNode body = json.readTree(sent);
            return body instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** As the container has decoded it, so that no way of writing an address leads round the rules. */
    private static String pathBelowEngine(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        Matcher named = NAMED_ENGINE.matcher(path);
        return named.matches() ? named.group("rest") : path;
    }

    /** In the form of the engine's own answers, which the web apps show to the person. */
    private void refuse(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(
                response.getOutputStream(),
                json.createObjectNode().put("type", "InvalidRequestException").put("message", sentence));
    }
}
