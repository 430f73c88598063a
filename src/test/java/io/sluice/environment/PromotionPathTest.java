package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionPathTest {

    private static final Disabling REFRESH = new Disabling("being refreshed", "admin", Instant.EPOCH);

    private final Environment dev = environment("dev", EnvironmentKind.DEVELOPER, 1);
    private final Environment other = environment("other", EnvironmentKind.DEVELOPER, 1);
    private final Environment uat = environment("uat", EnvironmentKind.FULL, 5);
    private final Environment prod = environment("prod", EnvironmentKind.PRODUCTION, 9);
    private final List<Environment> all = List.of(dev, other, uat, prod);

    @Test
    void without_any_route_every_higher_stage_is_open() {
        PromotionPath path = PromotionPath.of(all, Set.of());

        assertThat(path.targetsFrom("dev")).containsExactly(uat, prod);
        assertThat(path.targetsFrom("uat")).containsExactly(prod);
        assertThat(path.targetsFrom("prod")).isEmpty();
        assertThat(path.hasRoutes("dev")).isFalse();
    }

    @Test
    void registered_routes_are_all_there_is_for_their_source_and_nothing_for_others() {
        PromotionPath path = PromotionPath.of(all, Set.of(new Route("dev", "other"), new Route("dev", "uat")));

        assertThat(path.targetsFrom("dev")).containsExactly(other, uat);
        assertThat(path.targetsFrom("other")).containsExactly(uat, prod);
    }

    @Test
    void disabled_environment_is_neither_source_nor_target_nor_workplace() {
        PromotionPath path = PromotionPath.of(List.of(dev, other, disabled(uat), prod), Set.of());

        assertThat(path.targetsFrom("dev")).containsExactly(prod);
        assertThat(path.targetsFrom("uat")).isEmpty();
        assertThat(path.workplaces()).containsExactly(dev, other);
        assertThat(path.refusal("dev", "uat"))
                .contains("uat is disabled (being refreshed), so nothing new goes there or comes from there. An"
                        + " administrator can enable it on the page /environments/uat.");
    }

    @Test
    void dead_end_is_no_workplace() {
        PromotionPath path = PromotionPath.of(List.of(dev, other, disabled(prod)), Set.of(new Route("dev", "prod")));

        assertThat(path.workplaces()).isEmpty();
        assertThat(path.workplaceRefusal("dev"))
                .contains("No route leads from dev to an enabled environment, so a change made there could go nowhere."
                        + " No route is open. An administrator opens routes on the page /environments.");
    }

    @Test
    void only_named_people_and_members_of_named_groups_use_an_environment() {
        Environment forSome = forUsers(uat, Users.of(List.of("rita"), List.of("release-manager")));
        PromotionPath path = PromotionPath.of(List.of(dev, forSome, prod), Set.of());

        assertThat(path.seenBy("rita", Set.of()).mayGo("dev", "uat")).isTrue();
        assertThat(path.seenBy("mara", Set.of("release-manager")).mayGo("uat", "prod"))
                .isTrue();
        assertThat(path.seenBy("dora", Set.of("developer")).refusal("dev", "uat"))
                .contains(
                        "dora may not use uat; it is for rita, group release-manager. An administrator can change that"
                                + " on the page /environments/uat/edit.");
        assertThat(path.mayGo("dev", "uat")).as("nobody in particular").isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev  | dev   | Source and target are both dev; choose two environments.",
                "dev  | prod  | No route leads from dev to prod. Open from there are: dev to other, dev to uat.",
                "prod | uat   | No route leads from prod to uat. No route is open.",
                "dev  | moon  | There is no environment \"moon\"",
                "moon | dev   | There is no environment \"moon\""
            })
    void refused_choice_names_the_routes_that_exist(String source, String target, String sentence) {
        PromotionPath path = PromotionPath.of(all, Set.of(new Route("dev", "other"), new Route("dev", "uat")));

        assertThat(path.refusal(source, target))
                .hasValueSatisfying(refusal -> assertThat(refusal).startsWith(sentence));
    }

    /** Every combination of routes, enabled state and users over three environments. */
    @Test
    void what_is_offered_is_exactly_what_is_not_forbidden() {
        List<Route> possible = new ArrayList<>();
        for (Environment source : List.of(dev, uat, prod)) {
            for (Environment target : List.of(dev, uat, prod)) {
                if (source != target) {
                    possible.add(new Route(source.id(), target.id()));
                }
            }
        }
        int seen = 0;
        for (int chosen = 0; chosen < 1 << possible.size(); chosen++) {
            Set<Route> routes = new HashSet<>();
            for (int bit = 0; bit < possible.size(); bit++) {
                if ((chosen & 1 << bit) != 0) {
                    routes.add(possible.get(bit));
                }
            }
            for (int state = 0; state < 1 << 6; state++) {
                List<Environment> environments =
                        List.of(changed(dev, state), changed(uat, state >> 2), changed(prod, state >> 4));
                PromotionPath path = PromotionPath.of(environments, routes).seenBy("dora", Set.of("developer"));
                List<Route> allowed = possible.stream()
                        .filter(way -> allowed(environments, routes, way))
                        .toList();
                assertThat(path.ways()).containsExactlyInAnyOrderElementsOf(allowed);
                possible.forEach(way ->
                        assertThat(path.mayGo(way.source(), way.target())).isEqualTo(allowed.contains(way)));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(64 * 64);
    }

    private static Environment changed(Environment environment, int state) {
        Environment one = (state & 1) == 0 ? environment : disabled(environment);
        return (state & 2) == 0 ? one : forUsers(one, Users.of(List.of("rita"), List.of()));
    }

    /** The rule in words, written once more: ends usable; routes of the source where it has any, else a higher stage. */
    private static boolean allowed(List<Environment> environments, Set<Route> routes, Route way) {
        Environment source = byId(environments, way.source());
        Environment target = byId(environments, way.target());
        for (Environment end : List.of(source, target)) {
            if (end.disabled() != null || !end.users().isEverybody()) {
                return false;
            }
        }
        boolean ruled = routes.stream().map(Route::source).anyMatch(source.id()::equals);
        return ruled ? routes.contains(way) : source.stage() < target.stage();
    }

    private static Environment byId(List<Environment> environments, String id) {
        return environments.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Environment disabled(Environment one) {
        return new Environment(
                one.id(),
                one.name(),
                one.kind(),
                one.address(),
                one.apiVersion(),
                one.stage(),
                null,
                null,
                null,
                1,
                one.users(),
                REFRESH);
    }

    private static Environment forUsers(Environment one, Users users) {
        return new Environment(
                one.id(),
                one.name(),
                one.kind(),
                one.address(),
                one.apiVersion(),
                one.stage(),
                null,
                null,
                null,
                1,
                users,
                one.disabled());
    }

    private static Environment environment(String id, EnvironmentKind kind, int stage) {
        return new Environment(
                id, id, kind, URI.create("https://" + id + ".example.test"), "62.0", stage, null, null, null);
    }
}
