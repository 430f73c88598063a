package io.sluice.web;

import io.sluice.process.ChangeProcesses;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The change pages' JSON twins, with the same checks. */
@RestController
@RequestMapping("/api/changes")
class ChangeApi {

    /** Why a change request is to be cancelled. */
    record CancelReason(@Nullable String reason) {}

    private final ChangeViews views;
    private final ChangeProcesses processes;

    ChangeApi(ChangeViews views, ChangeProcesses processes) {
        this.views = views;
        this.processes = processes;
    }

    @GetMapping
    ChangeList list(
            @RequestParam(name = "status", defaultValue = "") String status,
            @RequestParam(name = "text", defaultValue = "") String text,
            @RequestParam(name = "mine", defaultValue = "false") boolean mine,
            @RequestParam(name = "page", defaultValue = "1") int page,
            Authentication authentication) {
        return views.list(status, text, mine, page, Viewer.of(authentication));
    }

    @GetMapping("/{number}")
    ChangeView one(@PathVariable("number") String number, Authentication authentication) {
        return views.one(number, Viewer.of(authentication));
    }

    /** Cancels and answers with the change request; a refusal is a conflict with the sentence. */
    @PostMapping("/{number}/cancel")
    ChangeView cancel(
            @PathVariable("number") String number, @RequestBody CancelReason body, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        views.require(number);
        String reason = Objects.requireNonNullElse(body.reason(), "").strip();
        if (reason.isEmpty()) {
            throw new Refusal(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "State a reason: it becomes part of the change request's history.");
        }
        Optional<String> refusal = processes.cancel(number, viewer.id(), reason);
        if (refusal.isPresent()) {
            throw new Refusal(HttpStatus.CONFLICT, refusal.get());
        }
        return views.one(number, viewer);
    }

    /** Every act about the change request and its deployment records, oldest first. */
    @GetMapping("/{number}/evidence")
    List<ChangeView.HistoryRow> evidence(@PathVariable("number") String number) {
        return views.history(number);
    }
}
