package io.sluice.web;

import io.sluice.process.ChangeProcesses;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cancelling a change request: a reason, a second look, the act; each a part of the change page. */
@Controller
@RequestMapping("/changes/{number}/cancel")
class CancelPages {

    private final ChangeViews views;
    private final ChangeProcesses processes;

    CancelPages(ChangeViews views, ChangeProcesses processes) {
        this.views = views;
        this.processes = processes;
    }

    /** The first step, a form that asks for the reason. */
    @GetMapping
    String form(@PathVariable("number") String number, Model model) {
        return step("ask-reason", number, "", model);
    }

    /** The second step: shows what was typed and asks whether it is meant. Nothing is cancelled. */
    @PostMapping("/confirm")
    String confirm(
            @PathVariable("number") String number,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        if (reason.isBlank()) {
            return refused(
                    "Say why the change request is cancelled: the reason becomes part of its history.",
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    number,
                    reason,
                    model,
                    response);
        }
        return step("ask-again", number, reason.strip(), model);
    }

    /** Cancels, or shows the sentence that says why not. */
    @PostMapping
    String cancel(
            @PathVariable("number") String number,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Authentication authentication,
            Model model,
            HttpServletResponse response) {
        Viewer viewer = Viewer.of(authentication);
        views.require(number);
        Optional<String> refusal = processes.cancel(number, viewer.id(), reason.strip());
        if (refusal.isPresent()) {
            return refused(refusal.get(), HttpStatus.CONFLICT, number, reason, model, response);
        }
        response.setHeader("HX-Trigger", "change-moved");
        return step("done", number, reason.strip(), model);
    }

    private String refused(
            String sentence,
            HttpStatus status,
            String number,
            String reason,
            Model model,
            HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("refusal", sentence);
        return step("ask-reason", number, reason, model);
    }

    private String step(String step, String number, String reason, Model model) {
        model.addAttribute("number", views.require(number).number());
        model.addAttribute("reason", reason);
        return "change/cancel :: " + step;
    }
}
