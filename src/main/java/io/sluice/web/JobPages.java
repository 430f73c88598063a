package io.sluice.web;

import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What Sluice is doing in orgs at this moment, and what is stopped. Read by every role, retried by operators. */
@Controller
@RequestMapping("/jobs")
class JobPages {

    private final OpenJobs jobs;

    JobPages(OpenJobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("jobs", jobs.all());
        return "jobs";
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable("id") UUID id, Authentication authentication, RedirectAttributes redirect) {
        jobs.retry(id, Viewer.of(authentication));
        redirect.addFlashAttribute("done", "The job goes on. What was sent is not sent again.");
        return "redirect:/jobs";
    }

    @PostMapping("/{id}/adopt")
    String adopt(
            @PathVariable("id") UUID id,
            @RequestParam(name = "remoteId", defaultValue = "") String remoteId,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        jobs.adopt(id, remoteId, reason, Viewer.of(authentication));
        redirect.addFlashAttribute("done", "The job is this deployment of the org now. Nothing was sent.");
        return "redirect:/jobs";
    }

    @PostMapping("/{id}/absent")
    String absent(
            @PathVariable("id") UUID id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        jobs.declareAbsent(id, reason, Viewer.of(authentication));
        redirect.addFlashAttribute("done", "The request counts as never arrived. Nothing was sent.");
        return "redirect:/jobs";
    }
}
