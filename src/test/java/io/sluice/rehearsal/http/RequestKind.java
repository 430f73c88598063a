package io.sluice.rehearsal.http;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of request that a fault can be ordered for. */
public final class RequestKind {
    /** SOAP operations have their own name; the others are these. */
    private static final Set<String> OTHERS = Set.of(
            "any",
            "token",
            "userinfo",
            "versions",
            "deploy",
            "deployStatus",
            "cancel",
            "query",
            "toolingQuery",
            "read",
            "write",
            "describe",
            "other");

    private static final Set<String> OPERATIONS = Set.of(
            "login",
            "logout",
            "describeMetadata",
            "listMetadata",
            "readMetadata",
            "retrieve",
            "checkRetrieveStatus",
            "deploy",
            "checkDeployStatus",
            "cancelDeploy",
            "deployRecentValidation");

    private static final Pattern OPERATION = Pattern.compile("<(?:[\\w.-]+:)?Body[^>]*>\\s*<(?:[\\w.-]+:)?(\\w+)");

    private RequestKind() {}

    /** All names that an order may use. */
    public static Set<String> names() {
        Set<String> out = new TreeSet<>(OTHERS);
        out.addAll(OPERATIONS);
        return out;
    }

    /** The kind of a request. */
    public static String of(Call call) throws IOException {
        String path = call.path();
        if (path.startsWith("/services/Soap/")) {
            Matcher operation = OPERATION.matcher(call.beginning());
            return operation.find() && OPERATIONS.contains(operation.group(1)) ? operation.group(1) : "other";
        }
        if (path.startsWith("/services/oauth2/token")) {
            return "token";
        }
        if (path.startsWith("/services/oauth2/userinfo") || path.startsWith("/id/")) {
            return "userinfo";
        }
        if (path.matches("/services/data/?")) {
            return "versions";
        }
        return path.startsWith("/services/data/") ? rest(call, path.split("/")) : "other";
    }

    private static String rest(Call call, String[] path) {
        boolean get = call.method().equals("GET");
        String resource = path.length > 4 ? path[4] : "";
        return switch (resource) {
            case "metadata" -> get ? "deployStatus" : call.method().equals("PATCH") ? "cancel" : "deploy";
            case "query", "queryAll" -> "query";
            case "tooling" -> path.length > 5 && path[5].equals("query") ? "toolingQuery" : get ? "read" : "write";
            case "sobjects", "composite" ->
                path[path.length - 1].equals("describe") ? "describe" : get ? "read" : "write";
            default -> "other";
        };
    }
}
