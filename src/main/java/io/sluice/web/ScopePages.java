package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.change.PastedScope;
import io.sluice.change.ScopeItem;
import io.sluice.environment.Environment;
import io.sluice.inventory.Inventories;
import io.sluice.inventory.InventoryState;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentNames;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import io.sluice.salesforce.OrgException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The scope page of a change request: pick from the org, propose, paste, take over, and see the scope as it stands. */
@Controller
@RequestMapping("/changes/{number}/scope")
class ScopePages {

    /** An inventory that is older is refreshed when the page is opened. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final SandboxLooks looks;
    private final ScopeViews views;
    private final Inventories inventories;

    ScopePages(ScopeViews views, Inventories inventories, SandboxLooks looks) {
        this.looks = looks;
        this.views = views;
        this.inventories = inventories;
    }

    @GetMapping
    String page(
            @PathVariable("number") String number,
            @RequestParam(name = "compact", defaultValue = "false") boolean compact,
            Authentication authentication,
            Model model) {
        Viewer viewer = Viewer.of(authentication);
        ChangeRequest change = views.require(number);
        Optional<Environment> environment = views.environment(change);
        model.addAttribute("change", change);
        model.addAttribute("compact", compact);
        environment.ifPresent(one -> {
            inventories.refreshIfOlder(one.id(), FRESH, viewer.id());
            model.addAttribute("shelf", views.shelf(one));
            model.addAttribute("fresh", inventories.state(one.id()));
            model.addAttribute("hits", views.hits(change, one, io.sluice.inventory.InventoryFilter.ALL, null));
        });
        model.addAttribute("noProduction", ScopeViews.noProduction().sentence());
        model.addAttribute(
                "allTypes",
                MetadataTypes.all().stream().map(MetadataType::name).sorted().toList());
        return basket(change, List.of(), viewer, model, "scope");
    }

    /** The components that fit; with {@code after}, only the rows that follow. */
    @GetMapping("/hits")
    String hits(
            @PathVariable("number") String number,
            @ModelAttribute ScopeFilter filter,
            @RequestParam(name = "after", defaultValue = "") String after,
            Authentication authentication,
            Model model) {
        ChangeRequest change = views.require(number);
        Environment environment = views.environment(change).orElseThrow(ScopeViews::noProduction);
        Optional<Component> last = Component.parse(after);
        model.addAttribute("change", change);
        model.addAttribute("hits", views.hits(change, environment, filter.read(), last.orElse(null)));
        model.addAttribute("fresh", inventories.state(environment.id()));
        basket(change, List.of(), Viewer.of(authentication), model, "");
        return last.isPresent() ? "scope :: rows" : "scope :: hits";
    }

    /** How many fit, type by type. */
    @GetMapping("/counts")
    String counts(@PathVariable("number") String number, @ModelAttribute ScopeFilter filter, Model model) {
        ChangeRequest change = views.require(number);
        Environment environment = views.environment(change).orElseThrow(ScopeViews::noProduction);
        model.addAttribute("counts", inventories.counts(environment.id(), filter.read()));
        return "scope :: counts";
    }

    /** How fresh the inventory is, for the page that watches a refresh. */
    @GetMapping("/freshness")
    String freshness(@PathVariable("number") String number, Model model, HttpServletResponse response) {
        ChangeRequest change = views.require(number);
        Environment environment = views.environment(change).orElseThrow(ScopeViews::noProduction);
        InventoryState state = inventories.state(environment.id());
        if (!state.isBusy()) {
            response.setHeader("HX-Trigger", "inventory-refreshed");
        }
        return freshness(change, environment, state, model);
    }

    @PostMapping("/refresh")
    String refresh(
            @PathVariable("number") String number,
            @RequestParam(name = "complete", defaultValue = "false") boolean complete,
            Authentication authentication,
            Model model) {
        ChangeRequest change = views.require(number);
        Environment environment = views.environment(change).orElseThrow(ScopeViews::noProduction);
        inventories.refresh(
                environment.id(), complete, Viewer.of(authentication).id());
        return freshness(change, environment, inventories.state(environment.id()), model);
    }

    private String freshness(ChangeRequest change, Environment environment, InventoryState state, Model model) {
        model.addAttribute("change", change);
        model.addAttribute("fresh", state);
        model.addAttribute("environmentName", environment.name());
        return "scope :: freshness";
    }

    @PostMapping("/add")
    String add(
            @PathVariable("number") String number,
            @RequestParam("component") String component,
            @RequestParam(name = "kind", defaultValue = "existing") String kind,
            Authentication authentication,
            Model model) {
        ChangeRequest change = views.require(number);
        Viewer viewer = Viewer.of(authentication);
        ScopeItem item = new ScopeItem(component(component), kind(kind).orElse(ScopeItem.Kind.EXISTING));
        List<String> problems = views.add(change, List.of(item), true, viewer);
        mark(problems, item.component(), item.kind().word(), model);
        return basket(change, problems, viewer, model, "scope :: basket-and-mark");
    }

    @PostMapping("/remove")
    String remove(
            @PathVariable("number") String number,
            @RequestParam("component") String component,
            Authentication authentication,
            Model model) {
        ChangeRequest change = views.require(number);
        Viewer viewer = Viewer.of(authentication);
        Component removed = component(component);
        List<String> problems = views.remove(change, removed, viewer);
        mark(problems, removed, null, model);
        return basket(change, problems, viewer, model, "scope :: basket-and-mark");
    }

