package io.sluice.web;

import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What Sluice does and did in orgs, and what is stopped. Read by every role, repaired by operators. */
@Controller
@RequestMapping("/jobs")
class JobPages {

    private final JobDesk jobs;

    JobPages(JobDesk jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    String list(@ModelAttribute("filter") JobFilterForm filter, Model model) {
        model.addAttribute("listing", jobs.list(filter.read()));
        return "jobs";
    }

    @GetMapping("/{id}")
    String job(@PathVariable("id") UUID id, Model model) {
        model.addAttribute("job", jobs.job(id));
        return "job";
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable("id") UUID id, Authentication authentication, RedirectAttributes redirect) {
        jobs.retry(id, Viewer.of(authentication));
        return done(id, "The job goes on. What was sent is not sent again.", redirect);
    }

    @PostMapping("/{id}/poll")
    String pollNow(
            @PathVariable("id") UUID id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        jobs.pollNow(id, reason, Viewer.of(authentication));
        return done(id, "The next node that is free looks at it.", redirect);
    }

    @PostMapping("/{id}/adopt")
    String adopt(
            @PathVariable("id") UUID id,
            @RequestParam(name = "remoteId", defaultValue = "") String remoteId,
            @RequestParam(name = "although", defaultValue = "false") boolean although,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        jobs.adopt(id, remoteId, although, reason, Viewer.of(authentication));
        return done(id, "The job is this deployment of the org now. Nothing was sent.", redirect);
    }

    @PostMapping("/{id}/lost")
    String markLost(
            @PathVariable("id") UUID id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        jobs.markLost(id, reason, Viewer.of(authentication));
        return done(id, "The request counts as lost. Nothing was sent.", redirect);
    }

    @PostMapping("/{id}/cancel")
    String cancelInOrg(
            @PathVariable("id") UUID id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        jobs.cancelInOrg(id, reason, Viewer.of(authentication));
        return done(
                id,
                "The org is asked to cancel it. The job is watched to its end, which says what became of it.",
                redirect);
    }

    private static String done(UUID id, String sentence, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", sentence);
        return "redirect:/jobs/" + id;
    }
}
