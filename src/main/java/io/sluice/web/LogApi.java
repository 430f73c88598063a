package io.sluice.web;

import io.sluice.deployment.DeploymentLogs;
import io.sluice.salesforce.DeployDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of deployment records and their logs as JSON, with the same checks. */
@RestController
@RequestMapping("/api/deployments/{record}")
class LogApi {

    private final LogViews views;
    private final DeploymentLogs logs;

    LogApi(LogViews views, DeploymentLogs logs) {
        this.views = views;
        this.logs = logs;
    }

    @GetMapping
    RecordView record(@PathVariable("record") String record) {
        return views.record(record);
    }

    @GetMapping("/attempts/{number}")
    LogView attempt(
            @PathVariable("record") String record,
            @PathVariable("number") int number,
            @RequestParam(name = "against", required = false) @Nullable Integer against) {
        return views.log(record, number, against);
    }

    /** 200 at a time, failed ones first; {@code from} leaves out those that were read already. */
    @GetMapping("/attempts/{number}/components")
    List<DeployDetails.ComponentResult> components(
            @PathVariable("record") String record,
            @PathVariable("number") int number,
            @ModelAttribute LogRowsFilter filter) {
        return logs.components(views.attempt(record, number), filter.read());
    }

    /** Likewise. */
    @GetMapping("/attempts/{number}/tests")
    List<DeployDetails.TestResult> tests(
            @PathVariable("record") String record,
            @PathVariable("number") int number,
            @ModelAttribute LogRowsFilter filter) {
        return logs.tests(views.attempt(record, number), filter.read());
    }
}
