package io.sluice.rehearsal.oauth;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rehearsal.state.WholePart;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sessions and refresh tokens that the org handed out. A session ends when it was not used for the org's time-out; as
 * in Salesforce, use is noted only once half of that time is over.
 */
public final class Sessions extends WholePart {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<String> orgId;
    private final Clock clock;
    private final long timeout;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private int opened;
    private final Map<String, Refresh> refreshes = new LinkedHashMap<>();

    public Sessions(Supplier<String> orgId, Clock clock, Duration timeout) {
        this.orgId = orgId;
        this.clock = clock;
        this.timeout = timeout.toMillis();
    }

    /** One session. */
    @JsonAutoDetect(fieldVisibility = Visibility.ANY)
    static final class Session {
        String user;
        String client;
        String scope;
        /** The refresh token behind the session, which takes it along when it is revoked. */
        String refresh;

        long opened;
        long used;
    }

    /** How many sessions were opened since the start. */
    public int opened() {
        return opened;
    }

    /** What a refresh token stands for. */
    record Refresh(String user, String client, String scope) {}

    /** A new session of that user outside of OAuth. */
    public String open(String userId) {
        return open(userId, "", "", null);
    }

    String open(String userId, String client, String scope, String refresh) {
        Session session = new Session();
        session.user = userId;
        session.client = client;
        session.scope = scope;
        session.refresh = refresh;
        session.opened = clock.millis();
        session.used = session.opened;
        String token = orgId.get().substring(0, 15) + "!AQ" + secret(60);
        sessions.put(token, session);
        opened++;
        touch();
        return token;
    }

    String refreshToken(String userId, String client, String scope) {
        String token = "5Aep861" + secret(60);
        refreshes.put(token, new Refresh(userId, client, scope));
        touch();
        return token;
    }

    private static String secret(int bytes) {
        byte[] secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret).replace('-', '.');
    }

    /** The user id of a session, which is in use now; empty when there is no such session, or no more. */
    public Optional<String> user(String token) {
        Optional<Session> session = session(token);
        session.filter(s -> clock.millis() - s.used > timeout / 2).ifPresent(s -> {
            s.used = clock.millis();
            touch();
        });
        return session.map(s -> s.user);
    }

    Optional<Session> session(String token) {
        Session session = sessions.get(token);
        if (session != null && clock.millis() - session.used >= timeout) {
            sessions.remove(token);
            touch();
            return Optional.empty();
        }
        return Optional.ofNullable(session);
    }

    /** The time-out. */
    public long seconds() {
        return timeout / 1000;
    }

    /** When a session ends if nobody uses it. */
    long expires(Session session) {
        return session.used + timeout;
    }

    /** True when the user approved that app for good, which a refresh token shows. */
    boolean approved(String user, String client) {
        return refreshes.values().stream()
                .anyMatch(r -> r.user().equals(user) && r.client().equals(client));
    }

    Optional<Refresh> refresh(String token) {
        return Optional.ofNullable(refreshes.get(token));
    }

    /** Ends a session, or a refresh token with all sessions that came from it; false when it is neither. */
    public boolean revoke(String token) {
        boolean known = session(token).isPresent();
        sessions.remove(token);
        if (refreshes.remove(token) != null) {
            known = true;
            sessions.values().removeIf(s -> token.equals(s.refresh));
        }
        if (known) {
            touch();
        }
        return known;
    }

    /** Ends a refresh token that another took the place of; sessions from it go on. */
    void exchanged(String refreshToken) {
        refreshes.remove(refreshToken);
        touch();
    }

    /** Ends all sessions; who has a refresh token can go on. */
    public void endAll() {
        sessions.clear();
        touch();
    }

    /** Ends all sessions and refresh tokens. */
    public void forget() {
        refreshes.clear();
        endAll();
    }

    @Override
    protected String name() {
        return "sessions";
    }

    @Override
    protected JsonNode save() {
        ObjectNode out = JSON.createObjectNode();
        out.set("sessions", JSON.valueToTree(sessions));
        out.set("refreshes", JSON.valueToTree(refreshes));
        return out;
    }

    @Override
    protected void load(JsonNode saved) {
        sessions.clear();
        refreshes.clear();
        if (!saved.has("sessions")) {
            // Saved before there were time-outs: everybody logs in again.
            return;
        }
        sessions.putAll(
                JSON.convertValue(saved.path("sessions"), new TypeReference<LinkedHashMap<String, Session>>() {}));
        refreshes.putAll(
                JSON.convertValue(saved.path("refreshes"), new TypeReference<LinkedHashMap<String, Refresh>>() {}));
    }
}
