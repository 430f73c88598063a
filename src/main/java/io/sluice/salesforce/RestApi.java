package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** The REST and Tooling resources of one org; a session that is over is renewed once and the call repeated. */
final class RestApi {

    private final Http http;
    private final OrgSession session;

    RestApi(Http http, OrgSession session) {
        this.http = http;
        this.session = session;
    }

    JsonNode get(String operation, String path) {
        return body(call(operation, HttpMethod.GET, path, null));
    }

    Http.Answer call(String operation, HttpMethod method, String path, @Nullable String json) {
        OrgSession.Tokens tokens = session.tokens();
        Http.Answer answer;
        do {
            AccessToken token = tokens.now();
            answer = http.json(operation, method, address(token, path), token.value(), json);
        } while (Refusals.sessionIsOver(answer) && tokens.renew());
        if (answer.ok()) {
            session.answered();
        }
        return answer;
    }

    OrgException refusal(Http.Answer answer) {
        return session.refusal(answer);
    }

    JsonNode body(Http.Answer answer) {
        if (!answer.ok()) {
            throw refusal(answer);
        }
        return Json.read(answer.body()).orElseThrow(() -> Refusals.notJson(answer));
    }

    /** All rows of a query, page by page. */
    List<JsonNode> query(String operation, String resource, String soql) {
        List<JsonNode> rows = new ArrayList<>();
        Optional<String> next = Optional.of(resource + "?q=" + encode(soql));
        while (next.isPresent()) {
            JsonNode page = get(operation, next.get());
            page.path("records").forEach(rows::add);
            next = Optional.ofNullable(Json.textOrNull(page, "nextRecordsUrl"));
            if (next.isPresent() && !next.get().startsWith("/services/data/")) {
                throw new OrgException("UNREADABLE_ANSWER", operation + " names a next page outside the API");
            }
        }
        return rows;
    }

    static URI address(AccessToken token, String path) {
        return token.instance().resolve(path);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
