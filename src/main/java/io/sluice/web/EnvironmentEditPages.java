package io.sluice.web;

import io.sluice.environment.EditResult;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentEdit;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changing what an environment was registered with. */
@Controller
@RequestMapping("/environments/{id}/edit")
class EnvironmentEditPages {

    private final Environments environments;

    EnvironmentEditPages(Environments environments) {
        this.environments = environments;
    }

    @ModelAttribute("kinds")
    List<String> kinds() {
        return Arrays.stream(EnvironmentKind.values())
                .map(EnvironmentKind::word)
                .toList();
    }

    @GetMapping
    String form(@PathVariable("id") String id, Authentication authentication, Model model) {
        Edits.demandAdministrator(Viewer.of(authentication));
        Environment environment = require(id);
        return page(environment, EnvironmentEditForm.of(environment), List.of(), model);
    }

    /** Saves, or shows the form again with what was typed and what is wrong. */
    @PostMapping
    String save(
            @PathVariable("id") String id,
            EnvironmentEditForm form,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        Environment before = require(id);
        List<String> unreadable = new ArrayList<>();
        EnvironmentEdit edit = form.read(id, unreadable);
        if (edit == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(before, form, unreadable, model);
        }
        EditResult result = environments.edit(edit, viewer.id());
        if (!(result instanceof EditResult.Saved)) {
            response.setStatus(Edits.status(result).value());
            model.addAttribute("stale", result instanceof EditResult.Stale);
            return page(before, form, Edits.problems(result), model);
        }
        Environment after = require(id);
        boolean testAgain = before.testedAt() != null && after.testedAt() == null;
        redirect.addFlashAttribute("done", testAgain ? "Saved. Test the connection next." : "Saved.");
        redirect.addAttribute("id", id);
        return "redirect:/environments/{id}";
    }

    private static String page(Environment environment, EnvironmentEditForm form, List<String> problems, Model model) {
        model.addAttribute("environment", environment);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "environment-edit";
    }

    private Environment require(String id) {
        return environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
    }
}
