package io.sluice.web;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the analyzers found in the package of a deployment, and waiving it. */
@Controller
@RequestMapping("/deployments/{record}/findings")
class FindingPages {

    private final FindingViews views;

    FindingPages(FindingViews views) {
        this.views = views;
    }

    @GetMapping
    String show(@PathVariable("record") String id, Model model) {
        model.addAttribute("found", views.of(id));
        return "findings";
    }

    @PostMapping("/{finding}/waiver")
    String waive(
            @PathVariable("record") String id,
            @PathVariable("finding") String finding,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            RedirectAttributes redirect) {
        views.waive(id, finding, reason, Viewer.of(authentication));
        redirect.addFlashAttribute("done", "Waived. Answer \"Fix errors\" with \"Repeat\" when nothing else stops it.");
        return "redirect:/deployments/" + id + "/findings";
    }
}
