package io.sluice.rehearsal.org;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.http.RequestFault;
import io.sluice.rehearsal.http.RequestFault.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** An order of faults as JSON: every field is one fault; an order with an unknown field is refused as a whole. */
final class FaultOrder {
    private final Map<String, BiConsumer<Faults, JsonNode>> known = new LinkedHashMap<>();

    FaultOrder(FaultOrders orders) {
        // Those that take everything back or begin anew come first, whatever their place in the JSON.
        known.put("clear", (faults, v) -> faults.clear());
        known.put("seed", (faults, v) -> faults.seed(v.asLong()));
        known.put("dropBeforeDeploy", (faults, v) -> orders.dropBeforeDeploy.set(v.asInt()));
        known.put("dropAfterDeploy", (faults, v) -> orders.dropAfterDeploy.set(v.asInt()));
        known.put("silentAfterDeploy", (faults, v) -> orders.silentAfterDeploy.set(v.asInt()));
        known.put("unavailable", (faults, v) -> orders.unavailable.set(v.asInt()));
        known.put("truncatedZip", (faults, v) -> orders.truncatedZip.set(v.asInt()));
        known.put("corruptZip", (faults, v) -> orders.corruptZip.set(v.asInt()));
        known.put("foreignFile", (faults, v) -> orders.foreignFile.set(v.asInt()));
        known.put("holdJobs", (faults, v) -> {
            if (v.asBoolean()) {
                faults.holdJobs();
            } else {
                faults.releaseJobs();
            }
        });
        known.put("stuckPending", (faults, v) -> {
            if (v.asInt() > 0) {
                orders.stuckPending.set(v.asInt());
            } else {
                orders.release();
            }
        });
        known.put("vanishingJob", (faults, v) -> orders.vanishingJob.set(v.asInt()));
        known.put("unknownStatus", (faults, v) -> {
            orders.unknownStatusName.set(v.path("name").asText("Rehearsing"));
            orders.unknownStatus.set(v.path("times").asInt(v.asInt(1)));
        });
        known.put("lockedDeployment", (faults, v) -> orders.lockedDeployment.set(v.asInt()));
        known.put("droppedComponent", (faults, v) -> {
            orders.droppedComponentName.set(v.isTextual() ? v.asText() : "");
            orders.droppedComponent.set(v.isTextual() ? 1 : v.asInt());
        });
        known.put("slowTests", (faults, v) -> orders.slowTests.set(v.asInt()));
        known.put("refuseLogin", (faults, v) -> orders.refuseLogin.set(v.asBoolean()));
        known.put("endSessions", (faults, v) -> faults.endSessions());
        known.put("refreshSandbox", (faults, v) -> {
            if (v.isTextual()) {
                faults.refreshSandbox(v.asText());
            } else {
                faults.refreshSandbox();
            }
        });
        known.put(
                "latency",
                (faults, v) -> faults.latency(
                        Duration.ofMillis(v.path("millis").asLong(v.asLong())),
                        Duration.ofMillis(v.path("jitter").asLong())));
        known.put("requests", (faults, v) -> v.forEach(one -> request(faults, one)));
    }

    /** Orders everything that the JSON names. */
    void place(Faults faults, JsonNode json) {
        json.fieldNames().forEachRemaining(field -> {
            if (!known.containsKey(field)) {
                throw new IllegalArgumentException(
                        "Unknown fault " + field + "; known are " + String.join(", ", known.keySet()));
            }
        });
        known.forEach((field, act) -> {
            if (json.has(field)) {
                act.accept(faults, json.get(field));
            }
        });
    }

    private static void request(Faults faults, JsonNode json) {
        Set<String> fields = Set.of("fault", "on", "after", "times", "chance");
        json.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException(
                        "Unknown " + field + " of a fault of requests; known are fault, on, after, times, chance");
            }
        });
        Kind kind = null;
        StringBuilder words = new StringBuilder();
        for (Kind one : RequestFault.Kind.values()) {
            words.append(words.isEmpty() ? "" : ", ").append(one.word());
            if (one.word().equals(json.path("fault").asText())) {
                kind = one;
            }
        }
        if (kind == null) {
            throw new IllegalArgumentException(
                    "Unknown fault of requests '" + json.path("fault").asText() + "'; known are " + words);
        }
        faults.requests(
                kind,
                json.path("on").asText("any"),
                json.path("after").asInt(0),
                json.path("times").asInt(1),
                json.path("chance").asDouble(1));
    }
}
