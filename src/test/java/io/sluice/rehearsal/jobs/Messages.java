package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.Audit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one deployment says about its components, and which of them it touched. */
final class Messages {
    private final List<DeployMessage> failures = new ArrayList<>();
    private final Map<String, DeployMessage> successes = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    void fail(String type, String fullName, String file, String problem, int line, int column) {
        failures.add(DeployMessage.failure(type, fullName, file, problem, line, column));
    }

    void fail(String type, String fullName, String file, String problem) {
        fail(type, fullName, file, problem, 0, 0);
    }

    /** A warning; an error as well unless warnings are to be ignored. */
    void warn(String type, String fullName, String file, String problem, boolean ignored) {
        DeployMessage warning = new DeployMessage(
                type, fullName, file, null, false, false, false, ignored, problem, "Warning", null, null);
        if (ignored) {
            successes.put(type + ":" + fullName, warning);
        } else {
            failures.add(warning);
        }
    }

    void saved(String type, String fullName, String file, Audit audit, boolean created, boolean changed) {
        touch(type, fullName);
        successes.put(
                type + ":" + fullName,
                new DeployMessage(
                        type,
                        fullName,
                        file,
                        audit == null ? null : audit.id(),
                        created,
                        changed,
                        false,
                        true,
                        null,
                        null,
                        null,
                        null));
    }

    void deleted(String type, String fullName, String file, Audit audit) {
        touch(type, fullName);
        successes.put(
                type + ":" + fullName,
                new DeployMessage(
                        type,
                        fullName,
                        file,
                        audit == null ? null : audit.id(),
                        false,
                        false,
                        true,
                        true,
                        null,
                        null,
                        null,
                        null));
    }

    void touch(String type, String fullName) {
        touched.add(type + ":" + fullName);
    }

    /** {@code Type:FullName} of everything that was put or deleted. */
    Set<String> touched() {
        return touched;
    }

    boolean succeeded(String key) {
        return successes.containsKey(key);
    }

    boolean failed(String key) {
        return failures.stream().anyMatch(f -> key.equals(f.componentType() + ":" + f.fullName()));
    }

    boolean good() {
        return failures.isEmpty();
    }

    List<DeployMessage> failures() {
        return List.copyOf(failures);
    }

    /** Successes of components that have no failure besides. */
    List<DeployMessage> successes() {
        List<DeployMessage> good = new ArrayList<>(successes.values());
        good.removeIf(m -> failed(m.componentType() + ":" + m.fullName()));
        return good;
    }
}
