package io.sluice.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Promotion paths as JSON, with the checks of the pages. */
@RestController
class PathApi {

    /** What the hops that are not opened yet are replaced by: none to end the path. */
    record RestJson(
            @Nullable List<String> targets, @Nullable String reason) {}

    private final PathViews views;
    private final ChangeViews changes;

    PathApi(PathViews views, ChangeViews changes) {
        this.views = views;
        this.changes = changes;
    }

    @GetMapping("/api/path")
    PathBoard board(
            @RequestParam(name = "type", defaultValue = "") String type,
            @RequestParam(name = "requester", defaultValue = "") String requester,
            @RequestParam(name = "ended", defaultValue = "false") boolean ended,
            Authentication authentication) {
        return views.board(type, requester, ended, Viewer.of(authentication));
    }

    @GetMapping("/api/changes/{number}/path")
    List<PathStep> of(@PathVariable("number") String number) {
        return views.of(changes.require(number).number());
    }

    /** Changes the hops that are not opened yet. */
    @PostMapping("/api/changes/{number}/path")
    List<PathStep> change(
            @PathVariable("number") String number, @RequestBody RestJson rest, Authentication authentication) {
        return views.change(
                changes.require(number),
                Objects.requireNonNullElse(rest.targets(), List.of()),
                Objects.requireNonNullElse(rest.reason(), ""),
                Viewer.of(authentication));
    }
}
