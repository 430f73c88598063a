package io.sluice.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The JSON twin of the page of findings, with the same checks. */
@RestController
@RequestMapping("/api/deployments/{record}/findings")
class FindingApi {

    /** @param reason why the finding may pass */
    record Waiver(@Nullable String reason) {}

    private final FindingViews views;

    FindingApi(FindingViews views) {
        this.views = views;
    }

    @GetMapping
    FindingView show(@PathVariable("record") String id) {
        return views.of(id);
    }

    @PostMapping("/{finding}/waiver")
    FindingView waive(
            @PathVariable("record") String id,
            @PathVariable("finding") String finding,
            @RequestBody Waiver waiver,
            Authentication authentication) {
        views.waive(id, finding, waiver.reason() == null ? "" : waiver.reason(), Viewer.of(authentication));
        return views.of(id);
    }
}
