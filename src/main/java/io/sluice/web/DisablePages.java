package io.sluice.web;

import io.sluice.environment.EditResult;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Disabling an environment, with what becomes of the work that stands there, and enabling it again. */
@Controller
@RequestMapping("/environments/{id}")
class DisablePages {

    private final Environments environments;
    private final Standing standing;

    DisablePages(Environments environments, Standing standing) {
        this.environments = environments;
        this.standing = standing;
    }

    @GetMapping({"/disable", "/enable"})
    String ask(@PathVariable("id") String id, Authentication authentication, Model model) {
        Edits.demandAdministrator(Viewer.of(authentication));
        return page(require(id), require(id).version(), "", List.of(), model);
    }

    @PostMapping("/disable")
    String disable(
            @PathVariable("id") String id,
            @RequestParam("version") int version,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        Environment environment = require(id);
        EditResult result = environments.disable(id, version, reason, viewer.id());
        return answer(environment, version, reason, result, "disabled", model, response, redirect);
    }

    @PostMapping("/enable")
    String enable(
            @PathVariable("id") String id,
            @RequestParam("version") int version,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        Environment environment = require(id);
        EditResult result = environments.enable(id, version, reason, viewer.id());
        return answer(environment, version, reason, result, "enabled", model, response, redirect);
    }

    private String answer(
            Environment environment,
            int version,
            String reason,
            EditResult result,
            String act,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (!(result instanceof EditResult.Saved)) {
            response.setStatus(Edits.status(result).value());
            return page(environment, version, reason, Edits.problems(result), model);
        }
        redirect.addFlashAttribute("done", environment.name() + " is " + act + " now.");
        redirect.addAttribute("id", environment.id());
        return "redirect:/environments/{id}";
    }

    private String page(Environment environment, int version, String reason, List<String> problems, Model model) {
        model.addAttribute("environment", environment);
        model.addAttribute("version", version);
        model.addAttribute("reason", reason);
        model.addAttribute("problems", problems);
        model.addAttribute("standingChanges", standing.changesIn(environment.id()));
        model.addAttribute("standingDeployments", standing.deploymentsOf(environment.id()));
        model.addAttribute("standingJobs", standing.jobsOf(environment.id()));
        return "environment-disable";
    }

    private Environment require(String id) {
        return environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
    }
}
