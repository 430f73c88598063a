package io.sluice.rehearsal.oauth;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /services/oauth2/authorize}: the log-in page, on which a user lets the app in or not. */
public final class AuthorizeDoor {
    private static final String[] CARRIED = {
        "response_type", "client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method"
    };

    private final String name;
    private final ConnectedApp app;
    private final Accounts accounts;
    private final OrgState state;
    private final Users users;
    private final Codes codes;

    public AuthorizeDoor(String name, ConnectedApp app, Accounts accounts, OrgState state, Users users, Codes codes) {
        this.name = name;
        this.app = app;
        this.accounts = accounts;
        this.state = state;
        this.users = users;
        this.codes = codes;
    }

    void handle(Call call) throws IOException {
        boolean post = call.method().equals("POST");
        Map<String, String> asked = post ? call.form() : call.query();
        String client = asked.getOrDefault("client_id", "");
        String back = asked.getOrDefault("redirect_uri", "");
        // Nobody is sent to an address that the app doesn't name: these two are told on a page.
        if (!app.knows(client)) {
            call.html(400, "error=invalid_client_id&amp;error_description=client%20identifier%20invalid");
        } else if (!app.hasCallback(client, back)) {
            call.html(
                    400,
                    "error=redirect_uri_mismatch&amp;error_description=redirect_uri%20must%20match%20configuration");
        } else if (!asked.getOrDefault("response_type", "").equals("code")) {
            refuse(call, asked, "unsupported_response_type", "response type not supported");
        } else if (app.pkceRequired() && !client.equals(ConnectedApp.CLI) && !asked.containsKey("code_challenge")) {
            refuse(call, asked, "invalid_request", "missing required code challenge");
        } else if (!asked.getOrDefault("code_challenge_method", "S256").equals("S256")) {
            refuse(call, asked, "invalid_request", "invalid code challenge method");
        } else if (!post) {
            call.html(200, page(asked, ""));
        } else if (asked.containsKey("deny")) {
            refuse(call, asked, "access_denied", "end-user denied authorization");
        } else if (!accounts.fit(asked.getOrDefault("username", ""), asked.getOrDefault("password", ""))) {
            call.html(
                    200,
                    page(
                            asked,
                            "Please check your username and password. If you still can't log in, contact your Salesforce"
                                    + " administrator."));
        } else {
            Users.User user = state.change(() -> users.of(asked.get("username")));
            String code = codes.issue(
                    user.id(), client, back, asked.getOrDefault("scope", ""), asked.getOrDefault("code_challenge", ""));
            Map<String, String> out = new LinkedHashMap<>();
            out.put("code", code);
            back(call, asked, out);
        }
    }

    private static void refuse(Call call, Map<String, String> asked, String error, String description)
            throws IOException {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("error", error);
        out.put("error_description", description);
        back(call, asked, out);
    }

    private static void back(Call call, Map<String, String> asked, Map<String, String> parameters) throws IOException {
        if (asked.containsKey("state")) {
            parameters.put("state", asked.get("state"));
        }
        StringBuilder out = new StringBuilder(asked.get("redirect_uri"));
        char join = out.indexOf("?") < 0 ? '?' : '&';
        for (var p : parameters.entrySet()) {
            out.append(join)
                    .append(p.getKey())
                    .append('=')
                    .append(URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8));
            join = '&';
        }
        call.redirect(302, out.toString());
    }

    private String page(Map<String, String> asked, String problem) {
        StringBuilder hidden = new StringBuilder();
        for (String field : CARRIED) {
            if (asked.containsKey(field)) {
                hidden.append(
                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(field, escaped(asked.get(field))));
            }
        }
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Login | %s</title>
                <style>body{font:15px/1.5 system-ui,sans-serif;background:#f4f6f9}main{max-width:340px;margin:8vh auto;\
                background:#fff;padding:24px;border:1px solid #dde3ea;border-radius:8px}label{display:block;margin:10px 0}\
                input{width:100%%;padding:8px;box-sizing:border-box}button{padding:10px 18px;margin-right:8px}\
                .bad{color:#a61a14}</style></head>
                <body><main><h1>%s</h1><p>Logging in lets the app <strong>%s</strong> use the org as you.</p>
                <p class="bad" id="error" role="alert">%s</p>
                <form method="post" action="/services/oauth2/authorize">%s
                <label>Username <input id="username" name="username" autocomplete="username" value="%s"></label>
                <label>Password <input id="password" name="password" type="password" autocomplete="current-password">\
                </label>
                <button id="Login" name="Login" value="Log In">Log In</button>
                <button name="deny" value="Deny">Deny</button></form></main></body></html>
                """.formatted(
                        escaped(name),
                        escaped(name),
                        escaped(asked.getOrDefault("client_id", "")),
                        problem,
                        hidden,
                        escaped(asked.getOrDefault("username", asked.getOrDefault("login_hint", ""))));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
