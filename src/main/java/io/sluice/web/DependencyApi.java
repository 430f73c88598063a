package io.sluice.web;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The JSON twin of the page of dependencies, with the same checks. */
@RestController
@RequestMapping("/api/deployments/{record}/dependencies")
class DependencyApi {

    /** What was done, a sentence. */
    record Done(String message) {}

    private final DependencyViews views;
    private final ScopeAdditionDesk desk;

    DependencyApi(DependencyViews views, ScopeAdditionDesk desk) {
        this.views = views;
        this.desk = desk;
    }

    @GetMapping
    DependencyView show(@PathVariable("record") String id) {
        return views.of(views.require(id));
    }

    /** Adds what is missing to the scope, or notes it until the change is worked on again. */
    @PostMapping("/additions")
    Done add(@PathVariable("record") String id, Authentication authentication) {
        return new Done(desk.add(views.require(id), Viewer.of(authentication)));
    }
}
