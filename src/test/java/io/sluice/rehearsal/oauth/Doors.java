package io.sluice.rehearsal.oauth;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything below {@code /services/oauth2/}, and the identity addresses. */
public final class Doors {
    private final OrgState state;
    private final Sessions sessions;
    private final Users users;
    private final ConnectedApp app;
    private final Supplier<String> orgId;
    private final Supplier<URI> address;
    private final TokenDoor tokens;
    private final AuthorizeDoor authorize;

    public Doors(
            OrgState state,
            Sessions sessions,
            Users users,
            ConnectedApp app,
            Supplier<String> orgId,
            Supplier<URI> address,
            TokenDoor tokens,
            AuthorizeDoor authorize) {
        this.state = state;
        this.sessions = sessions;
        this.users = users;
        this.app = app;
        this.orgId = orgId;
        this.address = address;
        this.tokens = tokens;
        this.authorize = authorize;
    }

    /**
     * Answers a request.
     *
     * @param loginHost true at the host that stands for login.salesforce.com or test.salesforce.com
     */
    public void handle(Call call, boolean loginHost) throws IOException {
        switch (call.path()) {
            case "/services/oauth2/token" -> tokens.handle(call, loginHost);
            case "/services/oauth2/authorize" -> authorize.handle(call);
            case "/services/oauth2/revoke" -> revoke(call);
            case "/services/oauth2/introspect" -> introspect(call);
            default -> {
                if (call.path().equals("/services/oauth2/userinfo")
                        || call.path().startsWith("/id/")) {
                    userInfo(call);
                } else {
                    call.error(404, "NOT_FOUND", "The requested resource does not exist");
                }
            }
        }
    }

    private void revoke(Call call) throws IOException {
        String token = call.method().equals("POST")
                ? call.form().getOrDefault("token", "")
                : call.query().getOrDefault("token", "");
        if (state.change(() -> sessions.revoke(token))) {
            call.reply(200, "text/html;charset=UTF-8", new byte[0]);
        } else {
            new Denied("invalid_token", "invalid token: " + token).answer(call);
        }
    }

    private void introspect(Call call) throws IOException {
        Map<String, String> form = call.form();
        String client = form.getOrDefault("client_id", "");
        if (!app.knows(client)) {
            new Denied("invalid_client_id", "client identifier invalid").answer(call);
        } else if (!app.secretFits(client, form.getOrDefault("client_secret", ""))) {
            new Denied("invalid_client", "invalid client credentials").answer(call);
        } else {
            call.json(200, state.read(() -> introspected(form.getOrDefault("token", ""))));
        }
    }

    private Map<String, Object> introspected(String token) {
        Map<String, Object> out = new LinkedHashMap<>();
        Optional<Sessions.Session> session = sessions.session(token);
        Optional<Sessions.Refresh> refresh = sessions.refresh(token);
        String user = session.map(s -> s.user)
                .or(() -> refresh.map(Sessions.Refresh::user))
                .orElse("");
        out.put("active", !user.isEmpty());
        if (!user.isEmpty()) {
            out.put("scope", session.map(s -> s.scope).orElseGet(() -> refresh.get()
                    .scope()));
            out.put("client_id", session.map(s -> s.client).orElseGet(() -> refresh.get()
                    .client()));
            out.put("username", users.byId(user).map(Users.User::username).orElse(""));
            out.put("sub", identity(user));
            out.put("token_type", session.isPresent() ? "access_token" : "refresh_token");
            session.ifPresent(s -> {
                out.put("exp", sessions.expires(s) / 1000);
                out.put("iat", s.opened / 1000);
                out.put("nbf", s.opened / 1000);
            });
        }
        return out;
    }

    private String identity(String userId) {
        return address.get() + "/id/" + orgId.get() + "/" + userId;
    }

    /** The session's user; a session that is none gets the identity service's bare word, not the API's error. */
    private void userInfo(Call call) throws IOException {
        String header = call.header("Authorization").replaceFirst("(?i)^(Bearer|OAuth) ", "");
        Map<String, String> query = call.query();
        String token =
                header.isEmpty() ? query.getOrDefault("access_token", query.getOrDefault("oauth_token", "")) : header;
        if (token.isEmpty()) {
            call.html(403, "Missing_OAuth_Token");
            return;
        }
        Optional<Users.User> user = state.change(() -> sessions.user(token).flatMap(users::byId));
        if (user.isEmpty()) {
            call.html(403, "Bad_OAuth_Token");
        } else if (call.path().startsWith("/id/")
                && !call.path().equals("/id/" + orgId.get() + "/" + user.get().id())) {
            call.html(403, "Wrong_Org");
        } else {
            call.json(200, info(user.get()));
        }
    }

    private Map<String, Object> info(Users.User user) {
        String name = user.name();
        int space = name.lastIndexOf(' ');
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("sub", identity(user.id()));
        out.put("id", identity(user.id()));
        out.put("asserted_user", true);
        out.put("user_id", user.id());
        out.put("organization_id", orgId.get());
        out.put("preferred_username", user.username());
        out.put("username", user.username());
        out.put("nickname", user.username().substring(0, user.username().indexOf('@')));
        out.put("nick_name", user.username().substring(0, user.username().indexOf('@')));
        out.put("name", name);
        out.put("display_name", name);
        out.put("given_name", space < 0 ? "" : name.substring(0, space));
        out.put("family_name", name.substring(space + 1));
        out.put("first_name", space < 0 ? "" : name.substring(0, space));
        out.put("last_name", name.substring(space + 1));
        out.put("email", user.username());
        out.put("email_verified", true);
        out.put("user_type", "STANDARD");
        out.put("active", true);
        out.put("language", "en_US");
        out.put("locale", "en_US");
        out.put("zoneinfo", "GMT");
        out.put("utcOffset", 0);
        out.put("is_app_installed", true);
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("enterprise", address.get() + "/services/Soap/c/{version}/" + orgId.get());
        urls.put("metadata", address.get() + "/services/Soap/m/{version}/" + orgId.get());
        urls.put("partner", address.get() + "/services/Soap/u/{version}/" + orgId.get());
        urls.put("rest", address.get() + "/services/data/v{version}/");
        urls.put("sobjects", address.get() + "/services/data/v{version}/sobjects/");
        urls.put("query", address.get() + "/services/data/v{version}/query/");
        urls.put("tooling_rest", address.get() + "/services/data/v{version}/tooling/");
        urls.put("custom_domain", address.get().toString());
        out.put("urls", urls);
        return out;
    }
}
