package io.sluice.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is looked for in every package before its target is asked. */
@Controller
class AnalyzerPages {

    private final AnalyzerViews views;

    AnalyzerPages(AnalyzerViews views) {
        this.views = views;
    }

    @GetMapping("/analyzers")
    String list(Model model) {
        model.addAttribute("rules", views.all());
        return "analyzers";
    }
}
