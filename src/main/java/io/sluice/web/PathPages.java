package io.sluice.web;

import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The board of how far each change is, and the page that changes the rest of one change's path. */
@Controller
class PathPages {

    private final PathViews views;
    private final ChangeViews changes;

    PathPages(PathViews views, ChangeViews changes) {
        this.views = views;
        this.changes = changes;
    }

    @GetMapping("/path")
    String board(
            @RequestParam(name = "type", defaultValue = "") String type,
            @RequestParam(name = "requester", defaultValue = "") String requester,
            @RequestParam(name = "ended", defaultValue = "false") boolean ended,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        model.addAttribute("board", views.board(type, requester, ended, Viewer.of(authentication)));
        model.addAttribute("type", type);
        model.addAttribute("types", PathViews.types());
        model.addAttribute("requester", requester);
        model.addAttribute("requesters", views.requesters());
        model.addAttribute("ended", ended);
        model.addAttribute("compact", compact);
        return "path";
    }

    @GetMapping("/changes/{number}/path")
    String rest(
            @PathVariable("number") String number,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        return rest(number, compact, false, authentication, model);
    }

    /** Changes the hops that are not opened yet. */
    @PostMapping("/changes/{number}/path")
    String change(
            @PathVariable("number") String number,
            @RequestParam(name = "targets", defaultValue = "") String targets,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        List<String> ids = Arrays.stream(targets.split(",", -1))
                .map(String::strip)
                .filter(target -> !target.isEmpty())
                .toList();
        views.change(changes.require(number), ids, reason, Viewer.of(authentication));
        return rest(number, compact, true, authentication, model);
    }

    private String rest(String number, boolean compact, boolean saved, Authentication authentication, Model model) {
        PathViews.Rest rest = views.rest(changes.require(number), Viewer.of(authentication));
        model.addAttribute("rest", rest);
        model.addAttribute("chosen", String.join(",", rest.rest()));
        model.addAttribute("path", views.of(number));
        model.addAttribute("saved", saved);
        model.addAttribute("compact", compact);
        return "change-path";
    }
}