    /** What is to be said of a proposed item while it is typed. */
    @GetMapping("/check")
    String check(
            @PathVariable("number") String number,
            @RequestParam(name = "type", defaultValue = "") String type,
            @RequestParam(name = "name", defaultValue = "") String name,
            Model model) {
        ChangeRequest change = views.require(number);
        model.addAttribute("example", type.isBlank() ? null : ComponentNames.example(type.strip()));
        boolean complete = !type.isBlank() && !name.isBlank();
        model.addAttribute("complete", complete);
        model.addAttribute(
                "problem",
                complete
                        ? views.check(
                                        change,
                                        new ScopeItem(
                                                new Component(type.strip(), name.strip()), ScopeItem.Kind.PROPOSED))
                                .orElse(null)
                        : null);
        return "scope :: check";
    }

    @PostMapping("/propose")
    String propose(
            @PathVariable("number") String number,
            @RequestParam(name = "type", defaultValue = "") String type,
            @RequestParam(name = "name", defaultValue = "") String name,
            Authentication authentication,
            Model model) {
        ChangeRequest change = views.require(number);
        Viewer viewer = Viewer.of(authentication);
        if (type.isBlank() || name.isBlank()) {
            return basket(
                    change,
                    List.of("State the type and the name of what the change creates."),
                    viewer,
                    model,
                    "scope :: basket");
        }
        ScopeItem item = new ScopeItem(new Component(type.strip(), name.strip()), ScopeItem.Kind.PROPOSED);
        return basket(change, views.add(change, List.of(item), true, viewer), viewer, model, "scope :: basket");
    }

    /** Reads a pasted list and says what it would bring; nothing is kept yet. */
    @PostMapping("/paste")
    String paste(
            @PathVariable("number") String number,
            @RequestParam(name = "list", defaultValue = "") String list,
            @RequestParam(name = "kind", defaultValue = "") String kind,
            @RequestParam(name = "expand", defaultValue = "false") boolean expand,
            Model model) {
        ChangeRequest change = views.require(number);
        model.addAttribute("change", change);
        model.addAttribute("pasted", views.pasted(change, list, kind(kind).orElse(null), expand));
        return "scope :: pasted";
    }

    /** Keeps what is right in a pasted list. */
    @PostMapping("/paste/keep")
    String keep(
            @PathVariable("number") String number,
            @RequestParam(name = "list", defaultValue = "") String list,
            @RequestParam(name = "kind", defaultValue = "") String kind,
            @RequestParam(name = "expand", defaultValue = "false") boolean expand,
            Authentication authentication,
            Model model,
            HttpServletResponse response) {
        ChangeRequest change = views.require(number);
        Viewer viewer = Viewer.of(authentication);
        PastedScope pasted = views.pasted(change, list, kind(kind).orElse(null), expand);
        List<String> problems = pasted.right().isEmpty()
                ? List.of("Nothing of the list can be added.")
                : views.add(change, pasted.right(), false, viewer);
        if (problems.isEmpty()) {
            response.setHeader("HX-Trigger", "list-kept");
        }
        return basket(change, problems, viewer, model, "scope :: basket");
    }

    /** What changed in the sandbox since the push; asks the org. */
    @GetMapping("/changed")
    String changed(@PathVariable("number") String number, Authentication authentication, Model model) {
        ChangeRequest change = views.require(number);
        Viewer viewer = Viewer.of(authentication);
        Optional<String> refusal = looks.refusal(change, viewer);
        try {
            if (refusal.isPresent()) {
                model.addAttribute("trouble", refusal.get());
            } else {
                model.addAttribute("changed", views.changed(change));
            }
        } catch (OrgException e) {
            model.addAttribute("trouble", ScopeViews.unanswered(e));
        }
        return basket(change, List.of(), viewer, model, "scope :: changed");
    }

    @PostMapping("/take-over")
    String takeOver(
            @PathVariable("number") String number,
            @RequestParam(name = "change", required = false) @Nullable List<String> chosen,
            Authentication authentication,
            Model model) {
        ChangeRequest change = views.require(number);
        Viewer viewer = Viewer.of(authentication);
        List<ScopeItem> items = new ArrayList<>();
        for (String one : chosen == null ? List.<String>of() : chosen) {
            boolean deleted = one.startsWith("delete ");
            items.add(new ScopeItem(
                    component(deleted ? one.substring("delete ".length()) : one),
                    deleted ? ScopeItem.Kind.DELETION : ScopeItem.Kind.EXISTING));
        }
        List<String> problems =
                items.isEmpty() ? List.of("Tick what is to be taken over.") : views.takeOver(change, items, viewer);
        return basket(change, problems, viewer, model, "scope :: basket");
    }

    private String basket(ChangeRequest change, List<String> problems, Viewer viewer, Model model, String view) {
        model.addAttribute("change", change);
        model.addAttribute("basket", views.basket(change, viewer, problems));
        return view;
    }

    private static void mark(List<String> problems, Component component, @Nullable String kind, Model model) {
        if (problems.isEmpty()) {
            model.addAttribute("marked", ScopeViews.mark(component));
            model.addAttribute("markedKind", kind);
            model.addAttribute("markedComponent", component.toString());
        }
    }

    static Component component(String text) {
        return Component.parse(text)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "\"" + text + "\" is not written as Type:FullName, for example ApexClass:InvoiceService."));
    }

    private static Optional<ScopeItem.Kind> kind(String word) {
        return Arrays.stream(ScopeItem.Kind.values())
                .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
