package io.sluice.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page for whatever ended in an error outside the pages' own controllers: same layout, no technical detail. */
@Component
class ErrorPages implements ErrorViewResolver {

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> error) {
        Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        ModelAndView view = new ModelAndView("error", status);
        view.addAllObjects(model(status, sentence(status, String.valueOf(address)), request));
        return view;
    }

    static Map<String, Object> model(HttpStatus status, String sentence, HttpServletRequest request) {
        Map<String, Object> model = new HashMap<>();
        model.put("code", status.value());
        model.put("title", title(status));
        model.put("sentence", sentence);
        Principal principal = request.getUserPrincipal();
        if (principal instanceof Authentication authentication && authentication.isAuthenticated()) {
            model.put("viewer", Viewer.of(authentication));
        }
        return model;
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Not found";
            case FORBIDDEN -> "Not allowed";
            case UNAUTHORIZED -> "Not logged in";
            case BAD_REQUEST, UNPROCESSABLE_ENTITY -> "Not understood";
            default -> status.is5xxServerError() ? "Something went wrong" : "Not possible";
        };
    }

    private static String sentence(HttpStatus status, String address) {
        return switch (status) {
            case NOT_FOUND -> "There is no page " + address + ".";
            case FORBIDDEN ->
                "You may not do this, or this page was open for so long that its form has expired."
                        + " Open the page again and try once more.";
            case PAYLOAD_TOO_LARGE ->
                "What was sent is larger than Sluice takes: a form may have at most 1 MB with a file and 2 MB without."
                        + " Nothing was saved; go back and send less.";
            case UNAUTHORIZED -> "Log in first, then open this page again.";
            default ->
                status.is5xxServerError()
                        ? "Sluice could not do this, and has written down why in its log. Nothing was half-saved."
                                + " Try again; if it happens again, tell an operator the time and this address: "
                                + address
                        : "Sluice could not answer this request (" + status.value() + ").";
        };
    }
}
