package io.sluice.web;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ends the wait of a deployment for its planned start, from the page of its record. */
@Controller
@RequestMapping("/deployments/{record}/start")
class StartPages {

    private final DependencyViews records;
    private final StartViews starts;

    StartPages(DependencyViews records, StartViews starts) {
        this.records = records;
        this.starts = starts;
    }

    @PostMapping("/now")
    String now(@PathVariable("record") String id, Authentication authentication, RedirectAttributes redirect) {
        starts.startNow(records.require(id), Viewer.of(authentication));
        redirect.addFlashAttribute("done", "It starts now.");
        return "redirect:/deployments/" + id;
    }

    @PostMapping("/stop")
    String stop(
            @PathVariable("record") String id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        starts.stop(records.require(id), reason, Viewer.of(authentication));
        redirect.addFlashAttribute("done", "It does not start. The task \"Fix errors\" asks what next.");
        return "redirect:/deployments/" + id;
    }
}
