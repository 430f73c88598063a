package io.sluice.compare;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.Manifests;
import io.sluice.remotejob.RemoteJob;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a comparison's remote job is asked to do, as its row keeps it. */
record CompareInput(
        String change,
        String source,
        String target,
        SortedSet<Component> scope,
        String apiVersion,
        boolean verify,
        Selection.@Nullable Kept kept) {

    private static final String KEPT = "kept";
    private static final String LEFT_OUT = "leftOut";

    static Map<String, Object> of(NewComparison comparison, Selection.Scope scope) {
        Map<String, Object> input = new HashMap<>();
        input.put("change", Objects.requireNonNull(comparison.change()));
        input.put("source", comparison.source());
        input.put("target", comparison.target());
        input.put("scope", named(scope.components()));
        input.put("apiVersion", comparison.apiVersion());
        Selection.Kept kept = scope.kept();
        if (kept != null) {
            input.put(KEPT, kept.id());
            input.put(LEFT_OUT, named(kept.leftOut()));
        }
        return input;
    }

    private static List<String> named(Collection<Component> components) {
        return components.stream().map(Component::toString).toList();
    }

    static CompareInput of(RemoteJob job) {
        SortedSet<Component> scope = components(job, "scope");
        return new CompareInput(
                required(job, "change").toString(),
                required(job, "source").toString(),
                required(job, "target").toString(),
                scope,
                required(job, "apiVersion").toString(),
                job.kind().equals(Comparisons.VERIFY_KIND),
                job.input().containsKey(KEPT)
                        ? new Selection.Kept(required(job, KEPT).toString(), components(job, LEFT_OUT))
                        : null);
    }

    private static SortedSet<Component> components(RemoteJob job, String name) {
        SortedSet<Component> components = new TreeSet<>();
        for (Object each : (Collection<?>) required(job, name)) {
            components.add(Component.parse(each.toString())
                    .orElseThrow(() -> new IllegalStateException("Remote job " + job.id() + " names " + each)));
        }
        return components;
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
