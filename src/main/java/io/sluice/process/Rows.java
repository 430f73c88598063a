package io.sluice.process;

import io.sluice.change.Overlap;
import io.sluice.change.Scope;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.deployment.Analysis;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.Explanation;
import io.sluice.deployment.Failure;
import io.sluice.deployment.TestProposal;
import io.sluice.environment.Environment;
import io.sluice.environment.PromotionPath;
import io.sluice.metadata.Component;
import io.sluice.sync.SandboxChange;
import io.sluice.sync.SyncConflict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows for the tables and selects of forms. A form shows the first 200; the change page shows all. */
final class Rows {

    static final int MOST = 200;
    private static final int NAMED_OF_AN_OVERLAP = 10;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Rows() {}

    /** @param origins for items that were rolled up into a release, the change requests that they come from */
    static List<Map<String, String>> scope(Scope scope, Map<Component, ? extends Collection<String>> origins) {
        return first(scope.items().stream()
                .map(item -> Map.of(
                        "item",
                        item.component().toString(),
                        "kind",
                        item.kind().happens(),
                        "from",
                        Optional.ofNullable(origins.get(item.component()))
                                .map(children -> String.join(", ", children))
                                .orElse("this change request")))
                .toList());
    }

    static List<Map<String, String>> sandbox(List<SandboxChange> changed) {
        return first(changed.stream()
                .map(change -> Map.of(
                        "item",
                        change.component().toString(),
                        "by",
                        change.by(),
                        "at",
                        MOMENT.format(change.at()),
                        "inScope",
                        change.inScope() ? "yes" : "no",
                        "what",
                        change.deleted() ? "deleted" : "changed"))
                .toList());
    }

    static List<Map<String, String>> conflicts(List<SyncConflict> conflicts) {
        return first(conflicts.stream()
                .map(conflict -> Map.of(
                        "what",
                        conflict.subject() + ": " + conflict.field(),
                        "ours",
                        conflict.ours() == null ? "deleted" : conflict.ours(),
                        "oursBy",
                        by(conflict.oursBy(), conflict.oursAt()),
                        "theirs",
                        conflict.theirs() == null ? "deleted" : conflict.theirs(),
                        "theirsBy",
                        by(conflict.theirsBy(), conflict.theirsAt())))
                .toList());
    }

    private static String by(String person, @Nullable Instant at) {
        return (person.isEmpty() ? "unknown" : person) + (at == null ? "" : ", " + MOMENT.format(at));
    }

    static List<Map<String, String>> comparison(Comparison comparison) {
        return first(comparison.items().stream()
                .map(item -> Map.of(
                        "item",
                        item.component().toString(),
                        "found",
                        item.bucket().words(),
                        "by",
                        item.lastModifiedBy() == null ? "" : item.lastModifiedBy(),
                        "note",
                        note(item)))
                .toList());
    }

    /** That the org could not find what is only on the other side says nothing more. */
    private static String note(ComparedItem item) {
        boolean oneSided = item.bucket() == Bucket.ONLY_IN_SOURCE || item.bucket() == Bucket.ONLY_IN_TARGET;
        return item.note() == null || oneSided ? "" : item.note();
    }

    static List<Map<String, String>> missing(DependencyResult result) {
        return first(result.missing().stream()
                .map(reference -> Map.of(
                        "item",
                        reference.to().toString(),
                        "namedBy",
                        reference.from().toString(),
                        "where",
                        reference.where()))
                .toList());
    }

    /** What analyzers found that stops the deployment. */
    static List<Map<String, String>> findings(Analysis analysis) {
        return first(analysis.stopping().stream()
                .map(each -> Map.of(
                        "item",
                        each.finding().place()
                                + (each.finding().where().isEmpty()
                                        ? ""
                                        : ", " + each.finding().where()),
                        "found",
                        each.finding().words(),
                        "remedy",
                        each.finding().remedy()))
                .toList());
    }

