package io.sluice.web;

import io.sluice.change.ChangeType;
import io.sluice.change.NewChange;
import io.sluice.compare.ComparisonHead;
import io.sluice.metadata.Component;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** From the rows of a comparison to a change request: a new one, or an open one of the person's. */
@Controller
@RequestMapping("/comparisons/{id}/pick")
class PickPages {

    private final ComparisonAccess access;
    private final ComparisonLists lists;
    private final Picks picks;

    PickPages(ComparisonAccess access, ComparisonLists lists, Picks picks) {
        this.access = access;
        this.lists = lists;
        this.picks = picks;
    }

    /** The form, with the change requests that the person may add to. */
    @GetMapping
    String form(@PathVariable("id") UUID id, Authentication authentication, Model model) {
        Viewer viewer = Viewer.of(authentication);
        access.require(id, viewer);
        return form(id, "", "", "", List.of(), viewer, model);
    }

    @PostMapping("/new")
    String raise(
            @PathVariable("id") UUID id,
            @RequestParam(name = "component", required = false) @Nullable List<@Nullable String> components,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "changeType", defaultValue = "") String type,
            @RequestParam(name = "overview", defaultValue = "") String overview,
            Authentication authentication,
            Model model,
            HttpServletResponse response) {
        Viewer viewer = Viewer.of(authentication);
        ComparisonHead head = access.require(id, viewer);
        List<Component> items = Picks.items(components);
        if (items.isEmpty()) {
            return refused(id, name, type, overview, nothing(), viewer, model, response);
        }
        Picks.Picked picked = picks.raise(head, items, new NewChange(name.strip(), type, overview.strip()), viewer);
        return picked.change() == null
                ? refused(id, name, type, overview, picked.problems(), viewer, model, response)
                : done(picked, model);
    }

    @PostMapping("/add")
    String add(
            @PathVariable("id") UUID id,
            @RequestParam(name = "component", required = false) @Nullable List<@Nullable String> components,
            @RequestParam(name = "change", defaultValue = "") String change,
            Authentication authentication,
            Model model,
            HttpServletResponse response) {
        Viewer viewer = Viewer.of(authentication);
        ComparisonHead head = access.require(id, viewer);
        List<Component> items = Picks.items(components);
        if (items.isEmpty() || change.isBlank()) {
            return refused(
                    id,
                    "",
                    "",
                    "",
                    change.isBlank() ? List.of("Choose a change request to add to.") : nothing(),
                    viewer,
                    model,
                    response);
        }
        Picks.Picked picked = picks.add(head, items, change.strip(), viewer);
        if (picked.added() == 0) {
            return refused(id, "", "", "", picked.problems(), viewer, model, response);
        }
        return done(picked, model);
    }

    private static List<String> nothing() {
        return List.of("Tick at least one item in the list.");
    }

    private static String done(Picks.Picked picked, Model model) {
        model.addAttribute("picked", picked);
        return "comparison/pick :: done";
    }

    private String refused(
            UUID id,
            String name,
            String type,
            String overview,
            List<String> problems,
            Viewer viewer,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return form(id, name, type, overview, problems, viewer, model);
    }

    private String form(
            UUID id, String name, String type, String overview, List<String> problems, Viewer viewer, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("name", name);
        model.addAttribute("changeType", type);
        model.addAttribute("overview", overview);
        model.addAttribute("problems", problems);
        model.addAttribute("pick", lists.pick(viewer));
        model.addAttribute(
                "changeTypes",
                Arrays.stream(ChangeType.values()).map(ChangeType::word).toList());
        return "comparison/pick :: form";
    }
}
