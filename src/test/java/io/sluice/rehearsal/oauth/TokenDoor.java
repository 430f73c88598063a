package io.sluice.rehearsal.oauth;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code /services/oauth2/token}: client credentials, JWT bearer, authorization code and refresh token. */
public final class TokenDoor {
    private static final String JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final OrgState state;
    private final Sessions sessions;
    private final Users users;
    private final ConnectedApp app;
    private final String runAs;
    private final Codes codes;
    private final Supplier<String> orgId;
    private final Supplier<Set<String>> audiences;
    private final Supplier<URI> address;
    private final Clock clock;
    private final FaultOrders faults;

    /**
     * @param audiences whom an assertion may be meant for
     */
    public TokenDoor(
            OrgState state,
            Sessions sessions,
            Users users,
            ConnectedApp app,
            String runAs,
            Codes codes,
            Supplier<String> orgId,
            Supplier<Set<String>> audiences,
            Supplier<URI> address,
            Clock clock,
            FaultOrders faults) {
        this.state = state;
        this.sessions = sessions;
        this.users = users;
        this.app = app;
        this.runAs = runAs;
        this.codes = codes;
        this.orgId = orgId;
        this.audiences = audiences;
        this.address = address;
        this.clock = clock;
        this.faults = faults;
    }

    /** Id and secret, from the form or from a Basic header. */
    private record Client(String id, String secret) {}

    void handle(Call call, boolean loginHost) throws IOException {
        Map<String, String> form = call.form();
        try {
            if (!call.method().equals("POST")) {
                throw new Denied("invalid_request", "must use HTTP POST");
            }
            Client client = client(call, form);
            call.json(
                    200,
                    switch (form.getOrDefault("grant_type", "")) {
                        case "client_credentials" -> credentials(client, loginHost);
                        case JWT -> assertion(form.getOrDefault("assertion", ""));
                        case "authorization_code" -> code(client, form);
                        case "refresh_token" -> refresh(client, form.getOrDefault("refresh_token", ""));
                        // Orgs come with this flow blocked, and say no more than this.
                        case "password" -> throw new Denied("invalid_grant", "authentication failure");
                        default -> throw new Denied("unsupported_grant_type", "grant type not supported");
                    });
        } catch (Denied e) {
            e.answer(call);
        }
    }

    private static Client client(Call call, Map<String, String> form) {
        String basic = call.header("Authorization");
        if (!basic.startsWith("Basic ")) {
            return new Client(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""));
        }
        String pair = decode(basic.substring(6));
        int colon = pair.indexOf(':');
        return new Client(
                colon < 0 ? pair : Call.plain(pair.substring(0, colon)),
                colon < 0 ? "" : Call.plain(pair.substring(colon + 1)));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not base64: no client has such an id, and the caller is told so.
            return "";
        }
    }

    private void check(Client client) throws Denied {
        if (!app.knows(client.id())) {
            throw new Denied("invalid_client_id", "client identifier invalid");
        }
        if (!app.secretFits(client.id(), client.secret())) {
            throw new Denied("invalid_client", "invalid client credentials");
        }
    }

    private Map<String, Object> credentials(Client client, boolean loginHost) throws Denied {
        if (loginHost) {
            throw new Denied("invalid_grant", "request not supported on this domain");
        }
        if (faults.refuseLogin.get() || client.id().equals(ConnectedApp.CLI)) {
            throw new Denied("invalid_grant", "no client credentials user enabled");
        }
        check(client);
        return state.change(() -> opened(users.of(runAs).id(), client.id(), "api id", null, true));
    }

    private Map<String, Object> assertion(String text) throws Denied {
        Assertion assertion = Assertion.read(text);
        if (!assertion.issuer().equals(app.id())) {
            throw new Denied("invalid_client_id", "client identifier invalid");
        }
        PublicKey key = app.key().orElseThrow(() -> new Denied("invalid_grant", "invalid assertion"));
        if (app.keyExpires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            throw new Denied("invalid_grant", "invalid assertion");
        }
        assertion.check(key, audiences.get(), clock.instant());
        Optional<Users.User> user = state.read(() -> users.all().stream()
                .filter(u -> u.username().equalsIgnoreCase(assertion.subject()))
                .filter(u -> preApproved(u) || sessions.approved(u.id(), app.id()))
                .findFirst());
        if (user.isEmpty() || faults.refuseLogin.get()) {
            throw new Denied("invalid_grant", "user hasn't approved this consumer");
        }
        return state.change(() -> opened(user.get().id(), app.id(), "web api id", null, false));
    }

    private boolean preApproved(Users.User user) {
        return user.username().equalsIgnoreCase(runAs)
                || app.approved().stream().anyMatch(a -> a.equalsIgnoreCase(user.username()));
    }

    private Map<String, Object> code(Client client, Map<String, String> form) throws Denied {
        check(client);
        if (faults.refuseLogin.get()) {
            throw new Denied("invalid_grant", "expired authorization code");
        }
        Codes.Issued code = codes.redeem(
                form.getOrDefault("code", ""),
                client.id(),
                form.getOrDefault("redirect_uri", ""),
                form.getOrDefault("code_verifier", ""));
        String scope = code.scope().isBlank() ? "refresh_token web api id" : code.scope();
        return state.change(() -> {
            String refresh = Set.of(scope.split("\\s+")).stream()
                            .anyMatch(s -> s.equals("refresh_token") || s.equals("offline_access"))
                    ? sessions.refreshToken(code.user(), client.id(), scope)
                    : null;
            return opened(code.user(), client.id(), scope, refresh, true);
        });
    }

    private Map<String, Object> refresh(Client client, String token) throws Denied {
        check(client);
        Optional<Sessions.Refresh> refresh =
                state.read(() -> sessions.refresh(token)).filter(r -> r.client().equals(client.id()));
        if (refresh.isEmpty() || faults.refuseLogin.get()) {
            throw new Denied("invalid_grant", "expired access/refresh token");
        }
        return state.change(() -> {
            if (app.rotation()) {
                sessions.exchanged(token);
                String next = sessions.refreshToken(
                        refresh.get().user(), client.id(), refresh.get().scope());
                return opened(refresh.get().user(), client.id(), refresh.get().scope(), next, true);
            }
            Map<String, Object> out =
                    opened(refresh.get().user(), client.id(), refresh.get().scope(), token, true);
            // The token stays the same, so it isn't told again.
            out.remove("refresh_token");
            return out;
        });
    }

    private Map<String, Object> opened(String user, String client, String scope, String refresh, boolean signed) {
        String identity = address.get() + "/id/" + orgId.get() + "/" + user;
        String issued = String.valueOf(clock.millis());
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("access_token", sessions.open(user, client, scope, refresh));
        if (refresh != null) {
            out.put("refresh_token", refresh);
        }
        if (signed) {
            out.put("signature", signature(identity + issued));
        }
        out.put("scope", scope);
        out.put("instance_url", address.get().toString());
        out.put("id", identity);
        out.put("token_type", "Bearer");
        if (signed) {
            out.put("issued_at", issued);
        }
        return out;
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
