package io.sluice.environment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which environment leads to which, at one moment. From an environment with registered routes a change goes exactly where
 * they lead; from one without any, to every environment with a higher stage. Disabled environments are neither source nor
 * target. Seen for a person, only environments that the person may use are.
 */
public final class PromotionPath {

    private final List<Environment> environments;
    private final SortedSet<Route> routes;
    private final @Nullable String person;
    private final Set<String> groups;

    private PromotionPath(
            List<Environment> environments, Set<Route> routes, @Nullable String person, Set<String> groups) {
        this.environments = List.copyOf(environments);
        this.routes = new TreeSet<>(routes);
        this.person = person;
        this.groups = Set.copyOf(groups);
    }

    /** For nobody in particular: who may use an environment is not asked. */
    public static PromotionPath of(List<Environment> environments, Set<Route> routes) {
        return new PromotionPath(environments, routes, null, Set.of());
    }

    /** For a person who belongs to these groups. */
    public PromotionPath seenBy(String who, Set<String> memberOf) {
        return new PromotionPath(environments, routes, who, memberOf);
    }

    /** All environments, disabled ones too, along the path. */
    public List<Environment> environments() {
        return environments;
    }

    /** The registered routes. */
    public SortedSet<Route> routes() {
        return new TreeSet<>(routes);
    }

    /** Whether routes are registered for it, so that its stage does not count. */
    public boolean hasRoutes(String source) {
        return routes.stream().anyMatch(route -> route.source().equals(source));
    }

    /** Whether a registered route, or else the stage, leads from one to the other; nothing else is asked. */
    public boolean leads(Environment source, Environment target) {
        if (source.id().equals(target.id())) {
            return false;
        }
        return hasRoutes(source.id())
                ? routes.contains(new Route(source.id(), target.id()))
                : target.stage() > source.stage();
    }

    /** Where the routes lead from an environment, disabled ones left out, for whoever may use them. */
    public List<Environment> onwardFrom(Environment source) {
        return environments.stream()
                .filter(target -> target.enabled() && leads(source, target))
                .toList();
    }

    /** Environments that may be used. */
    public List<Environment> usable() {
        return environments.stream().filter(this::mayUse).toList();
    }

    /** Environments to work in: usable, not production, and not a dead end. */
    public List<Environment> workplaces() {
        return usable().stream()
                .filter(environment -> !environment.kind().isProduction()
                        && !onwardFrom(environment).isEmpty())
                .toList();
    }

    /** Where a change may go from here; none from an environment that may not be used itself. */
    public List<Environment> targetsFrom(String source) {
        return environments.stream()
                .filter(target -> mayGo(source, target.id()))
                .toList();
    }

    /** Every source and target that may be chosen together. */
    public List<Route> ways() {
        List<Route> ways = new ArrayList<>();
        usable().forEach(source ->
                targetsFrom(source.id()).forEach(target -> ways.add(new Route(source.id(), target.id()))));
        return ways;
    }

    /**
     * The ways over one or more targets that a change may take from here, those with the fewest targets first. None goes on
     * from production.
     *
     * @param most how many are named at most, beside those with one target, which all are
     */
    public List<List<Environment>> pathsFrom(String source, int most) {
        List<List<Environment>> found = new ArrayList<>();
        Deque<List<Environment>> open = new ArrayDeque<>(List.of(List.of()));
        while (!open.isEmpty()) {
            List<Environment> path = open.removeFirst();
            String end = path.isEmpty() ? source : path.get(path.size() - 1).id();
            for (Environment next : targetsFrom(end)) {
                if (!path.isEmpty() && found.size() >= most) {
                    return found;
                }
                if (!next.id().equals(source) && !path.contains(next)) {
                    List<Environment> longer = new ArrayList<>(path);
                    longer.add(next);
                    found.add(List.copyOf(longer));
                    if (!next.kind().isProduction()) {
                        open.addLast(longer);
                    }
                }
            }
        }
        return found;
    }

