package io.sluice.web;

import io.sluice.environment.Environments;
import io.sluice.environment.Route;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The table of routes as JSON. */
@RestController
@RequestMapping("/api/routes")
class RouteApi {

    /**
     * The routes.
     *
     * @param registered those that administrators registered
     * @param open every source and target between which changes may go now, registered or by stage
     */
    record RoutesJson(Collection<Route> registered, List<Route> open) {}

    /**
     * A change of all routes.
     *
     * @param shown what {@code registered} said when the person looked; missing means none
     * @param wanted what is to be registered instead
     */
    record ChangeJson(@Nullable Set<Route> shown, @Nullable Set<Route> wanted) {}

    private final Environments environments;

    RouteApi(Environments environments) {
        this.environments = environments;
    }

    @GetMapping
    RoutesJson all() {
        var path = environments.path();
        return new RoutesJson(path.routes(), path.ways());
    }

    /** Replaces the registered routes; a conflict where they are not those that were shown. */
    @PutMapping
    RoutesJson change(@RequestBody ChangeJson change, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        Edits.demandSaved(environments.changeRoutes(
                Objects.requireNonNullElseGet(change.shown(), TreeSet::new),
                Objects.requireNonNullElseGet(change.wanted(), TreeSet::new),
                viewer.id()));
        return all();
    }
}
