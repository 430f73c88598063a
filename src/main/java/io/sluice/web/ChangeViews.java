package io.sluice.web;

import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.Families;
import io.sluice.change.Family;
import io.sluice.change.Overlaps;
import io.sluice.change.Scope;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.sync.Board;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Change requests as pages and their JSON twins show them. */
@org.springframework.stereotype.Component
class ChangeViews {

    private static final int PAGE_SIZE = 50;

    private final ChangeRequests changes;
    private final Families families;
    private final Overlaps overlaps;
    private final NextViews next;
    private final PathViews paths;
    private final ApprovalViews approvals;
    private final ComparisonViews comparisons;
    private final DeploymentViews deployments;
    private final JobViews jobs;
    private final HistoryViews history;
    private final EnvironmentNames environments;
    private final Board board;

    ChangeViews(
            ChangeRequests changes,
            Families families,
            Overlaps overlaps,
            NextViews next,
            PathViews paths,
            ApprovalViews approvals,
            ComparisonViews comparisons,
            DeploymentViews deployments,
            JobViews jobs,
            HistoryViews history,
            EnvironmentNames environments,
            Board board) {
        this.changes = changes;
        this.families = families;
        this.overlaps = overlaps;
        this.next = next;
        this.paths = paths;
        this.approvals = approvals;
        this.comparisons = comparisons;
        this.deployments = deployments;
        this.jobs = jobs;
        this.history = history;
        this.environments = environments;
        this.board = board;
    }

    /**
     * One page of the list.
     *
     * @param status in words; empty or null for any
     * @param page counts from 1; a page past the end shows the last one
     * @throws Refusal where there is no such status
     */
    ChangeList list(@Nullable String status, @Nullable String text, boolean mine, int page, Viewer viewer) {
        ChangeFilter filter = new ChangeFilter(
                status(status), mine ? viewer.id() : null, text == null || text.isBlank() ? null : text.strip());
        List<ChangeRequest> found = changes.list(filter);
        int pages = Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        int shown = Math.min(Math.max(1, page), pages);
        int from = (shown - 1) * PAGE_SIZE;
        List<ChangeRow> rows = found.subList(from, Math.min(found.size(), from + PAGE_SIZE)).stream()
                .map(change -> new ChangeRow(
                        change.number(),
                        change.name(),
                        change.type().word(),
                        change.status().words(),
                        change.requester(),
                        next.inOneLine(change, viewer),
                        change.updatedAt()))
                .toList();
        return new ChangeList(shown, pages, found.size(), rows);
    }

    /** @throws Refusal where there is no such change request */
    ChangeView one(String number, Viewer viewer) {
        ChangeRequest change = require(number);
        String sandbox = change.sandbox();
        Family family = families.of(number);
        return new ChangeView(
                change.number(),
                change.name(),
                change.type().word(),
                change.status().words(),
                change.statusReason(),
                change.status().isFinal(),
                change.overview(),
                change.requester(),
                sandbox == null ? null : environments.of(sandbox),
                change.createdAt(),
                change.updatedAt(),
                next.of(change, viewer),
                paths.of(number),
                scope(change, family),
                kin(family),
                approvals.ofChange(number),
                comparisons.ofChange(number),
                deployments.ofChange(number),
                jobs.ofChange(number),
                history.ofChange(number),
                syncs(number));
    }

    private List<ChangeView.Synced> syncs(String number) {
        return board.syncs(number).stream()
                .map(sync -> new ChangeView.Synced(
                        sync.at(),
                        sync.direction().word(),
                        environments.of(sync.environment()),
                        sync.revision(),
                        sync.result(),
                        sync.words(),
                        sync.differences(),
                        sync.actor()))
                .toList();
    }

    /** @throws Refusal where there is no such change request */
    ChangeView.Next next(String number, Viewer viewer) {
        return next.of(require(number), viewer);
    }

    /** @throws Refusal where there is no such change request */
    ChangeRequest require(String number) {
        return changes.find(number).orElseThrow(() -> Refusal.noSuchChange(number));
    }

    /** @throws Refusal where there is no such change request */
    List<ChangeView.HistoryRow> history(String number) {
        return history.ofChange(require(number).number());
    }

    private ChangeView.ScopeView scope(ChangeRequest change, Family family) {
        Scope current = changes.scope(change.number());
        Integer approved = change.approvedRevision();
        ScopeDifference difference = approved == null || approved == current.revision()
                ? ScopeDifference.NONE
                : changes.scope(change.number(), approved).differenceTo(current);
        return new ChangeView.ScopeView(
                current.revision(),
                approved,
                approved != null && approved == current.revision(),
                current.items().stream()
                        .map(item -> new ChangeView.Item(
                                item.component().type(),
                                item.component().fullName(),
                                item.kind().word(),
                                Optional.ofNullable(family.origins().get(item.component()))
                                        .map(List::copyOf)
                                        .orElse(List.of())))
                        .toList(),
                current.additionalApprovers(),
                difference.reallyAdded().stream().map(ScopeItem::words).toList(),
                difference.reallyRemoved().stream().map(ScopeItem::words).toList(),
                difference.kindChanged().stream().map(ScopeItem::words).toList(),
                difference.isEmpty() || approved == null
                        ? List.of()
                        : board.edits(change.number(), approved).stream()
                                .map(edit ->
                                        edit.what() + ": " + edit.item() + ", " + edit.before() + " to " + edit.after())
                                .toList(),
                change.status().isFinal() ? List.of() : overlaps.of(change.number()));
    }

    private ChangeView.Kin kin(Family family) {
        String parent = family.parent();
        return new ChangeView.Kin(
                parent == null ? null : relative(require(parent)),
                family.release(),
                family.children().stream().map(ChangeViews::relative).toList(),
                family.behind().added().stream().map(ScopeItem::words).toList(),
                family.behind().removed().stream().map(ScopeItem::words).toList());
    }

    private static ChangeView.Relative relative(ChangeRequest change) {
        return new ChangeView.Relative(
                change.number(), change.name(), change.status().words(), Family.isRolledUp(change));
    }

    private static @Nullable ChangeStatus status(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        return Arrays.stream(ChangeStatus.values())
                .filter(status -> status.words().equals(words))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "There is no status " + words + ". Choose one of "
                                + PageWords.anyOf(Arrays.stream(ChangeStatus.values())
                                        .map(ChangeStatus::words)
                                        .toList())
                                + "."));
    }
}
