package io.sluice.web;

import io.sluice.environment.EditResult;
import io.sluice.environment.Environments;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changing the routes in the table on the page of all environments. */
@Controller
class RoutePages {

    private final Environments environments;
    private final EnvironmentViews views;

    RoutePages(Environments environments, EnvironmentViews views) {
        this.environments = environments;
        this.views = views;
    }

    /**
     * @param shown the registered routes that the person was shown
     * @param wanted those that are to be registered
     */
    @PostMapping("/environments/routes")
    String change(
            @RequestParam(name = "shown", defaultValue = "") List<String> shown,
            @RequestParam(name = "route", defaultValue = "") List<String> wanted,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        EditResult result = environments.changeRoutes(Routes.read(shown), Routes.read(wanted), viewer.id());
        if (!(result instanceof EditResult.Saved)) {
            response.setStatus(Edits.status(result).value());
            model.addAttribute("routeProblems", Edits.problems(result));
            return EnvironmentPages.list(environments.all(), views, EnvironmentForm.empty(), List.of(), model);
        }
        redirect.addFlashAttribute("done", "The routes are saved.");
        return "redirect:/environments";
    }
}
