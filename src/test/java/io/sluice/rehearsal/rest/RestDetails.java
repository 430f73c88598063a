package io.sluice.rehearsal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the REST answer about a deployment has besides the fields of the WSDL. */
final class RestDetails {
    private RestDetails() {}

    /** The same result with those fields. */
    static Map<String, Object> added(Map<String, Object> result) {
        result.put("messages", null);
        result.put("retrieveResult", null);
        result.put("runTestResult", null);
        if (result.get("details") instanceof Map<?, ?> told) {
            @SuppressWarnings("unchecked")
            Map<String, Object> details = (Map<String, Object>) told;
            List<Map<String, Object>> all = new ArrayList<>();
            for (String name : List.of("componentFailures", "componentSuccesses")) {
                @SuppressWarnings("unchecked")
                List<Map<String, Object>> messages = (List<Map<String, Object>>) details.get(name);
                messages.forEach(RestDetails::mark);
                all.addAll(messages);
            }
            details.put("allComponentMessages", all);
        }
        return result;
    }

    private static void mark(Map<String, Object> message) {
        message.put("warning", "Warning".equals(message.get("problemType")));
        message.put("forPackageManifestFile", "package.xml".equals(message.get("fullName")));
        message.put("knownPackagingProblem", false);
        message.put("requiresProductionTestRun", false);
    }
}
