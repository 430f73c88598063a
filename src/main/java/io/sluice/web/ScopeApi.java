package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ScopeItem;
import io.sluice.environment.Environment;
import io.sluice.inventory.Inventories;
import io.sluice.inventory.InventoryState;
import io.sluice.inventory.TypeCount;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The scope page's JSON twin, with the same checks. */
@RestController
@RequestMapping("/api/changes/{number}/scope")
class ScopeApi {

    /**
     * An edit of the scope; nothing is done where one item is wrong.
     *
     * @param kind existing, proposed or deletion
     * @param add items {@code Type:FullName}
     * @param remove items {@code Type:FullName}
     */
    record Edit(
            @Nullable String kind,
            @Nullable List<String> add,
            @Nullable List<String> remove) {}

    private final SandboxLooks looks;
    private final ScopeViews views;
    private final Inventories inventories;

    ScopeApi(ScopeViews views, Inventories inventories, SandboxLooks looks) {
        this.looks = looks;
        this.views = views;
        this.inventories = inventories;
    }

    @GetMapping
    ScopeView.Basket scope(@PathVariable("number") String number, Authentication authentication) {
        return views.basket(views.require(number), Viewer.of(authentication), List.of());
    }

    /** Components that can be picked, by type and name; {@code after} is the last one of the answer before. */
    @GetMapping("/components")
    ScopeView.Hits components(
            @PathVariable("number") String number,
            @ModelAttribute ScopeFilter filter,
            @RequestParam(name = "after", defaultValue = "") String after) {
        ChangeRequest change = views.require(number);
        return views.hits(
                change,
                environment(change),
                filter.read(),
                Component.parse(after).orElse(null));
    }

    @GetMapping("/counts")
    List<TypeCount> counts(@PathVariable("number") String number, @ModelAttribute ScopeFilter filter) {
        return inventories.counts(environment(views.require(number)).id(), filter.read());
    }

    /** How fresh the inventory is that the components come from. */
    @GetMapping("/inventory")
    InventoryState inventory(@PathVariable("number") String number) {
        return inventories.state(environment(views.require(number)).id());
    }

    /** What changed in the sandbox since the push, newest first; empty before it. Asks the org. */
    @GetMapping("/changed")
    List<ScopeView.Changed> changed(@PathVariable("number") String number, Authentication authentication) {
        ChangeRequest change = views.require(number);
        looks.refusal(change, Viewer.of(authentication)).ifPresent(refusal -> {
            throw new Refusal(HttpStatus.FORBIDDEN, refusal);
        });
        try {
            return views.changed(change);
        } catch (OrgException e) {
            throw new Refusal(HttpStatus.BAD_GATEWAY, ScopeViews.unanswered(e));
        }
    }

    @PostMapping
    ScopeView.Basket edit(
            @PathVariable("number") String number, @RequestBody Edit edit, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        ChangeRequest change = views.require(number);
        ScopeItem.Kind kind = kind(edit.kind());
        List<ScopeItem> more = components(edit.add()).stream()
                .map(component -> new ScopeItem(component, kind))
                .toList();
        List<String> problems = views.edit(change, more, components(edit.remove()), viewer);
        if (!problems.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", problems));
        }
        return views.basket(change, viewer, List.of());
    }

    private Environment environment(ChangeRequest change) {
        return views.environment(change).orElseThrow(ScopeViews::noProduction);
    }

    private static ScopeItem.Kind kind(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return ScopeItem.Kind.EXISTING;
        }
        return Arrays.stream(ScopeItem.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "There is no kind \"" + word + "\"; state existing, proposed or deletion."));
    }

    private static List<Component> components(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(ScopePages::component).toList();
    }
}
