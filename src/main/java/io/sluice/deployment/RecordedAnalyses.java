package io.sluice.deployment;

import io.sluice.change.ChangeRequests;
import io.sluice.change.Overlaps;
import io.sluice.compare.ComparedFile;
import io.sluice.compare.Comparisons;
import io.sluice.deployment.analyzer.Analyzer;
import io.sluice.deployment.analyzer.Finding;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.deployment.analyzer.Subject;
import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import io.sluice.environment.Membership;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataFile;
import io.sluice.metadata.MetadataFiles;
import io.sluice.metadata.References;
import io.sluice.metadata.XmlNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Analyses of the packages of deployment records; each is written down with its evidence. */
@org.springframework.stereotype.Component
class RecordedAnalyses implements Analyses {

    private static final String RELEASE_MANAGER = "release-manager";

    private static final Set<DeploymentStatus> OVER = EnumSet.of(DeploymentStatus.DEPLOYED, DeploymentStatus.CANCELLED);

    private static final int LONGEST_REASON = 2000;

    private final List<Analyzer> analyzers;
    private final AnalyzerPolicy policy;
    private final AnalysisStore store;
    private final DeploymentStore deployments;
    private final Deployments records;
    private final PackageStore packages;
    private final Connections connections;
    private final Comparisons comparisons;
    private final Environments environments;
    private final Membership members;
    private final ChangeRequests changes;
    private final Overlaps overlaps;
    private final Evidence evidence;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RecordedAnalyses(
            List<Analyzer> analyzers,
            AnalyzerPolicy policy,
            AnalysisStore store,
            DeploymentStore deployments,
            Deployments records,
            PackageStore packages,
            Connections connections,
            Comparisons comparisons,
            Environments environments,
            Membership members,
            ChangeRequests changes,
            Overlaps overlaps,
            Evidence evidence,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.analyzers = analyzers.stream()
                .sorted(Comparator.comparing((Analyzer each) -> each.rule().usual())
                        .thenComparing(each -> each.rule().title()))
                .toList();
        this.policy = policy;
        this.store = store;
        this.deployments = deployments;
        this.records = records;
        this.packages = packages;
        this.connections = connections;
        this.comparisons = comparisons;
        this.environments = environments;
        this.members = members;
        this.changes = changes;
        this.overlaps = overlaps;
        this.evidence = evidence;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Rule> catalogue() {
        return analyzers.stream().map(Analyzer::rule).toList();
    }

    @Override
    public Rule.Effect effect(Rule rule, String targetKind) {
        return policy.effect(rule, targetKind);
    }

    @Override
    public Analysis analyze(String deployment) {
        DeploymentRecord record = deployments.require(deployment).record();
        Acts.CHECK.check(record);
        String sha256 = Objects.requireNonNull(record.packageSha256(), "the package was retrieved");
        String fingerprint = Objects.requireNonNull(record.fingerprint(), "the record was prepared");
        String kind = environments.require(record.target()).kind().word();
        OrgFacts target = new OrgFacts(
                connections.open(record.target()),
                () -> connections.open(record.source()),
                unit -> compared(Objects.requireNonNull(record.comparison(), "the record was compared"), unit));
        List<Finding> findings;
        try (InputStream first = packages.open(sha256);
                InputStream second = packages.open(sha256)) {
            SortedSet<Component> brought = References.defined(first);
            findings = new PackageAnalysis(analyzers, rule -> policy.effect(rule, kind))
                    .of(
                            second,
                            size -> new Subject(
                                    brought,
                                    new TreeSet<>(record.deletions()),
                                    record.testLevel() == null
                                            ? null
                                            : record.testLevel().apiName(),
                                    size,
                                    overlaps.of(record.change()),
                                    target));
        } catch (IOException e) {
            throw new UncheckedIOException("Package " + sha256 + " can't be read for its analysis", e);
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            store.add(deployment, sha256, fingerprint, Times.now(clock), findings, target.notes());
            Analysis analysis = store.latest(deployment).orElseThrow();
            Map<String, Object> details = new HashMap<>();
            details.put("deployment", deployment);
            details.put("package", sha256);
            details.put("fingerprint", fingerprint);
            details.put(
                    "findings",
                    findings.stream()
                            .map(each -> (each.blocks() ? "block " : "warn ") + each.rule() + " " + each.place())
                            .toList());
            details.put(
                    "stopping",
                    analysis.stopping().stream().map(Analysis.Judged::id).toList());
            evidence.record("sluice", "package-analyzed", record.change(), details);
            return analysis;
        }));
    }

    private Optional<XmlNode> compared(UUID comparison, Component unit) {
        for (ComparedFile file : comparisons.files(comparison, unit, false)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                Optional<XmlNode> root = comparisons.content(file.sha256(), bytes)
                        ? MetadataFiles.file(file.path(), bytes.toByteArray()).flatMap(MetadataFile::root)
                        : Optional.empty();
                if (root.isPresent()) {
                    return root;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file.path() + " of the target can't be read for the analysis", e);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Analysis> latest(String deployment) {
        return store.latest(deployment);
    }

    @Override
    public WaiveResult waive(String deployment, String finding, String reason, String person) {
        if (reason.isBlank()) {
            return new Refused("A finding is waived with a reason; it was empty.");
        }
        if (reason.strip().length() > LONGEST_REASON) {
            return new Refused("A reason has at most 2,000 characters; this one has "
                    + reason.strip().length() + ".");
        }
        if (!members.groupsOf(person).contains(RELEASE_MANAGER)) {
            return new Refused("Release managers waive findings; " + person + " is none.");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            DeploymentRecord record = deployments.lock(deployment).record();
            if (changes.require(record.change()).requester().equals(person)) {
                return new Refused(
                        person + " asked for this change, so another release manager has to waive its findings.");
            }
            if (OVER.contains(record.status())) {
                return new Refused("The deployment is over: " + record.status().words() + ".");
            }
            if (records.lastEditors(deployment).contains(person)) {
                return new Refused(
                        person + " was the last to edit a part of this change in the source, so another release"
                                + " manager has to waive its findings.");
            }
            Optional<Analysis> newest =
                    store.latest(deployment).filter(each -> each.fingerprint().equals(record.fingerprint()));
            Optional<Analysis.Judged> judged = newest.stream()
                    .flatMap(each -> each.findings().stream())
                    .filter(each -> each.id().equals(finding))
                    .findFirst();
            if (judged.isEmpty()) {
                return new Refused(
                        "The deployment was prepared or analyzed anew meanwhile, and this finding is not among"
                                + " what was found. Open the page again.");
            }
            if (!judged.get().stops()) {
                return new Refused("This finding does not stop the deployment, so there is nothing to waive.");
            }
            Finding waived = judged.get().finding();
            String fingerprint = newest.orElseThrow().fingerprint();
            Analysis.Waiver waiver = new Analysis.Waiver(person, reason.strip(), Times.now(clock));
            if (store.waive(deployment, fingerprint, finding, waiver)) {
                evidence.record(
                        person,
                        "finding-waived",
                        record.change(),
                        Map.of(
                                "deployment", deployment,
                                "fingerprint", fingerprint,
                                "rule", waived.rule(),
                                "place", waived.place().toString(),
                                "words", waived.words(),
                                "reason", reason.strip()));
            }
            return new Waived(store.latest(deployment).orElseThrow());
        }));
    }
}
