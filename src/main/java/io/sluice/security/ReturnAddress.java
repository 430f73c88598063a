package io.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a person goes after logging in: always a page of this application, never an address elsewhere. */
final class ReturnAddress {

    static final String HOME = "/changes";

    private ReturnAddress() {}

    /** The given path when it is one of this application, otherwise the list of changes. */
    static String safe(@Nullable String path) {
        if (path == null || !path.startsWith("/") || path.startsWith("//") || path.startsWith("/sign-in")) {
            return HOME;
        }
        try {
            URI address = new URI(path);
            return address.getScheme() == null && address.getRawAuthority() == null ? path : HOME;
        } catch (URISyntaxException notAnAddress) {
            return HOME;
        }
    }

    /** The page that was asked for; for anything but a page view the list of changes, because it cannot be repeated. */
    static String of(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return HOME;
        }
        String query = request.getQueryString();
        return safe(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    }
}
