package io.sluice.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Tells a browser, a script or a live part of a page that nobody is logged in, each in the way it understands. */
@Component
class Refusals {

    private final ObjectMapper json;

    Refusals(ObjectMapper json) {
        this.json = json;
    }

    /** A page view goes to the log-in page and returns afterwards. */
    void logInFirst(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("HX-Request") != null) {
            // A live part of a page: without this header htmx would put the log-in page into the middle of it.
            response.setHeader("HX-Redirect", logInAddress(pageOf(request.getHeader("HX-Current-URL"))));
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        response.sendRedirect(logInAddress(ReturnAddress.of(request)));
    }

    /** An answer to a script, as JSON. */
    void problem(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        ObjectNode body = json.createObjectNode();
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", sentence);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getOutputStream(), body);
    }

    private static String logInAddress(String to) {
        return UriComponentsBuilder.fromPath("/sign-in")
                .queryParam("to", "{to}")
                .encode()
                .buildAndExpand(to)
                .toUriString();
    }

    private static String pageOf(@Nullable String address) {
        if (address == null) {
            return ReturnAddress.HOME;
        }
        try {
            URI page = new URI(address);
            return ReturnAddress.safe(
                    page.getRawQuery() == null ? page.getRawPath() : page.getRawPath() + "?" + page.getRawQuery());
        } catch (URISyntaxException notAnAddress) {
            return ReturnAddress.HOME;
        }
    }
}
