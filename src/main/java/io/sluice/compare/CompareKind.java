package io.sluice.compare;

import io.sluice.compare.ScopeComparison.OneSide;
import io.sluice.compare.ScopeComparison.UnreadableException;
import io.sluice.environment.Connections;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.RetrieveProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares two environments: the same manifest is retrieved from both at once, each zip is hashed while it arrives,
 * and then read from disk. The remote id is both retrieves' ids, source first. Where what was kept of the target stands in for
 * the source, only the target is asked.
 */
final class CompareKind implements RemoteJobKind {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String RETRIEVE_FAILED = "retrieve-failed";

    private final String name;
    private final RestartableRetrieves retrieves;
    private final Connections connections;
    private final ComparisonStore store;
    private final DifferenceStore differences;
    private final LargeFiles largeFiles;
    private final ItemDifferences found;
    private final ObjectProvider<KeptStates> states;
    private final Evidence evidence;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CompareKind(
            String name,
            RestartableRetrieves retrieves,
            Connections connections,
            ComparisonStore store,
            DifferenceStore differences,
            LargeFiles largeFiles,
            ItemDifferences found,
            ObjectProvider<KeptStates> states,
            Evidence evidence,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.name = name;
        this.retrieves = retrieves;
        this.connections = connections;
        this.store = store;
        this.differences = differences;
        this.largeFiles = largeFiles;
        this.found = found;
        this.states = states;
        this.evidence = evidence;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean exclusive() {
        return false;
    }

    @Override
    public String send(RemoteJob job) {
        CompareInput input = CompareInput.of(job);
        return start(job, input);
    }

    @Override
    public Lost lost(RemoteJob job) {
        return new Lost.SendAgain();
    }

    @Override
    public Look look(RemoteJob job) {
        Optional<Comparison> stored = store.ofJob(job.id());
        if (stored.isPresent()) {
            return new Look.Ended(outcome(stored.get(), CompareInput.of(job)));
        }
        CompareInput input = CompareInput.of(job);
        Selection.Kept kept = input.kept();
        if (kept != null) {
            return lookBesideKept(job, input, kept);
        }
        if (retrieves.isSpent(sourceKey(job)) || retrieves.isSpent(targetKey(job))) {
            // Both, so that the two sides are of one moment.
            start(job, input);
            return new Look.Running(Progress.of("Started again"), PAUSE);
        }
        RetrieveProgress source = retrieves.look(sourceKey(job), input.source());
        RetrieveProgress target = retrieves.look(targetKey(job), input.target());
        // A verification has no one to change its scope: it is asked again, and an operator hears of it.
        if (!name.equals(Comparisons.VERIFY_KIND) && (source.isOverLimit() || target.isOverLimit())) {
            return new Look.Ended(Outcome.refused(
                    RETRIEVE_FAILED,
                    source.isOverLimit() ? overLimit(input.source(), source) : overLimit(input.target(), target)));
        }
        refuseFailed(job, sourceKey(job), input.source(), source);
        refuseFailed(job, targetKey(job), input.target(), target);
        if (!source.done() || !target.done()) {
            return new Look.Running(Progress.of("source " + source.status() + ", target " + target.status()), PAUSE);
        }
        return new Look.Ended(compare(job, input, source, target));
    }

    private Outcome compare(RemoteJob job, CompareInput input, RetrieveProgress source, RetrieveProgress target) {
        try (RetrievedZip sourceZip = retrieves.fetch(sourceKey(job), input.source(), input.scope());
                RetrievedZip targetZip = retrieves.fetch(targetKey(job), input.target(), input.scope())) {
            String sourceOrg = connections.open(input.source()).identity().orgId();
            return compare(
                    job,
                    input,
                    sourceOrg,
                    new OneSide("Source", input.source(), sourceZip, new OrgMessages(source.messages(), input.scope())),
                    new OneSide(
                            "Target", input.target(), targetZip, new OrgMessages(target.messages(), input.scope())));
        } catch (UnreadableException e) {
            // A verification has no one to change its scope: it is asked again, and an operator hears of it.
            if (name.equals(Comparisons.VERIFY_KIND)) {
                throw new OrgException(
                        RestartableRetrieves.BROKEN_PACKAGE,
                        e.getMessage() + ". It is retrieved again; a retry is safe.",
                        false,
                        e);
            }
            return Outcome.refused(
                    RETRIEVE_FAILED,
                    e.getMessage() + ". Have it mended in that environment, or leave the component out of the scope.");
        }
    }

    private Outcome compare(RemoteJob job, CompareInput input, String sourceOrgId, OneSide source, OneSide target)
            throws UnreadableException {
        ScopeComparison comparison = new ScopeComparison(input.scope(), largeFiles);
        DifferenceBuffer inside = new DifferenceBuffer(differences, transaction);
        comparison.compare(source, target, inside::add);
        return outcome(keep(job, input, sourceOrgId, comparison, inside), input);
    }

    /** Only the target is asked; it is asked again for as long as it fails, and an operator hears of it. */
    private Look lookBesideKept(RemoteJob job, CompareInput input, Selection.Kept kept) {
        if (retrieves.isSpent(targetKey(job))) {
            start(job, input);
            return new Look.Running(Progress.of("Started again"), PAUSE);
        }
        RetrieveProgress target = retrieves.look(targetKey(job), input.target());
        refuseFailed(job, targetKey(job), input.target(), target);
        if (!target.done()) {
            return new Look.Running(Progress.of(target.status()), PAUSE);
        }
        try (KeptStates.Kept earlier = states.getObject().read(kept.id(), input.scope());
                RetrievedZip now = retrieves.fetch(targetKey(job), input.target(), input.scope())) {
            return new Look.Ended(compare(
                    job,
                    input,
                    earlier.orgId(),
                    new OneSide("Kept", input.target(), earlier.zip(), new OrgMessages(List.of(), input.scope())),
                    new OneSide("Target", input.target(), now, new OrgMessages(target.messages(), input.scope()))));
        } catch (UnreadableException e) {
            throw new OrgException(
                    RestartableRetrieves.BROKEN_PACKAGE,
                    e.getMessage() + ". It is retrieved again; a retry is safe.",
                    false,
                    e);
        }
    }

    private Outcome outcome(Comparison comparison, CompareInput input) {
        Selection.Kept kept = input.kept();
        return ComparisonWords.outcome(
                comparison, found.verified(comparison.id()), kept == null ? Set.of() : kept.leftOut());
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        if (name.equals(Comparisons.VERIFY_KIND)) {
            events.publishEvent(new VerifyEnded(job.owner(), outcome.isSuccess(), outcome.message()));
        }
    }

    private String start(RemoteJob job, CompareInput input) {
        if (input.kept() != null) {
            return retrieves.start(targetKey(job), input.target(), input.manifest());
        }
        return retrieves.start(sourceKey(job), input.source(), input.manifest()) + " "
                + retrieves.start(targetKey(job), input.target(), input.manifest());
    }

    private static String overLimit(String environment, RetrieveProgress progress) {
        return "Environment " + environment + " could not return the scope: " + progress.reason()
                + ". Split the scope into several changes, or leave out big static resources.";
    }

    private void refuseFailed(RemoteJob job, String key, String environment, RetrieveProgress progress) {
        if (progress.done() && !progress.success()) {
            retrieves.spend(key);
            throw new OrgException(
                    "RETRIEVE_FAILED",
                    "Environment " + environment + " could not return the scope: " + progress.reason()
                            + ". It is asked again; a retry is safe.");
        }
    }

    private Comparison keep(
            RemoteJob job, CompareInput input, String sourceOrgId, ScopeComparison compared, DifferenceBuffer inside) {
        OrgConnection sourceOrg = connections.open(input.source());
        Comparison comparison = new Comparison(
                UUID.randomUUID(),
                input.change(),
                job.owner(),
                input.verify(),
                input.source(),
                input.target(),
                sourceOrgId,
                connections.open(input.target()).identity().orgId(),
                input.apiVersion(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                compared.sourceDigest(),
                compared.targetDigest(),
                withEditors(compared.items(), sourceOrg));
        transaction.executeWithoutResult(status -> {
            store.add(job.id(), comparison);
            differences.lookedInside(comparison.id());
            differences.add(comparison.id(), inside);
            evidence.record("sluice", "environments-compared", comparison.change(), facts(comparison));
        });
        return comparison;
    }

    private static Map<String, Object> facts(Comparison comparison) {
        return Map.of(
                "comparison", comparison.id().toString(),
                "deployment", comparison.owner(),
                "verify", comparison.verify(),
                "source", comparison.source(),
                "target", comparison.target(),
                "sourceDigest", comparison.sourceDigest().value(),
                "targetDigest", comparison.targetDigest().value(),
                "result", ComparisonWords.counts(comparison));
    }

    private static List<ComparedItem> withEditors(List<ComparedItem> items, OrgConnection source) {
        Map<Component, ListedComponent> listed = new HashMap<>();
        items.stream()
                .filter(CompareKind::differs)
                .map(item -> item.component().type())
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(type -> source.list(type).forEach(each -> listed.put(each.component(), each)));
        return items.stream()
                .map(item -> differs(item) ? edited(item, listed.get(item.component())) : item)
                .toList();
    }

    private static boolean differs(ComparedItem item) {
        return item.bucket() != Bucket.SAME && item.bucket() != Bucket.IN_NEITHER;
    }

    private static ComparedItem edited(ComparedItem item, @Nullable ListedComponent listed) {
        if (listed == null) {
            return item;
        }
        return new ComparedItem(
                item.component(),
                item.bucket(),
                item.sourceHash(),
                item.targetHash(),
                item.onlyInSource(),
                item.onlyInTarget(),
                listed.lastModifiedBy(),
                listed.lastModifiedAt(),
                item.note());
    }

    private static String sourceKey(RemoteJob job) {
        return job.id() + ":source";
    }

    private static String targetKey(RemoteJob job) {
        return job.id() + ":target";
    }
}
