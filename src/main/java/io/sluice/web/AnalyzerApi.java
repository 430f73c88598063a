package io.sluice.web;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The JSON twin of the catalogue of analyzers. */
@RestController
class AnalyzerApi {

    private final AnalyzerViews views;

    AnalyzerApi(AnalyzerViews views) {
        this.views = views;
    }

    @GetMapping("/api/analyzers")
    List<AnalyzerViews.Entry> list() {
        return views.all();
    }
}
