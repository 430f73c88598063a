package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeStatus;
import io.sluice.process.ChangeProcesses;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.Sync;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of change requests and the change page, also as the tab of Tasklist and Cockpit. Read by every role. */
@Controller
@RequestMapping("/changes")
class ChangePages {

    private final SandboxLooks looks;
    private final ChangeViews views;
    private final ChangeProcesses processes;
    private final Sync sync;
    private final EnvironmentNames environments;

    ChangePages(
            ChangeViews views,
            ChangeProcesses processes,
            Sync sync,
            EnvironmentNames environments,
            SandboxLooks looks) {
        this.looks = looks;
        this.views = views;
        this.processes = processes;
        this.sync = sync;
        this.environments = environments;
    }

    /** The list; asked by htmx, only its rows. */
    @GetMapping
    String list(
            @RequestParam(name = "status", defaultValue = "") String status,
            @RequestParam(name = "text", defaultValue = "") String text,
            @RequestParam(name = "mine", defaultValue = "false") boolean mine,
            @RequestParam(name = "page", defaultValue = "1") int page,
            @RequestHeader(name = "HX-Target", required = false) @Nullable String target,
            Authentication authentication,
            Model model) {
        model.addAttribute("list", views.list(status, text, mine, page, Viewer.of(authentication)));
        model.addAttribute("status", status);
        model.addAttribute("text", text);
        model.addAttribute("mine", mine);
        model.addAttribute("filtered", mine || !status.isBlank() || !text.isBlank());
        model.addAttribute(
                "statuses",
                Arrays.stream(ChangeStatus.values()).map(ChangeStatus::words).toList());
        return "rows".equals(target) ? "changes :: rows" : "changes";
    }

    @GetMapping("/{number}")
    String page(
            @PathVariable("number") String number,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        return shown(number, compact, authentication, model);
    }

    /** The change page of a task, for the tab in Tasklist. */
    @GetMapping("/of-task/{taskId}")
    String ofTask(@PathVariable("taskId") String taskId, Authentication authentication, Model model) {
        return compact(
                processes.changeOfTask(taskId), "This task belongs to no change request.", authentication, model);
    }

    /** The change page of a process instance, for the tab in Cockpit. */
    @GetMapping("/of-instance/{processInstanceId}")
    String ofInstance(
            @PathVariable("processInstanceId") String processInstanceId, Authentication authentication, Model model) {
        return compact(
                processes.changeOfInstance(processInstanceId),
                "This process instance belongs to no change request.",
                authentication,
                model);
    }

    /**
     * What happens next, for the page that shows it already.
     *
     * @param seen the token of what the page shows; a page that shows something else is told to load its sections again
     */
    @GetMapping("/{number}/next")
    String next(
            @PathVariable("number") String number,
            @RequestParam(name = "seen", defaultValue = "") String seen,
            Authentication authentication,
            Model model,
            HttpServletResponse response) {
        ChangeView.Next next = views.next(number, Viewer.of(authentication));
        if (!next.token().equals(seen)) {
            response.setHeader("HX-Trigger", "change-moved");
        }
        model.addAttribute("number", number);
        model.addAttribute("next", next);
        return "change/next :: next";
    }

    /** Header and sections, for the page that was told that the change has moved. */
    @GetMapping("/{number}/sections")
    String sections(
            @PathVariable("number") String number,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        model.addAttribute("compact", compact);
        model.addAttribute("change", views.one(number, Viewer.of(authentication)));
        return "change/moved :: moved";
    }

    /** What changed in the sandbox since the push; asks the org. */
    @GetMapping("/{number}/sandbox")
    String sandbox(@PathVariable("number") String number, Authentication authentication, Model model) {
        ChangeRequest change = views.require(number);
        String sandbox = change.sandbox();
        Optional<String> refusal = looks.refusal(change, Viewer.of(authentication));
        if (sandbox == null) {
            model.addAttribute("trouble", "The change request was not synced to a sandbox yet.");
        } else if (refusal.isPresent()) {
            model.addAttribute("trouble", refusal.get());
        } else {
            try {
                model.addAttribute("changed", sync.changedSincePush(number));
            } catch (OrgException e) {
                model.addAttribute(
                        "trouble",
                        environments.of(sandbox) + " could not be asked: " + e.getMessage()
                                + " Test its connection on the page Environments, then look again.");
            }
        }
        model.addAttribute("number", number);
        return "change/sandbox :: sandbox";
    }

    private String compact(Optional<String> number, String otherwise, Authentication authentication, Model model) {
        if (number.isPresent()) {
            return shown(number.get(), true, authentication, model);
        }
        model.addAttribute("compact", true);
        model.addAttribute("sentence", otherwise);
        return "no-change";
    }

    private String shown(String number, boolean compact, Authentication authentication, Model model) {
        model.addAttribute("change", views.one(number, Viewer.of(authentication)));
        model.addAttribute("number", number);
        model.addAttribute("compact", compact);
        return "change";
    }
}
