package io.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * A form that is larger than the server reads. Of such a form there is no field at all, so its CSRF token seems to be missing;
 * without a look at the reason people would be told that they may not do what they did.
 */
final class TooLarge {

    private TooLarge() {}

    static boolean isForm(HttpServletRequest request) {
        return request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR) == FailReason.POST_TOO_LARGE;
    }

    /** The page of this status has the sentence; a script gets it as JSON. */
    static void refuse(Refusals refusals, RequestMatcher api, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (api.matches(request)) {
            refusals.problem(
                    response,
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "A form may have at most 1 MB with a file and 2 MB without. Nothing was saved.");
        } else {
            response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
        }
    }
}
