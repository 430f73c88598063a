package io.sluice.web;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of the JSON twins as problem details (RFC 9457). */
@RestControllerAdvice(
        assignableTypes = {
            AnalyzerApi.class,
            BoardApi.class,
            ChangeApi.class,
            ComparisonApi.class,
            CredentialApi.class,
            DependencyApi.class,
            EnvironmentApi.class,
            EvidenceApi.class,
            FindingApi.class,
            JobApi.class,
            LogApi.class,
            PathApi.class,
            PeopleApi.class,
            RollbackApi.class,
            RouteApi.class,
            ScopeApi.class,
            StartApi.class
        })
@Order(0)
class ApiProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        return ProblemDetail.forStatusAndDetail(refusal.status(), refusal.sentence());
    }

    @ExceptionHandler
    ProblemDetail denied(AccessDeniedException denied) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "You may not do this.");
    }

    /** What nobody expected: the log has the details, the answer only where to find them there. */
    @ExceptionHandler
    ProblemDetail unexpected(Exception unexpected) {
        UUID reference = UUID.randomUUID();
        LOG.error("A request failed unexpectedly, reference {}", reference, unexpected);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Sluice could not do this. The log has the reason under reference " + reference + ".");
    }
}
