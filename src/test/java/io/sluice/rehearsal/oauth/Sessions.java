package io.sluice.rehearsal.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rehearsal.state.Part;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Access tokens that the org handed out, by token the user's id. */
public final class Sessions extends Part {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String orgId;
    private final Map<String, String> users = new LinkedHashMap<>();

    public Sessions(String orgId) {
        this.orgId = orgId;
    }

    /** A new session of that user. */
    public String open(String userId) {
        byte[] secret = new byte[60];
        RANDOM.nextBytes(secret);
        String token = orgId.substring(0, 15) + "!AQ"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret).replace('-', '.');
        users.put(token, userId);
        touch();
        return token;
    }

    /** The user id of a session; empty when there is no such session, or no more. */
    public Optional<String> user(String token) {
        return Optional.ofNullable(users.get(token));
    }

    /** Ends all sessions. */
    public void endAll() {
        users.clear();
        touch();
    }

    @Override
    protected String name() {
        return "sessions";
    }

    @Override
    protected JsonNode save() {
        ObjectNode out = new ObjectMapper().createObjectNode();
        users.forEach(out::put);
        return out;
    }

    @Override
    protected void load(JsonNode saved) {
        users.clear();
        saved.fields().forEachRemaining(f -> users.put(f.getKey(), f.getValue().asText()));
    }
}
