package io.sluice.rehearsal.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A deployment as a client of one API version sees it: names and order of the WSDL's {@code DeployResult}. Absent values
 * are null, repeated ones lists.
 */
public final class DeployView {
    private final double api;
    private final boolean details;
    private final LongFunction<String> date;

    /**
     * @param api the version of the address that was called
     * @param details whether components and tests are told
     * @param date writes a moment, null for 0
     */
    public DeployView(double api, boolean details, LongFunction<String> date) {
        this.api = api;
        this.details = details;
        this.date = date;
    }

    /** The result of a deployment. */
    public Map<String, Object> of(DeployJob job) {
        Map<String, Object> out = new LinkedHashMap<>();
        String status = job.status(api);
        out.put("canceledBy", job.canceledBy());
        out.put("canceledByName", job.canceledByName());
        out.put("checkOnly", job.options().checkOnly());
        out.put("completedDate", date.apply(job.completed()));
        out.put("createdBy", job.user());
        out.put("createdByName", job.userName());
        out.put("createdDate", date.apply(job.created()));
        out.put("details", details ? details(job) : null);
        out.put("done", job.done());
        out.put("errorMessage", job.errorMessage());
        out.put("errorStatusCode", job.errorCode());
        out.put("id", job.id());
        out.put("ignoreWarnings", job.options().ignoreWarnings());
        out.put("lastModifiedDate", date.apply(job.modified()));
        out.put("numberComponentErrors", job.componentErrors);
        out.put("numberComponentsDeployed", job.componentsDeployed);
        out.put("numberComponentsTotal", job.componentsTotal);
        out.put("numberTestErrors", job.testErrors);
        out.put("numberTestsCompleted", job.testsCompleted);
        out.put("numberTestsTotal", job.testsTotal);
        out.put("rollbackOnError", job.options().rollbackOnError());
        out.put("runTestsEnabled", job.runsTests());
        out.put("startDate", date.apply(job.started()));
        out.put("stateDetail", job.stateDetail());
        out.put("status", status);
        out.put("success", status.startsWith("Succeeded"));
        return out;
    }

    private Map<String, Object> details(DeployJob job) {
        Map<String, Object> out = new LinkedHashMap<>();
        List<Map<String, Object>> good = new ArrayList<>();
        job.successes().forEach(m -> good.add(message(job, m)));
        if (job.done() && !good.isEmpty()) {
            job.folders.forEach(folder -> good.add(message(job, DeployMessage.manifest(folder))));
        }
        out.put(
                "componentFailures",
                job.failures().stream().map(m -> message(job, m)).toList());
        out.put("componentSuccesses", good);
        out.put("retrieveResult", null);
        out.put("runTestResult", tests(job.tests()));
        return out;
    }

    private Map<String, Object> message(DeployJob job, DeployMessage m) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("changed", m.changed());
        out.put("columnNumber", m.columnNumber());
        out.put("componentType", m.componentType());
        out.put("created", m.created());
        out.put("createdDate", date.apply(job.completed() == 0 ? job.modified() : job.completed()));
        out.put("deleted", m.deleted());
        out.put("fileName", m.fileName());
        out.put("fullName", m.fullName());
        out.put("id", m.id());
        out.put("lineNumber", m.lineNumber());
        out.put("problem", m.problem());
        out.put("problemType", m.problemType());
        out.put("success", m.success());
        return out;
    }

    private static Map<String, Object> tests(TestRun run) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("apexLogId", null);
        out.put(
                "codeCoverage",
                run.coverage().stream().map(DeployView::coverage).toList());
        out.put(
                "codeCoverageWarnings",
                run.warnings().stream()
                        .map(w -> warning(w, "id", "name", "namespace"))
                        .toList());
        out.put("failures", run.failures().stream().map(DeployView::failure).toList());
        out.put("flowCoverage", run.flows().stream().map(DeployView::flow).toList());
        out.put(
                "flowCoverageWarnings",
                run.flowWarnings().stream()
                        .map(w -> warning(w, "flowId", "flowName", "flowNamespace"))
                        .toList());
        out.put("numFailures", run.failures().size());
        out.put("numTestsRun", run.methods());
        out.put("successes", run.successes().stream().map(DeployView::success).toList());
        out.put("totalTime", run.totalTime());
        return out;
    }

    private static Map<String, Object> coverage(TestRun.Coverage c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", c.id());
        List<Map<String, Object>> missed = new ArrayList<>();
        for (int line : c.missed()) {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("column", 0);
            place.put("line", line);
            place.put("numExecutions", 0);
            place.put("time", -1.0);
            missed.add(place);
        }
        out.put("locationsNotCovered", missed);
        out.put("name", c.name());
        out.put("namespace", null);
        out.put("numLocations", c.lines());
        out.put("numLocationsNotCovered", c.missed().size());
        out.put("type", c.type());
        return out;
    }

    private static Map<String, Object> warning(TestRun.Warning w, String id, String name, String namespace) {
        Map<String, Object> out = new LinkedHashMap<>();
        boolean flow = id.equals("flowId");
        out.put(id, w.id());
        if (!flow) {
            out.put("message", w.message());
        }
        out.put(name, w.name());
        out.put(namespace, null);
        if (flow) {
            out.put("message", w.message());
        }
        return out;
    }

    private static Map<String, Object> flow(TestRun.FlowCoverage f) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("elementsNotCovered", f.missed());
        out.put("flowId", f.id());
        out.put("flowName", f.name());
        out.put("flowNamespace", null);
        out.put("numElements", f.elements());
        out.put("numElementsNotCovered", f.missed().size());
        out.put("processType", f.processType());
        return out;
    }

    private static Map<String, Object> failure(TestRun.Result r) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", r.id());
        out.put("message", r.message());
        out.put("methodName", r.methodName());
        out.put("name", ownName(r.className()));
        out.put("namespace", namespace(r.className()));
        out.put("packageName", ownName(r.className()));
        out.put("seeAllData", false);
        out.put("stackTrace", r.stackTrace());
        out.put("time", r.time());
        out.put("type", "Class");
        return out;
    }

    /** No name of Apex has two underscores side by side, but for those behind a namespace. */
    private static String ownName(String className) {
        return className.replaceFirst("^.*?__", "");
    }

    private static String namespace(String className) {
        return className.contains("__") ? className.substring(0, className.indexOf("__")) : null;
    }

    private static Map<String, Object> success(TestRun.Result r) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", r.id());
        out.put("methodName", r.methodName());
        out.put("name", ownName(r.className()));
        out.put("namespace", namespace(r.className()));
        out.put("seeAllData", false);
        out.put("time", r.time());
        return out;
    }
}
