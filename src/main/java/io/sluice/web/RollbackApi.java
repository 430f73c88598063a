package io.sluice.web;

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

/** What the page of a deployment record shows of rolling back, as JSON, with the same checks. */
@RestController
@RequestMapping("/api/deployments/{record}")
class RollbackApi {

    /** @param reason why it is rolled back */
    record Wish(@Nullable String reason) {}

    /** @param id of the rollback record */
    record Begun(String id) {}

    private final RollbackViews views;

    RollbackApi(RollbackViews views) {
        this.views = views;
    }

    @GetMapping("/rollback")
    RollbackView show(@PathVariable("record") String id) {
        return views.of(id);
    }

    @PostMapping("/rollback")
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(@PathVariable("record") String id, @RequestBody Wish wish, Authentication authentication) {
        return new Begun(views.begin(id, wish.reason() == null ? "" : wish.reason(), Viewer.of(authentication))
                .id());
    }

    @PostMapping("/rehearsal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RollbackView rehearse(@PathVariable("record") String id, Authentication authentication) {
        views.rehearse(id, Viewer.of(authentication));
        return views.of(id);
    }
}
