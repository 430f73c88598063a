package io.sluice.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;

/** What all pages share: who looks at them, and how a refusal looks. */
@ControllerAdvice(
        assignableTypes = {
            AnalyzerPages.class,
            BoardPages.class,
            ChangePages.class,
            ComparisonPages.class,
            NewComparisonPages.class,
            PickPages.class,
            ScopePages.class,
            CancelPages.class,
            CredentialPages.class,
            DependencyPages.class,
            FindingPages.class,
            EnvironmentPages.class,
            EnvironmentEditPages.class,
            DisablePages.class,
            RoutePages.class,
            JobPages.class,
            LogDownloads.class,
            LogPages.class,
            PathPages.class,
            PeoplePages.class,
            PreparationPages.class,
            RollbackPages.class,
            StartPages.class
        })
@Order(1)
class PageRefusals {

    /** For the navigation, and for what a page offers. */
    @ModelAttribute("viewer")
    Viewer viewer(@Nullable Authentication authentication) {
        return Viewer.of(authentication);
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletRequest request) {
        return page(refusal.status(), refusal.sentence(), request);
    }

    @ExceptionHandler
    ModelAndView unreadable(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        return page(
                HttpStatus.BAD_REQUEST,
                "The address states " + mismatch.getValue() + " for " + mismatch.getName()
                        + ", which can't be read. Correct the address or start from the list.",
                request);
    }

    @ExceptionHandler
    ModelAndView incomplete(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return page(
                HttpStatus.BAD_REQUEST,
                "The form did not send " + missing.getParameterName() + ". Open the page again and fill it in.",
                request);
    }

    /** Larger than the server reads at all. */
    @ExceptionHandler
    ModelAndView tooLarge(MaxUploadSizeExceededException tooLarge, HttpServletRequest request) {
        return page(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "The file is larger than 1 MB, and a private key has a few kB. Nothing was saved; go back and choose the"
                        + " file that holds the key alone.",
                request);
    }

    /** A whole page, or only the sentence where htmx asked for a part of one. */
    private static ModelAndView page(HttpStatus status, String sentence, HttpServletRequest request) {
        boolean part = "true".equals(request.getHeader("HX-Request"));
        ModelAndView view = new ModelAndView(part ? "error :: sentence" : "error", status);
        view.addAllObjects(ErrorPages.model(status, sentence, request));
        return view;
    }
}
