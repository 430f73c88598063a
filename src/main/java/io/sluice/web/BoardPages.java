package io.sluice.web;

import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.sync.Board;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The boards: which change is where, and a change component by component; with the push to further environments. */
@Controller
class BoardPages {

    private final Boards boards;
    private final Environments environments;
    private final ChangeViews changes;

    BoardPages(Boards boards, Environments environments, ChangeViews changes) {
        this.boards = boards;
        this.environments = environments;
        this.changes = changes;
    }

    /** Environment by change, as last looked at. */
    @GetMapping("/board")
    String board(@RequestParam(name = "compact", defaultValue = "false") boolean compact, Model model) {
        return board(boards.copies(), compact, model);
    }

    /** Asks the orgs and shows what they said. */
    @PostMapping("/board/look")
    String look(
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        return board(boards.look(Viewer.of(authentication)), compact, model);
    }

    /** Environment by component; asks the orgs. */
    @GetMapping("/changes/{number}/board")
    String ofChange(
            @PathVariable("number") String number,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        return ofChange(number, compact, "", authentication, model);
    }

    /** Pushes the change request to one environment, its sandbox or a further one. */
    @PostMapping("/changes/{number}/board/push")
    String push(
            @PathVariable("number") String number,
            @RequestParam("environment") String environment,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        Boards.Pushed pushed = boards.push(number, environment, Viewer.of(authentication));
        return ofChange(number, compact, pushed.sentence(), authentication, model);
    }

    @GetMapping("/changes/{number}/conflicts")
    String conflicts(@PathVariable("number") String number, Model model) {
        model.addAttribute("number", changes.require(number).number());
        model.addAttribute("conflicts", boards.conflicts(number));
        return "conflicts";
    }

    /** Decides one conflict. */
    @PostMapping("/changes/{number}/conflicts")
    String decide(
            @PathVariable("number") String number,
            @RequestParam("key") String key,
            @RequestParam("decision") String decision,
            Authentication authentication,
            Model model) {
        boards.decide(number, key, decision, Viewer.of(authentication));
        return conflicts(number, model);
    }

    private String board(List<Board.Copy> copies, boolean compact, Model model) {
        Map<String, Map<String, Board.Copy>> byChange = copies.stream()
                .collect(Collectors.groupingBy(
                        Board.Copy::change,
                        java.util.TreeMap::new,
                        Collectors.toMap(Board.Copy::environment, copy -> copy)));
        model.addAttribute("rows", byChange);
        model.addAttribute("compact", compact);
        model.addAttribute(
                "names",
                byChange.keySet().stream().collect(Collectors.toMap(number -> number, number -> changes.require(number)
                        .name())));
        model.addAttribute(
                "environments",
                environments.all().stream()
                        .filter(environment -> copies.stream()
                                .anyMatch(copy -> copy.environment().equals(environment.id())))
                        .toList());
        return "board";
    }

    private String ofChange(String number, boolean compact, String said, Authentication authentication, Model model) {
        ChangeBoardView view = boards.of(number);
        List<Environment> further = environments.all().stream()
                .filter(environment -> !environment.kind().isProduction()
                        && view.columns().stream()
                                .noneMatch(column -> column.copy().environment().equals(environment.id())))
                .toList();
        model.addAttribute("board", view);
        model.addAttribute("further", further);
        model.addAttribute("mayPush", Boards.mayPush(Viewer.of(authentication)) && !view.finished());
        model.addAttribute("said", said);
        model.addAttribute("compact", compact);
        return "change-board";
    }
}
