package io.sluice.compare;

import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Requests comparisons and finds them. */
@Component
class StoredComparisons implements Comparisons {

    private final RemoteJobs jobs;
    private final ComparisonStore store;
    private final ComparedItemPages pages;
    private final ContentStore contents;

    // Lazy: what keeps the jobs knows their kinds, and kinds read comparisons.
    StoredComparisons(@Lazy RemoteJobs jobs, ComparisonStore store, ComparedItemPages pages, ContentStore contents) {
        this.jobs = jobs;
        this.store = store;
        this.pages = pages;
        this.contents = contents;
    }

    @Override
    public RemoteJob request(NewComparison comparison) {
        Selection selection = comparison.selection();
        if (selection.isEmpty()) {
            throw new IllegalArgumentException(
                    selection instanceof Selection.Scope
                            ? "There is nothing to compare: the scope of " + comparison.change() + " is empty"
                            : "There is nothing to compare: nothing was selected");
        }
        refuseUnknownState(comparison);
        String kind = kind(comparison);
        int attempt = jobs.of(kind, comparison.owner()).size() + 1;
        return jobs.request(new NewRemoteJob(
                kind,
                comparison.owner(),
                attempt,
                comparison.change(),
                comparison.target(),
                comparison.processInstance(),
                comparison.requestedBy(),
                selection instanceof Selection.Scope scope
                        ? CompareInput.of(comparison, scope)
                        : SelectionInput.of(comparison).written()));
    }

    private static String kind(NewComparison comparison) {
        if (!(comparison.selection() instanceof Selection.Scope)) {
            return SELECTION_KIND;
        }
        return comparison.verify() ? VERIFY_KIND : KIND;
    }

    /** Hashes of other API versions, or of another environment, would differ everywhere. */
    private void refuseUnknownState(NewComparison comparison) {
        EarlierState earlier = comparison.earlier();
        if (earlier == null) {
            return;
        }
        ComparisonHead head = pages.head(earlier.comparison())
                .filter(found -> found.selection() != null)
                .orElseThrow(() -> new IllegalArgumentException("There is no earlier comparison of a selection "
                        + earlier.comparison() + ", so there is no state to compare with"));
        String environment = earlier.source() ? head.source() : head.target();
        if (!environment.equals(comparison.target())) {
            throw new IllegalArgumentException("The earlier comparison has the state of environment " + environment
                    + ", not of " + comparison.target());
        }
        if (!earlier.source() && head.earlier() != null) {
            throw new IllegalArgumentException("The earlier comparison's target was itself an earlier state;"
                    + " compare with the comparison that it came from");
        }
        if (!head.apiVersion().equals(comparison.apiVersion())) {
            throw new IllegalArgumentException("The earlier state is of API version " + head.apiVersion()
                    + "; compare with that version, for another one writes the same content otherwise");
        }
    }

    @Override
    public Optional<Comparison> find(UUID id) {
        return store.find(id);
    }

    @Override
    public Optional<Comparison> latest(String owner, boolean verify) {
        return store.latest(owner, verify);
    }

    @Override
    public List<Comparison> ofChange(String change) {
        return store.ofChange(change);
    }

    @Override
    public Optional<ComparisonHead> head(UUID id) {
        return pages.head(id);
    }

    @Override
    public Optional<ComparisonHead> headOfJob(UUID remoteJob) {
        return pages.headOfJob(remoteJob);
    }

    @Override
    public List<ComparisonHead> newest(int limit) {
        return pages.newest(limit);
    }

    @Override
    public List<ComparedItem> items(
            UUID id, ItemFilter filter, io.sluice.metadata.@Nullable Component after, int limit) {
        return pages.items(id, filter, after, limit);
    }

    @Override
    public List<ComparedItem> rightsFirst(
            UUID id, ItemFilter filter, io.sluice.metadata.@Nullable Component after, int limit) {
        return pages.rightsFirst(id, filter, after, limit);
    }

    @Override
    public Optional<ComparedItem> item(UUID id, io.sluice.metadata.Component component) {
        return pages.item(id, component);
    }

    @Override
    public List<ItemCount> counts(UUID id, ItemFilter filter) {
        return pages.counts(id, filter);
    }

    @Override
    public List<ComparedFile> files(UUID id, io.sluice.metadata.Component item, boolean source) {
        return pages.files(id, item, source);
    }

    @Override
    public boolean content(String sha256, OutputStream out) throws IOException {
        return contents.write(sha256, out);
    }
}
