package io.sluice.web;

import io.sluice.deployment.DeploymentRecord;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the package of a deployment needs, and who needs what it deletes. */
@Controller
@RequestMapping("/deployments/{record}/dependencies")
class DependencyPages {

    private final DependencyViews views;
    private final ScopeAdditionDesk desk;

    DependencyPages(DependencyViews views, ScopeAdditionDesk desk) {
        this.views = views;
        this.desk = desk;
    }

    @GetMapping
    String show(@PathVariable("record") String id, Model model) {
        DeploymentRecord record = views.require(id);
        model.addAttribute("found", views.of(record));
        views.result(record)
                .filter(result ->
                        !result.needs().isEmpty() || !result.deletedUses().isEmpty())
                .ifPresent(result -> model.addAttribute("picture", DependencyPicture.of(result)));
        return "dependencies";
    }

    @PostMapping("/additions")
    String add(@PathVariable("record") String id, Authentication authentication, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", desk.add(views.require(id), Viewer.of(authentication)));
        return "redirect:/deployments/" + id + "/dependencies";
    }
}
