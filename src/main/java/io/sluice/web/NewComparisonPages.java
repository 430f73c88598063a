package io.sluice.web;

import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequests;
import io.sluice.compare.AskResult;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Asking for a comparison: two environments, or one and what an environment was earlier. */
@Controller
@RequestMapping("/comparisons")
class NewComparisonPages {

    private final NewComparisons comparisons;
    private final ComparisonLists lists;
    private final EnvironmentNames environments;
    private final ChangeRequests changes;

    NewComparisonPages(
            NewComparisons comparisons, ComparisonLists lists, EnvironmentNames environments, ChangeRequests changes) {
        this.comparisons = comparisons;
        this.lists = lists;
        this.environments = environments;
        this.changes = changes;
    }

    @GetMapping("/new")
    String form(@ModelAttribute("form") NewComparisonForm form, Authentication authentication, Model model) {
        Viewer viewer = Viewer.of(authentication);
        NewComparisons.demand(viewer);
        return page(List.of(), viewer, model);
    }

    /** Reads a pasted list and says what it names. */
    @PostMapping("/new/list")
    String list(@ModelAttribute("form") NewComparisonForm form, Authentication authentication, Model model) {
        model.addAttribute(
                "pasted", comparisons.pasted(form, Viewer.of(authentication)).orElse(null));
        return "comparison/pasted :: pasted";
    }

    @PostMapping
    String ask(
            @ModelAttribute("form") NewComparisonForm form,
            Authentication authentication,
            Model model,
            HttpServletResponse response) {
        Viewer viewer = Viewer.of(authentication);
        AskResult result = comparisons.ask(form, viewer);
        if (result instanceof AskResult.Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(refused.problems(), viewer, model);
        }
        return "redirect:/comparisons/" + NewComparisons.job((AskResult.Requested) result);
    }

    private String page(List<String> problems, Viewer viewer, Model model) {
        model.addAttribute("problems", problems);
        model.addAttribute("environments", comparisons.offered(viewer));
        model.addAttribute("names", environments);
        model.addAttribute("earlier", lists.earlierStates(viewer));
        model.addAttribute("types", NewComparisons.types());
        model.addAttribute(
                "changes",
                changes.list(ChangeFilter.ALL).stream()
                        .filter(change -> !change.status().isFinal())
                        .limit(200)
                        .toList());
        return "comparison-new";
    }
}
