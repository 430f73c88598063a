package io.sluice.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.LogFilter;
import io.sluice.salesforce.DeployDetails;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The whole log of an attempt as a file: text for people, JSON for programs, JUnit's XML for CI servers. */
@Controller
@RequestMapping("/deployments/{record}/attempts/{number}")
class LogDownloads {

    /** Everything of a log. */
    record WholeLog(
            LogView log, List<DeployDetails.ComponentResult> components, List<DeployDetails.TestResult> tests) {}

    private final LogViews views;
    private final DeploymentLogs logs;
    private final ObjectMapper json;

    LogDownloads(LogViews views, DeploymentLogs logs, ObjectMapper json) {
        this.views = views;
        this.logs = logs;
        this.json = json;
    }

    @GetMapping("/log.txt")
    ResponseEntity<byte[]> text(@PathVariable("record") String record, @PathVariable("number") int number) {
        return file(record, number, "txt", MediaType.TEXT_PLAIN, LogText::of);
    }

    @GetMapping("/log.json")
    ResponseEntity<byte[]> json(@PathVariable("record") String record, @PathVariable("number") int number) {
        return file(record, number, "json", MediaType.APPLICATION_JSON, this::written);
    }

    @GetMapping("/junit.xml")
    ResponseEntity<byte[]> junit(@PathVariable("record") String record, @PathVariable("number") int number) {
        return file(record, number, "xml", MediaType.APPLICATION_XML, JunitXml::of);
    }

    private ResponseEntity<byte[]> file(
            String record, int number, String ending, MediaType type, Function<WholeLog, String> writer) {
        Attempt attempt = views.attempt(record, number);
        WholeLog whole = new WholeLog(
                views.log(record, number, null),
                logs.components(attempt, LogFilter.ALL),
                logs.tests(attempt, LogFilter.ALL));
        String name = record.replace(':', '-') + "-attempt-" + number + "." + ending;
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(writer.apply(whole).getBytes(StandardCharsets.UTF_8));
    }

    private String written(WholeLog whole) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A log can't be written as JSON", e);
        }
    }
}
