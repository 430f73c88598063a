package io.sluice.compare;

import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Requests comparisons and finds them. */
@Component
class StoredComparisons implements Comparisons {

    private final RemoteJobs jobs;
    private final ComparisonStore store;

    // Lazy: what keeps the jobs knows their kinds, and kinds read comparisons.
    StoredComparisons(@Lazy RemoteJobs jobs, ComparisonStore store) {
        this.jobs = jobs;
        this.store = store;
    }

    @Override
    public RemoteJob request(NewComparison comparison) {
        if (comparison.scope().isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to compare: the scope of " + comparison.change() + " is empty");
        }
        String kind = comparison.verify() ? VERIFY_KIND : KIND;
        int attempt = jobs.of(kind, comparison.owner()).size() + 1;
        return jobs.request(new NewRemoteJob(
                kind,
                comparison.owner(),
                attempt,
                comparison.change(),
                comparison.target(),
                comparison.processInstance(),
                comparison.requestedBy(),
                CompareInput.of(comparison)));
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
}
