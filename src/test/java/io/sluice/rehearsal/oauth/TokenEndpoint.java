package io.sluice.rehearsal.oauth;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code /services/oauth2/token} for client credentials, and {@code userinfo}. */
public final class TokenEndpoint {
    private final OrgState state;
    private final Sessions sessions;
    private final Users users;
    private final String orgId;
    private final String clientId;
    private final String clientSecret;
    private final String runAs;
    private final Supplier<URI> address;
    private final Clock clock;
    private final FaultOrders faults;

    public TokenEndpoint(
            OrgState state,
            Sessions sessions,
            Users users,
            String orgId,
            String clientId,
            String clientSecret,
            String runAs,
            Supplier<URI> address,
            Clock clock,
            FaultOrders faults) {
        this.state = state;
        this.sessions = sessions;
        this.users = users;
        this.orgId = orgId;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.runAs = runAs;
        this.address = address;
        this.clock = clock;
        this.faults = faults;
    }

    /** Answers a token request. */
    public void token(Call call) throws IOException {
        Map<String, String> form = call.form();
        String id = form.getOrDefault("client_id", "");
        String secret = form.getOrDefault("client_secret", "");
        String basic = call.header("Authorization");
        if (basic.startsWith("Basic ")) {
            String pair = decode(basic.substring(6));
            int colon = pair.indexOf(':');
            id = colon < 0 ? pair : Call.plain(pair.substring(0, colon));
            secret = colon < 0 ? "" : Call.plain(pair.substring(colon + 1));
        }
        String grant = form.getOrDefault("grant_type", "");
        if (!call.method().equals("POST")) {
            error(call, "invalid_request", "must use HTTP POST");
        } else if (!grant.equals("client_credentials")) {
            error(call, "unsupported_grant_type", "grant type not supported");
        } else if (faults.refuseLogin.get()) {
            error(call, "invalid_grant", "no client credentials user enabled");
        } else if (!same(id, clientId)) {
            error(call, "invalid_client_id", "client identifier invalid");
        } else if (!same(secret, clientSecret)) {
            error(call, "invalid_client", "invalid client credentials");
        } else {
            call.json(200, opened());
        }
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not base64: no client has such an id, and the caller is told so.
            return "";
        }
    }

    private Map<String, String> opened() {
        return state.change(() -> {
            Users.User user = users.of(runAs);
            String identity = address.get() + "/id/" + orgId + "/" + user.id();
            String issued = String.valueOf(clock.millis());
            Map<String, String> out = new LinkedHashMap<>();
            out.put("access_token", sessions.open(user.id()));
            out.put("signature", signature(identity + issued));
            out.put("scope", "api id");
            out.put("instance_url", address.get().toString());
            out.put("id", identity);
            out.put("token_type", "Bearer");
            out.put("issued_at", issued);
            return out;
        });
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers with the session's user; also at the identity address. */
    public void userInfo(Call call, Users.User user) throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("sub", address.get() + "/id/" + orgId + "/" + user.id());
        out.put("user_id", user.id());
        out.put("organization_id", orgId);
        out.put("preferred_username", user.username());
        out.put("username", user.username());
        out.put("nickname", user.username().substring(0, user.username().indexOf('@')));
        out.put("name", user.name());
        out.put("display_name", user.name());
        out.put("email", user.username());
        out.put("user_type", "STANDARD");
        out.put("active", true);
        call.json(200, out);
    }

    private static void error(Call call, String code, String description) throws IOException {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("error", code);
        out.put("error_description", description);
        call.json(400, out);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
