package io.sluice.web;

import io.sluice.change.NewChange;
import io.sluice.compare.AskResult;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.metadata.Component;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The comparison pages' JSON twins, with the same checks. */
@RestController
@RequestMapping("/api/comparisons")
class ComparisonApi {

    private static final int MOST_AT_ONCE = 1000;

    /**
     * A page of items.
     *
     * @param after what to ask for to get the next page; null at the end
     */
    record Page(List<ItemView> items, @Nullable String after) {}

    /**
     * A comparison that was asked for.
     *
     * @param comparison id of the result; null while there is none
     */
    record Standing(RunningComparisons.View job, @Nullable String comparison) {}

    /**
     * Items for a change request.
     *
     * @param components at most 1,000, written as Type:FullName
     * @param change number of an open one; null for a new one with the other three
     */
    record Pick(
            @Nullable List<@Nullable String> components,
            @Nullable String change,
            @Nullable String name,
            @Nullable String changeType,
            @Nullable String overview) {}

    private final Comparisons comparisons;
    private final ItemDifferences differences;
    private final ComparisonAccess access;
    private final ComparisonPageViews views;
    private final ComparisonLists lists;
    private final RunningComparisons running;
    private final NewComparisons asking;
    private final Picks picks;
    private final Portions portions;
    private final List<ExportFormat> formats;

    ComparisonApi(
            Comparisons comparisons,
            ItemDifferences differences,
            ComparisonAccess access,
            ComparisonPageViews views,
            ComparisonLists lists,
            RunningComparisons running,
            NewComparisons asking,
            Picks picks,
            Portions portions,
            List<ExportFormat> formats) {
        this.comparisons = comparisons;
        this.differences = differences;
        this.access = access;
        this.views = views;
        this.lists = lists;
        this.running = running;
        this.asking = asking;
        this.picks = picks;
        this.portions = portions;
        this.formats = formats;
    }

    /** The newest that the person may read, newest first. */
    @GetMapping
    List<ComparisonLists.Finished> list(Authentication authentication) {
        return lists.finished(Viewer.of(authentication));
    }

    /** Asks for a comparison; the answer's address tells how far it is and leads to the result. */
    @PostMapping
    ResponseEntity<Standing> ask(@RequestBody NewComparisonForm body, Authentication authentication) {
        AskResult result = asking.ask(body, Viewer.of(authentication));
        if (result instanceof AskResult.Refused refused) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", refused.problems()));
        }
        AskResult.Requested requested = (AskResult.Requested) result;
        return ResponseEntity.accepted()
                .header(
                        HttpHeaders.LOCATION,
                        "/api/comparisons/jobs/" + requested.job().id())
                .body(new Standing(running.view(requested.job()), null));
    }

    /** How far a comparison is that was asked for, and the id of the result once there is one. */
    @GetMapping("/jobs/{job}")
    Standing standing(@PathVariable("job") UUID job, Authentication authentication) {
        return new Standing(
                running.view(running.require(job, Viewer.of(authentication))),
                comparisons.headOfJob(job).map(head -> head.id().toString()).orElse(null));
    }

    /** Cancels it; a refusal is a conflict with the sentence. */
    @PostMapping("/jobs/{job}/cancel")
    Standing cancel(@PathVariable("job") UUID job, Authentication authentication) {
        Optional<String> refusal = running.cancel(job, Viewer.of(authentication));
        if (refusal.isPresent()) {
            throw new Refusal(HttpStatus.CONFLICT, refusal.get());
        }
        return standing(job, authentication);
    }

    @GetMapping("/{id}")
    ComparisonView one(@PathVariable("id") UUID id, Authentication authentication) {
        return views.of(access.require(id, Viewer.of(authentication)));
    }

    /** Items with what differs inside, by type and name; at most 1000 at once, and fewer where they have many differences. */
    @GetMapping("/{id}/items")
    Page items(
            @PathVariable("id") UUID id,
            @ModelAttribute ItemFields fields,
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestParam(name = "limit", defaultValue = "100") int limit,
            Authentication authentication) {
        ComparisonHead head = access.require(id, Viewer.of(authentication));
        int most = Math.min(Math.max(1, limit), MOST_AT_ONCE);
        Component last = after.isBlank() ? null : ScopePages.component(after);
        List<ComparedItem> found = comparisons.items(id, fields.read(), last, most);
        List<ComparedItem> items = portions.first(id, found);
        Map<Component, List<Difference>> inside = differences.of(
                head.id(), items.stream().map(ComparedItem::component).collect(Collectors.toList()));
        return new Page(
                items.stream()
                        .map(item -> ItemView.of(item, inside.getOrDefault(item.component(), List.of())))
                        .toList(),
                items.size() < most && items.size() == found.size()
                        ? null
                        : items.get(items.size() - 1).component().toString());
    }

    /** Everything that differs in one item, its texts and notes too. */
    @GetMapping("/{id}/differences")
    ComponentDifferences differences(
            @PathVariable("id") UUID id, @RequestParam("component") String component, Authentication authentication) {
        ComparisonHead head = access.require(id, Viewer.of(authentication));
        Component item = views.item(head, ScopePages.component(component)).component();
        return differences
                .of(id, item)
                .orElseGet(() -> new ComponentDifferences(item, List.of(), List.of(), List.of(), List.of()));
    }

    /** Makes items the scope of a new change request, or adds them to an open one. */
    @PostMapping("/{id}/pick")
    Picks.Picked pick(@PathVariable("id") UUID id, @RequestBody Pick body, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        ComparisonHead head = access.require(id, viewer);
        List<Component> items = Picks.items(body.components());
        if (items.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, "Name at least one component.");
        }
        String change = body.change();
        Picks.Picked picked = change != null
                ? picks.add(head, items, change, viewer)
                : picks.raise(
                        head,
                        items,
                        new NewChange(
                                Objects.requireNonNullElse(body.name(), "").strip(),
                                Objects.requireNonNullElse(body.changeType(), ""),
                                Objects.requireNonNullElse(body.overview(), "").strip()),
                        viewer);
        if (picked.change() == null || picked.added() == 0) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", picked.problems()));
        }
        return picked;
    }

    /** The whole comparison as a file: json, csv or xlsx. */
    @GetMapping("/{id}/export")
    void export(
            @PathVariable("id") UUID id,
            @RequestParam("format") String format,
            @ModelAttribute ItemFields fields,
            Authentication authentication,
            HttpServletResponse response)
            throws IOException {
        ComparisonHead head = access.require(id, Viewer.of(authentication));
        ExportFormat chosen = formats.stream()
                .filter(one -> one.name().equals(format))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "A comparison is exported as "
                                + formats.stream()
                                        .map(ExportFormat::name)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ", not as \"" + format + "\"."));
        ComparisonView view = views.of(head);
        response.setContentType(chosen.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"comparison-" + id.toString().substring(0, 8) + "." + chosen.name() + "\"");
        chosen.write(head, view, fields.read(), response.getOutputStream());
    }
}
