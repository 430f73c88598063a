package io.sluice.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The page of remote jobs as JSON, with the same checks. */
@RestController
@RequestMapping("/api/jobs")
class JobApi {

    private final OpenJobs jobs;

    JobApi(OpenJobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    List<OpenJobs.Row> open() {
        return jobs.all();
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable("id") UUID id, Authentication authentication) {
        jobs.retry(id, Viewer.of(authentication));
    }

    /**
     * What a person found out about a lost request.
     *
     * @param remoteId the org's id of it; empty or missing where nothing of it is there
     */
    record Settlement(@Nullable String remoteId, @Nullable String reason) {}

    @PostMapping("/{id}/settle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settle(@PathVariable("id") UUID id, @RequestBody Settlement found, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        String reason = Objects.requireNonNullElse(found.reason(), "");
        String remoteId = found.remoteId();
        if (remoteId == null || remoteId.isBlank()) {
            jobs.declareAbsent(id, reason, viewer);
        } else {
            jobs.adopt(id, remoteId, reason, viewer);
        }
    }
}
