package io.sluice.web;

import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import io.sluice.remotejob.RemoteJob;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
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

/**
 * Comparisons: which there are, and one with everything that differs. Until it is finished its page shows how far it is;
 * the address, with the id of its remote job, leads to the result for ever.
 */
@Controller
@RequestMapping("/comparisons")
class ComparisonPages {

    /** With so few items that differ, all of them are open. */
    private static final int OPEN_AT_ONCE = 25;

    private final Comparisons comparisons;
    private final ComparisonAccess access;
    private final ComparisonPageViews views;
    private final ComparisonLists lists;
    private final RunningComparisons running;
    private final InsideViews insides;

    ComparisonPages(
            Comparisons comparisons,
            ComparisonAccess access,
            ComparisonPageViews views,
            ComparisonLists lists,
            RunningComparisons running,
            InsideViews insides) {
        this.comparisons = comparisons;
        this.access = access;
        this.views = views;
        this.lists = lists;
        this.running = running;
        this.insides = insides;
    }

    @GetMapping
    String list(Authentication authentication, Model model) {
        Viewer viewer = Viewer.of(authentication);
        model.addAttribute("comparisons", lists.finished(viewer));
        model.addAttribute("running", lists.running(viewer));
        model.addAttribute("mayAsk", viewer.mayAskForComparisons());
        return "comparisons";
    }

    /** @param open whether everything that differs is shown at once, for printing */
    @GetMapping("/{id}")
    String one(
            @PathVariable("id") UUID id,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            @RequestParam(name = "open", defaultValue = "false") boolean open,
            @ModelAttribute("fields") ItemFields fields,
            Authentication authentication,
            Model model) {
        Viewer viewer = Viewer.of(authentication);
        model.addAttribute("compact", compact);
        Optional<RemoteJob> job = running.find(id, viewer);
        if (job.isPresent()) {
            Optional<ComparisonHead> result = comparisons.headOfJob(id);
            if (result.isPresent()) {
                return "redirect:/comparisons/" + result.get().id() + (compact ? "?compact=true" : "");
            }
            model.addAttribute("job", running.view(job.get()));
            return "comparison-running";
        }
        ComparisonHead head = access.require(id, viewer);
        ComparisonView view = views.of(head);
        boolean few = view.types().stream()
                        .mapToLong(
                                type -> type.onlyInSource() + type.onlyInTarget() + type.different() + type.unknown())
                        .sum()
                <= OPEN_AT_ONCE;
        model.addAttribute("comparison", view);
        model.addAttribute("open", open || few);
        model.addAttribute("rows", views.rows(head, fields.read(), null, open || few));
        return "comparison";
    }

    /** The items that fit; with {@code after}, only the rows that follow. */
    @GetMapping("/{id}/rows")
    String rows(
            @PathVariable("id") UUID id,
            @ModelAttribute ItemFields fields,
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestParam(name = "open", defaultValue = "false") boolean open,
            Authentication authentication,
            Model model) {
        ComparisonHead head = access.require(id, Viewer.of(authentication));
        Optional<Component> last = Component.parse(after);
        model.addAttribute("id", id);
        model.addAttribute("open", open);
        model.addAttribute("rows", views.rows(head, fields.read(), last.orElse(null), open));
        return last.isPresent() ? "comparison/rows :: rows" : "comparison/rows :: table";
    }

    /** What differs inside one item. */
    @GetMapping("/{id}/item")
    String item(
            @PathVariable("id") UUID id,
            @RequestParam("component") String component,
            @RequestParam(name = "all", defaultValue = "false") boolean all,
            Authentication authentication,
            Model model) {
        ComparisonHead head = access.require(id, Viewer.of(authentication));
        model.addAttribute("id", id);
        model.addAttribute("inside", insides.of(head, views.item(head, ScopePages.component(component)), all));
        return "comparison/inside :: inside";
    }

    /** The lines of a text. */
    @GetMapping("/{id}/lines")
    String lines(
            @PathVariable("id") UUID id,
            @RequestParam("component") String component,
            @RequestParam("text") int text,
            @RequestParam(name = "beside", defaultValue = "false") boolean beside,
            Authentication authentication,
            Model model) {
        ComparisonHead head = access.require(id, Viewer.of(authentication));
        model.addAttribute("id", id);
        model.addAttribute("component", component);
        model.addAttribute("number", text);
        model.addAttribute("lines", insides.lines(head, ScopePages.component(component), text, beside));
        return "comparison/lines :: lines";
    }

    /** How far it is, for the page that watches; sends the page on when there is a result. */
    @GetMapping("/{id}/progress")
    String progress(
            @PathVariable("id") UUID id,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        RemoteJob job = running.require(id, Viewer.of(authentication));
        comparisons
                .headOfJob(id)
                .ifPresent(head -> response.setHeader(
                        "HX-Redirect",
                        request.getContextPath() + "/comparisons/" + head.id() + (compact ? "?compact=true" : "")));
        model.addAttribute("compact", compact);
        model.addAttribute("job", running.view(job));
        return "comparison/progress :: progress";
    }

    /** Asks whether it is meant. */
    @GetMapping("/{id}/cancel")
    String cancel(
            @PathVariable("id") UUID id,
            @RequestParam(name = "sure", defaultValue = "true") boolean sure,
            Authentication authentication,
            Model model) {
        model.addAttribute("job", running.view(running.require(id, Viewer.of(authentication))));
        return sure ? "comparison/progress :: sure" : "comparison/progress :: may-cancel";
    }

    @PostMapping("/{id}/cancel")
    String cancelled(
            @PathVariable("id") UUID id, Authentication authentication, Model model, HttpServletResponse response) {
        Viewer viewer = Viewer.of(authentication);
        Optional<String> refusal = running.cancel(id, viewer);
        refusal.ifPresent(sentence -> {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("refusal", sentence);
        });
        response.setHeader("HX-Trigger", "comparison-moved");
        model.addAttribute("job", running.view(running.require(id, viewer)));
        return refusal.isPresent() ? "comparison/progress :: may-cancel" : "comparison/progress :: cancelled";
    }
}
