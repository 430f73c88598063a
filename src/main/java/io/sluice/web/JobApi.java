package io.sluice.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The pages of remote jobs as JSON, with the same checks. */
@RestController
@RequestMapping("/api/jobs")
class JobApi {

    private final JobDesk jobs;

    JobApi(JobDesk jobs) {
        this.jobs = jobs;
    }

    /** At most 200, by how they stand, environment, kind and change. */
    @GetMapping
    List<JobDesk.Row> list(@ModelAttribute JobFilterForm filter) {
        return jobs.list(filter.read()).rows();
    }

    @GetMapping("/{id}")
    JobView job(@PathVariable("id") UUID id) {
        return jobs.job(id);
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable("id") UUID id, Authentication authentication) {
        jobs.retry(id, Viewer.of(authentication));
    }

    /**
     * What an operator states.
     *
     * @param remoteId the org's id, where one is adopted
     * @param although true to adopt it although size or test level do not fit
     */
    record Repair(
            @Nullable String remoteId,
            @Nullable Boolean although,
            @Nullable String reason) {

        String why() {
            return Objects.requireNonNullElse(reason, "");
        }
    }

    @PostMapping("/{id}/poll")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pollNow(@PathVariable("id") UUID id, @RequestBody Repair stated, Authentication authentication) {
        jobs.pollNow(id, stated.why(), Viewer.of(authentication));
    }

    @PostMapping("/{id}/adopt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void adopt(@PathVariable("id") UUID id, @RequestBody Repair stated, Authentication authentication) {
        jobs.adopt(
                id,
                Objects.requireNonNullElse(stated.remoteId(), ""),
                Boolean.TRUE.equals(stated.although()),
                stated.why(),
                Viewer.of(authentication));
    }

    @PostMapping("/{id}/lost")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void markLost(@PathVariable("id") UUID id, @RequestBody Repair stated, Authentication authentication) {
        jobs.markLost(id, stated.why(), Viewer.of(authentication));
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelInOrg(@PathVariable("id") UUID id, @RequestBody Repair stated, Authentication authentication) {
        jobs.cancelInOrg(id, stated.why(), Viewer.of(authentication));
    }
}