    /** The environments of these targets, one after the other; empty where a change may not go from here along them. */
    public Optional<List<Environment>> along(String source, List<String> targets) {
        List<Environment> path = new ArrayList<>();
        String from = source;
        for (String target : targets) {
            Optional<Environment> next = targetsFrom(from).stream()
                    .filter(each -> each.id().equals(target))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            path.add(next.get());
            from = target;
        }
        return Optional.of(List.copyOf(path));
    }

    /** Why a change may not go from here along these targets, one after the other; empty where it may. */
    public Optional<String> refusalAlong(String source, List<String> targets) {
        String from = source;
        for (String target : targets) {
            Optional<String> refusal = refusal(from, target);
            if (refusal.isPresent()) {
                return refusal;
            }
            from = target;
        }
        return Optional.empty();
    }

    public boolean mayGo(String source, String target) {
        return refusal(source, target).isEmpty();
    }

    /** Why nothing may go from one to the other, naming what is open and who can change it; empty where it may. */
    public Optional<String> refusal(String source, String target) {
        return useRefusal(source).or(() -> useRefusal(target)).or(() -> routeRefusal(source, target));
    }

    /** Why an environment may not be used, and who can change that; empty where it may. */
    public Optional<String> useRefusal(String id) {
        Optional<Environment> found = find(id);
        if (found.isEmpty()) {
            return Optional.of("There is no environment \"" + id + "\"; page /environments shows the registered ones.");
        }
        Environment environment = found.get();
        Disabling disabled = environment.disabled();
        if (disabled != null) {
            return Optional.of(environment.name() + " is disabled (" + disabled.reason()
                    + "), so nothing new goes there or comes from there. An administrator can enable it on the page"
                    + " /environments/" + id + ".");
        }
        if (person != null && !environment.users().include(person, groups)) {
            return Optional.of(person + " may not use " + environment.name() + "; it is for "
                    + environment.users().words() + ". An administrator can change that on the page /environments/" + id
                    + "/edit.");
        }
        return Optional.empty();
    }

    /** Why an environment is none to work in; empty where it is. */
    public Optional<String> workplaceRefusal(String id) {
        Optional<String> refusal = useRefusal(id);
        if (refusal.isPresent()) {
            return refusal;
        }
        Environment environment = find(id).orElseThrow();
        if (environment.kind().isProduction()) {
            return Optional.of(environment.name() + " is production; choose an environment to work in.");
        }
        return onwardFrom(environment).isEmpty()
                ? Optional.of("No route leads from " + environment.name()
                        + " to an enabled environment, so a change made there could go nowhere. "
                        + words(ways(), "Open are") + " An administrator opens routes on the page /environments.")
                : Optional.empty();
    }

    private Optional<String> routeRefusal(String source, String target) {
        Environment from = find(source).orElseThrow();
        Environment to = find(target).orElseThrow();
        if (source.equals(target)) {
            return Optional.of("Source and target are both " + from.name() + "; choose two environments.");
        }
        if (leads(from, to)) {
            return Optional.empty();
        }
        List<Route> open = onwardFrom(from).stream()
                .filter(this::mayUse)
                .map(environment -> new Route(source, environment.id()))
                .toList();
        return Optional.of("No route leads from " + from.name() + " to " + to.name() + ". "
                + words(open, "Open from there are") + " An administrator opens routes on the page /environments.");
    }

    private String words(List<Route> open, String beginning) {
        return open.isEmpty()
                ? "No route is open."
                : open.stream()
                        .map(route -> name(route.source()) + " to " + name(route.target()))
                        .collect(Collectors.joining(", ", beginning + ": ", "."));
    }

    private String name(String id) {
        return find(id).map(Environment::name).orElse(id);
    }

    private boolean mayUse(Environment environment) {
        return useRefusal(environment.id()).isEmpty();
    }

    private Optional<Environment> find(String id) {
        return environments.stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst();
    }
}
