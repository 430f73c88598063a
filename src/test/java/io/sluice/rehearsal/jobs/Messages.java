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
    /** By component and file: two packages of one zip may bring the same component. */
    private final Map<String, DeployMessage> successes = new LinkedHashMap<>();

    private final Set<String> succeeded = new LinkedHashSet<>();
    /** The touched components, each with the folder of the last package that touched it. */
    private final Map<String, String> touched = new LinkedHashMap<>();

    private final Set<String> touchedHere = new LinkedHashSet<>();
    private String folder = "";

    /** From now on files are those of the package in that folder; empty for a single package. */
    void in(String folder) {
        this.folder = folder;
    }

    void fail(String type, String fullName, String file, String problem, int line, int column) {
        failures.add(DeployMessage.failure(type, fullName, folder + file, problem, line, column));
    }

    void fail(String type, String fullName, String file, String problem) {
        fail(type, fullName, file, problem, 0, 0);
    }

    /** A warning about a line of that file, which it is named by; an error as well unless warnings are to be ignored. */
    void warn(String type, String file, String problem, boolean ignored) {
        DeployMessage warning = new DeployMessage(
                type, file, folder + file, null, false, false, false, ignored, problem, "Warning", null, null);
        if (ignored) {
            successes.put(problem, warning);
        } else {
            failures.add(warning);
        }
    }

    void saved(String type, String fullName, String file, Audit audit, boolean created, boolean changed) {
        succeed(type, fullName, file, audit, created, changed, false);
    }

    void deleted(String type, String fullName, String file, Audit audit) {
        succeed(type, fullName, file, audit, false, false, true);
    }

    private void succeed(
            String type, String fullName, String file, Audit audit, boolean created, boolean changed, boolean deleted) {
        touch(type, fullName);
        succeeded.add(type + ":" + fullName);
        successes.put(
                type + ":" + fullName + " " + folder + file,
                new DeployMessage(
                        type,
                        fullName,
                        folder + file,
                        audit == null ? null : audit.id(),
                        created,
                        changed,
                        deleted,
                        true,
                        null,
                        null,
                        null,
                        null));
    }

    void touch(String type, String fullName) {
        touched.put(type + ":" + fullName, folder);
        touchedHere.add(folder + " " + type + ":" + fullName);
    }

    /** {@code Type:FullName} of everything that was put or deleted. */
    Set<String> touched() {
        return touched.keySet();
    }

    /** True when the package that files belong to now touched it. */
    boolean touchedHere(String key) {
        return touchedHere.contains(folder + " " + key);
    }

    /** The folder of the package that touched it last. */
    String folderOf(String key) {
        return touched.getOrDefault(key, "");
    }

    boolean succeeded(String key) {
        return succeeded.contains(key);
    }

    boolean failed(String key) {
        return failures.stream().anyMatch(f -> key.equals(f.key()));
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
        good.removeIf(m -> failed(m.key()));
        return good;
    }
}
