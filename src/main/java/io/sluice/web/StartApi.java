package io.sluice.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The JSON twin of what a release manager does about a planned start, with the same checks. */
@RestController
@RequestMapping("/api/deployments/{record}/start")
class StartApi {

    /** @param reason why it does not start */
    record Stop(@Nullable String reason) {}

    private final DependencyViews records;
    private final StartViews starts;

    StartApi(DependencyViews records, StartViews starts) {
        this.records = records;
        this.starts = starts;
    }

    @PostMapping("/now")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void now(@PathVariable("record") String id, Authentication authentication) {
        starts.startNow(records.require(id), Viewer.of(authentication));
    }

    @PostMapping("/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable("record") String id, @RequestBody Stop stop, Authentication authentication) {
        starts.stop(records.require(id), stop.reason() == null ? "" : stop.reason(), Viewer.of(authentication));
    }
}
