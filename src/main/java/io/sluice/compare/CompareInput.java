package io.sluice.compare;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.Manifests;
import io.sluice.remotejob.RemoteJob;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a comparison's remote job is asked to do, as its row keeps it. */
record CompareInput(
        String change, String source, String target, SortedSet<Component> scope, String apiVersion, boolean verify) {

    static Map<String, Object> of(NewComparison comparison, Selection.Scope scope) {
        return Map.of(
                "change", Objects.requireNonNull(comparison.change()),
                "source", comparison.source(),
                "target", comparison.target(),
                "scope", scope.components().stream().map(Component::toString).toList(),
                "apiVersion", comparison.apiVersion());
    }

    static CompareInput of(RemoteJob job) {
        SortedSet<Component> scope = new TreeSet<>();
        for (Object each : (Collection<?>) required(job, "scope")) {
            scope.add(Component.parse(each.toString())
                    .orElseThrow(() -> new IllegalStateException("Remote job " + job.id() + " names " + each)));
        }
        return new CompareInput(
                required(job, "change").toString(),
                required(job, "source").toString(),
                required(job, "target").toString(),
                scope,
                required(job, "apiVersion").toString(),
                job.kind().equals(Comparisons.VERIFY_KIND));
    }

    Manifest manifest() {
        return Manifests.forScope(apiVersion, scope);
    }

    private static Object required(RemoteJob job, String name) {
        Object value = job.input().get(name);
        if (value == null) {
            throw new IllegalStateException("Remote job " + job.id() + " has no " + name);
        }
        return value;
    }
}
