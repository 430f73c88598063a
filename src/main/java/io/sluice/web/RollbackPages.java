package io.sluice.web;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Begins and rehearses rollbacks from the page of a deployment record. */
@Controller
@RequestMapping("/deployments/{record}")
class RollbackPages {

    private final RollbackViews views;

    RollbackPages(RollbackViews views) {
        this.views = views;
    }

    @PostMapping("/rollback")
    String begin(
            @PathVariable("record") String id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        String rollback = views.begin(id, reason, Viewer.of(authentication)).id();
        redirect.addFlashAttribute(
                "done",
                "This rollback has begun. The target is compared with what was kept; then the task \"Prepare rollback\" opens"
                        + " in Tasklist.");
        return "redirect:/deployments/" + rollback;
    }

    @PostMapping("/rehearsal")
    String rehearse(@PathVariable("record") String id, Authentication authentication, RedirectAttributes redirect) {
        views.rehearse(id, Viewer.of(authentication));
        redirect.addFlashAttribute(
                "done",
                "The target is asked whether it would take back what it has now. The result stands here as an attempt in a"
                        + " while; nothing is changed.");
        return "redirect:/deployments/" + id;
    }
}
