package io.sluice.web;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The registered environments: read by every role, registered by administrators. */
@Controller
@RequestMapping("/environments")
class EnvironmentPages {

    private final Environments environments;
    private final ConnectionTests connectionTests;
    private final HistoryViews history;
    private final Preparations preparations;
    private final EnvironmentViews views;

    EnvironmentPages(
            Environments environments,
            ConnectionTests connectionTests,
            HistoryViews history,
            Preparations preparations,
            EnvironmentViews views) {
        this.environments = environments;
        this.connectionTests = connectionTests;
        this.history = history;
        this.preparations = preparations;
        this.views = views;
    }

    @ModelAttribute("kinds")
    List<String> kinds() {
        return Arrays.stream(EnvironmentKind.values())
                .map(EnvironmentKind::word)
                .toList();
    }

    @GetMapping
    String list(Model model) {
        return list(environments.all(), views, EnvironmentForm.empty(), List.of(), model);
    }

    /** Registers an environment, or shows the form again with what is wrong; the secret has to be typed again. */
    @PostMapping
    String register(
            EnvironmentForm form,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        viewer.demand(viewer.mayRegisterEnvironments(), "Only administrators register environments.");
        EnvironmentForm.Read read = form.read();
        List<String> problems = read instanceof EnvironmentForm.Unreadable unreadable
                ? unreadable.problems()
                : environments.register(((EnvironmentForm.Readable) read).environment(), viewer.id());
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return list(environments.all(), views, form.withoutSecret(), problems, model);
        }
        redirect.addFlashAttribute("done", "The environment is registered. Test its connection next.");
        redirect.addAttribute("id", form.id().strip());
        return "redirect:/environments/{id}";
    }

    @GetMapping("/{id}")
    String one(@PathVariable("id") String id, Model model) {
        place(id, model);
        model.addAttribute("history", history.ofEnvironment(id));
        model.addAttribute("preparation", preparations.of(id));
        return "environment";
    }

    /** Really connects and shows what the org answered, as a part of the page. */
    @PostMapping("/{id}/test")
    String test(
            @PathVariable("id") String id, Authentication authentication, Model model, HttpServletResponse response) {
        ConnectionTests.Tested tested = connectionTests.test(id, Viewer.of(authentication));
        if (tested instanceof ConnectionTests.Answered answered) {
            ConnectionResult result = answered.result();
            response.setHeader("HX-Trigger", "environment-tested");
            if (result instanceof ConnectionResult.Connected connected) {
                model.addAttribute("connected", connected);
            } else {
                model.addAttribute("trouble", ((ConnectionResult.Refused) result).sentence());
            }
        } else {
            model.addAttribute("trouble", ((ConnectionTests.Unreachable) tested).sentence());
        }
        return "environment :: tested";
    }

    /** The facts about the environment, for the page whose connection test has just changed them. */
    @GetMapping("/{id}/facts")
    String facts(@PathVariable("id") String id, Model model) {
        place(id, model);
        return "environment :: facts";
    }

    /** What there is to confirm, for the page whose connection test has just found another org, or the known one. */
    @GetMapping("/{id}/org")
    String otherOrg(@PathVariable("id") String id, Model model) {
        place(id, model);
        return "environment :: other-org";
    }

    /** Replaces the credentials; what was typed is never shown again. */
    @PostMapping("/{id}/credentials")
    String changeCredentials(
            @PathVariable("id") String id,
            @RequestParam(name = "clientId", defaultValue = "") String clientId,
            @RequestParam(name = "clientSecret", defaultValue = "") String clientSecret,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        viewer.demand(
                viewer.mayChangeCredentials(), "Only administrators and release managers change an org's credentials.");
        require(id);
        List<String> problems = environments.changeCredentials(id, clientId.strip(), clientSecret, viewer.id());
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problems", problems);
            return one(id, model);
        }
        redirect.addFlashAttribute("done", "The credentials are changed. Test the connection next.");
        redirect.addAttribute("id", id);
        return "redirect:/environments/{id}";
    }

    /** States that the environment is another org now, after a connection test found one. */
    @PostMapping("/{id}/org")
    String confirmOrg(
            @PathVariable("id") String id,
            @RequestParam(name = "orgId", defaultValue = "") String orgId,
            @RequestParam(name = "understood", defaultValue = "false") boolean understood,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<String> problems = connectionTests.confirmOrg(id, orgId, understood, Viewer.of(authentication));
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("orgProblems", problems);
            return one(id, model);
        }
        redirect.addFlashAttribute("done", "The org is confirmed. Test the connection next.");
        redirect.addAttribute("id", id);
        return "redirect:/environments/{id}";
    }

    private void place(String id, Model model) {
        Environment environment = require(id);
        model.addAttribute("environment", environment);
        model.addAttribute("place", views.place(environment));
        model.addAttribute("otherOrg", connectionTests.otherOrg(id).orElse(null));
    }

    static String list(
            List<Environment> all, EnvironmentViews views, EnvironmentForm form, List<String> problems, Model model) {
        model.addAttribute("environments", all);
        model.addAttribute("stages", views.stages());
        model.addAttribute("matrix", views.matrix());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "environments";
    }

    private Environment require(String id) {
        return environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id));
    }
}