    /** What stays in the target and uses what is deleted. */
    static List<Map<String, String>> blockingUses(DependencyResult result) {
        return first(result.blockingUses().stream()
                .map(use -> Map.of(
                        "item", use.deleted().toString(), "usedBy", use.user().toString(), "why", use.why()))
                .toList());
    }

    /** What an attempt failed by, with what it means and what to do where the message is known. */
    static List<Map<String, String>> complaints(List<Failure> failures) {
        return first(failures.stream()
                .map(failure -> Map.of(
                        "item",
                        item(failure),
                        "complaint",
                        failure.message(),
                        "meaning",
                        failure.explanation().map(Explanation::meaning).orElse(""),
                        "remedy",
                        failure.explanation().map(Explanation::remedy).orElse("")))
                .toList());
    }

    private static String item(Failure failure) {
        return switch (failure.about()) {
            case COMPONENT ->
                failure.place() == null ? failure.subject() : failure.subject() + " (" + failure.place() + ")";
            case TEST -> failure.subject();
            case COVERAGE -> failure.subject().isEmpty() ? "Code coverage" : "Code coverage of " + failure.subject();
            case DEPLOYMENT -> "The whole package";
        };
    }

    static List<Map<String, String>> attempts(List<Attempt> attempts) {
        return first(attempts.stream()
                .map(attempt -> Map.of(
                        "attempt", kind(attempt) + ", attempt " + attempt.number(), "result", AttemptWords.of(attempt)))
                .toList());
    }

    private static String kind(Attempt attempt) {
        if (attempt.isRehearsal()) {
            return "Rehearsal of the rollback";
        }
        return attempt.isValidation() ? "Check" : "Deployment";
    }

    /** Other change requests that touch the same; the change page names all of what they share. */
    static List<Map<String, String>> overlaps(List<Overlap> overlaps) {
        return first(overlaps.stream()
                .map(overlap -> Map.of(
                        "change",
                        overlap.number() + " " + overlap.name(),
                        "owner",
                        overlap.requester(),
                        "status",
                        overlap.status().words(),
                        "items",
                        named(overlap.components())))
                .toList());
    }

    private static String named(List<Component> components) {
        int shown = Math.min(components.size(), NAMED_OF_AN_OVERLAP);
        String names =
                components.subList(0, shown).stream().map(Component::toString).collect(Collectors.joining(", "));
        return shown == components.size() ? names : names + " and " + (components.size() - shown) + " more";
    }

    /** Options of a select. */
    static List<Map<String, String>> options(Collection<Environment> environments) {
        return environments.stream()
                .map(environment -> Map.of(
                        "value",
                        environment.id(),
                        "label",
                        environment.name() + " (" + environment.kind().word() + ")"))
                .toList();
    }

    /** What a select shows at first: what was chosen before as far as it is offered, else the only option, else nothing. */
    static @Nullable String chosen(List<Environment> offered, @Nullable String before) {
        if (offered.stream().anyMatch(environment -> environment.id().equals(before))) {
            return before;
        }
        return offered.size() == 1 ? offered.get(0).id() : null;
    }

    /** Sources and the targets that each may go to, for a select that depends on another. */
    static List<Map<String, String>> ways(PromotionPath path) {
        return path.usable().stream()
                .flatMap(source -> options(path.targetsFrom(source.id())).stream()
                        .map(target -> Map.of(
                                "from",
                                source.id(),
                                "to",
                                String.valueOf(target.get("value")),
                                "label",
                                String.valueOf(target.get("label")))))
                .toList();
    }

    private static List<Map<String, String>> first(List<Map<String, String>> rows) {
        return rows.size() <= MOST ? rows : rows.subList(0, MOST);
    }

    /** Proposed tests, with what each reaches. */
    static List<Map<String, String>> tests(Optional<TestProposal> proposal) {
        return proposal.map(TestProposal::tests).orElse(List.of()).stream()
                .map(test -> Map.of(
                        "test",
                        test.name(),
                        "reaches",
                        test.reaches().stream().map(Component::toString).collect(Collectors.joining(", "))))
                .toList();
    }
}
