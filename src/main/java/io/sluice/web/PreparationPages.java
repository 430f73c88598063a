package io.sluice.web;

import io.sluice.environment.Environments;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Preparing an environment: a first look, a second one, the act, and its progress; each a part of its page. */
@Controller
@RequestMapping("/environments/{id}/preparation")
class PreparationPages {

    private final Environments environments;
    private final Preparations preparations;

    PreparationPages(Environments environments, Preparations preparations) {
        this.environments = environments;
        this.preparations = preparations;
    }

    /** The part with the progress and the log of every attempt. */
    @GetMapping
    String part(@PathVariable("id") String id, Model model) {
        return show(id, "preparation", model);
    }

    /** The second step: says what will be installed where, and asks whether it is meant. Nothing is installed. */
    @PostMapping("/confirm")
    String confirm(@PathVariable("id") String id, Authentication authentication, Model model) {
        preparations.demand(Viewer.of(authentication));
        if (environments.find(id).isPresent()) {
            model.addAttribute("found", preparations.found(id));
        }
        return show(id, "ask-again", model);
    }

    /** Requests the preparation; asked for twice it is done once. */
    @PostMapping
    String prepare(@PathVariable("id") String id, Authentication authentication, Model model) {
        preparations.start(id, Viewer.of(authentication));
        return show(id, "preparation", model);
    }

    private String show(String id, String fragment, Model model) {
        model.addAttribute("environment", environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id)));
        model.addAttribute("preparation", preparations.of(id));
        return "preparation :: " + fragment;
    }
}
