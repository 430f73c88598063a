package io.sluice.compare;

import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.environment.PromotionPath;
import io.sluice.evidence.Evidence;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks who asks for what before anything is requested. */
@Service
class CheckedComparisonDesk implements ComparisonDesk {

    private final Comparisons comparisons;
    private final Environments environments;
    private final RemoteJobs jobs;
    private final Evidence evidence;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CheckedComparisonDesk(
            Comparisons comparisons,
            Environments environments,
            @Lazy RemoteJobs jobs,
            Evidence evidence,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.comparisons = comparisons;
        this.environments = environments;
        this.jobs = jobs;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public AskResult ask(Asked asked, String person) {
        Optional<ComparisonHead> earlier =
                Optional.ofNullable(asked.earlier()).flatMap(state -> comparisons.head(state.comparison()));
        String target = asked.earlier() == null ? asked.target() : environmentOf(asked.earlier(), earlier);
        List<String> problems = problems(asked, target, earlier, person);
        if (!problems.isEmpty() || target == null) {
            return new AskResult.Refused(problems);
        }
        String apiVersion =
                earlier.map(ComparisonHead::apiVersion).orElseGet(() -> lowerVersion(asked.source(), target));
        NewComparison comparison = new NewComparison(
                asked.change(),
                "comparison-" + UUID.randomUUID().toString().substring(0, 13),
                false,
                asked.source(),
                target,
                asked.selection(),
                asked.earlier(),
                asked.cold(),
                apiVersion,
                null,
                person);
        try {
            return Objects.requireNonNull(transaction.execute(status -> request(comparison, person)));
        } catch (IllegalArgumentException e) {
            // What only the room itself can tell of an earlier state.
            return new AskResult.Refused(List.of(e.getMessage() + "."));
        }
    }

    private AskResult request(NewComparison comparison, String person) {
        // One after the other, so that two requests of a person at once don't both take the last free place.
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("comparisons of " + person)
                .query(row -> {});
        if (openOf(person) >= AskLimits.MOST_OPEN) {
            return new AskResult.Refused(
                    List.of(
                            "You have " + AskLimits.MOST_OPEN
                                    + " comparisons under way, and more are not begun at once. Wait until one is done, or cancel one."));
        }
        RemoteJob job = comparisons.request(comparison);
        evidence.record(person, "comparison-requested", subject(comparison), details(job, comparison));
        return new AskResult.Requested(job);
    }

    private long openOf(String person) {
        return jobs.open().stream()
                .filter(job -> job.kind().equals(Comparisons.SELECTION_KIND))
                .filter(job -> job.requestedBy().equals(person))
                .count();
    }

    private static @Nullable String environmentOf(EarlierState state, Optional<ComparisonHead> head) {
        return head.map(found -> state.source() ? found.source() : found.target())
                .orElse(null);
    }

    private List<String> problems(
            Asked asked, @Nullable String target, Optional<ComparisonHead> earlier, String person) {
        List<String> problems = new ArrayList<>();
        PromotionPath path = environments.pathOf(person);
        if (asked.source().isBlank()) {
            problems.add("Choose a source.");
        } else {
            path.useRefusal(asked.source()).ifPresent(problems::add);
        }
        if (asked.earlier() != null && earlier.isEmpty()) {
            problems.add("There is no comparison " + asked.earlier().comparison()
                    + ", so there is no earlier state to compare with.");
        } else if (target == null || target.isBlank()) {
            problems.add("Choose a target.");
        } else {
            path.useRefusal(target)
                    .filter(refusal -> !problems.contains(refusal))
                    .ifPresent(problems::add);
            if (asked.earlier() == null && target.equals(asked.source())) {
                problems.add(
                        "Source and target are the same environment; choose two, or an earlier state of this one.");
            }
        }
        if (asked.selection().isEmpty()) {
            problems.add("Say what to compare: everything, at least one type, or a list with at least one component.");
        }
        problems.addAll(AskLimits.problems(asked.selection()));
        return problems;
    }

    private String lowerVersion(String source, String target) {
        Environment one = environments.require(source);
        Environment other = environments.require(target);
        return new BigDecimal(one.apiVersion()).compareTo(new BigDecimal(other.apiVersion())) <= 0
                ? one.apiVersion()
                : other.apiVersion();
    }

    private static String subject(NewComparison comparison) {
        return Objects.requireNonNullElse(comparison.change(), comparison.owner());
    }

    private static Map<String, Object> details(RemoteJob job, NewComparison comparison) {
        Map<String, Object> details = new HashMap<>(Map.of(
                "job",
                job.id().toString(),
                "source",
                comparison.source(),
                "target",
                comparison.target(),
                "selection",
                SelectionWords.of(comparison.selection()),
                "apiVersion",
                comparison.apiVersion()));
        String leftOut = SelectionWords.leftOut(comparison.selection());
        if (!leftOut.isEmpty()) {
            details.put("leftOut", leftOut);
        }
        EarlierState earlier = comparison.earlier();
        if (earlier != null) {
            details.put("earlier", earlier.comparison() + (earlier.source() ? " (source)" : " (target)"));
        }
        return details;
    }

    @Override
    public Optional<String> cancel(UUID id, String person) {
        Optional<RemoteJob> job = jobs.find(id).filter(found -> found.kind().equals(Comparisons.SELECTION_KIND));
        if (job.isEmpty()) {
            return Optional.of("There is no comparison that was asked for under " + id + ".");
        }
        return jobs.cancel(id, person);
    }
}
