package io.sluice.web;

import io.sluice.deployment.Attempt;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.LogFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A deployment record with its attempts, and the log of each, while it runs and ever after. */
@Controller
@RequestMapping("/deployments/{record}")
class LogPages {

    private final LogViews views;
    private final DeploymentLogs logs;

    LogPages(LogViews views, DeploymentLogs logs) {
        this.views = views;
        this.logs = logs;
    }

    @GetMapping
    String record(
            @PathVariable("record") String record,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Model model) {
        model.addAttribute("record", views.record(record));
        model.addAttribute("compact", compact);
        return "deployment";
    }

    /**
     * The list of attempts, for the page that shows it already.
     *
     * @param seen the token of what the page shows; a page that shows something else is told to load itself again
     */
    @GetMapping("/attempts")
    String attempts(
            @PathVariable("record") String record,
            @RequestParam(name = "seen", defaultValue = "") String seen,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Model model,
            HttpServletResponse response) {
        RecordView view = views.record(record);
        if (!view.token().equals(seen)) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("record", view);
        model.addAttribute("compact", compact);
        return "deployment :: attempts";
    }

    @GetMapping("/attempts/{number}")
    String attempt(
            @PathVariable("record") String record,
            @PathVariable("number") int number,
            @RequestParam(name = "against", required = false) @Nullable Integer against,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Model model) {
        LogView log = views.log(record, number, against);
        Attempt attempt = views.attempt(record, number);
        LogFilter first = new LogRowsFilter(null, null, null, null).read();
        model.addAttribute("log", log);
        model.addAttribute("against", against);
        model.addAttribute("compact", compact);
        components(attempt, first, model);
        tests(attempt, first, model);
        return "attempt";
    }

    /**
     * What moves while the attempt runs, for the page that shows it already.
     *
     * @param seen the token of what the page shows; a page that shows something else is told to load its tables again
     */
    @GetMapping("/attempts/{number}/now")
    String now(
            @PathVariable("record") String record,
            @PathVariable("number") int number,
            @RequestParam(name = "against", required = false) @Nullable Integer against,
            @RequestParam(name = "seen", defaultValue = "") String seen,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Model model,
            HttpServletResponse response) {
        LogView log = views.log(record, number, against);
        if (!log.token().equals(seen)) {
            response.setHeader("HX-Trigger", "log-moved");
        }
        model.addAttribute("log", log);
        model.addAttribute("against", against);
        model.addAttribute("compact", compact);
        return "attempt/now :: now";
    }

    @GetMapping("/attempts/{number}/components")
    String components(
            @PathVariable("record") String record,
            @PathVariable("number") int number,
            @ModelAttribute LogRowsFilter filter,
            Model model) {
        components(views.attempt(record, number), filter.read(), model);
        return named(record, number, model, "attempt/components :: rows");
    }

    @GetMapping("/attempts/{number}/tests")
    String tests(
            @PathVariable("record") String record,
            @PathVariable("number") int number,
            @ModelAttribute LogRowsFilter filter,
            Model model) {
        tests(views.attempt(record, number), filter.read(), model);
        return named(record, number, model, "attempt/tests :: rows");
    }

    private static String named(String record, int number, Model model, String part) {
        model.addAttribute("record", record);
        model.addAttribute("number", number);
        return part;
    }

    private void components(Attempt attempt, LogFilter filter, Model model) {
        page(logs.components(attempt, filter), "components", filter, model);
    }

    private void tests(Attempt attempt, LogFilter filter, Model model) {
        page(logs.tests(attempt, filter), "tests", filter, model);
    }

    private static void page(List<?> rows, String name, LogFilter filter, Model model) {
        model.addAttribute(name, rows);
        model.addAttribute(name + "Next", rows.size() < filter.most() ? null : filter.from() + rows.size());
        model.addAttribute(name + "From", filter.from());
    }
}
