package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.PromotionPath;
import io.sluice.environment.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetPathsTest {

    private final Environment dev = environment("dev", EnvironmentKind.DEVELOPER, 1);
    private final Environment last = environment("zz-last", EnvironmentKind.FULL, 5);
    private final Environment prod = environment("prod", EnvironmentKind.PRODUCTION, 9);

    /** So many that ways over two targets are not offered. */
    private List<Environment> many() {
        List<Environment> many = new ArrayList<>(List.of(dev));
        for (int i = 0; i < 70; i++) {
            many.add(environment("test-" + i, EnvironmentKind.PARTIAL, 4));
        }
        many.add(last);
        many.add(prod);
        return many;
    }

    @Test
    void way_that_was_chosen_before_is_offered_though_there_are_many() {
        PromotionPath routes = PromotionPath.of(many(), Set.of());

        assertThat(TargetPaths.offered(routes, "dev", List.of())).doesNotContain(List.of(last, prod));
        assertThat(TargetPaths.offered(routes, "dev", List.of("zz-last", "prod")))
                .contains(List.of(last, prod))
                .doesNotHaveDuplicates();
        assertThat(TargetPaths.offered(routes, "dev", List.of("prod")))
                .containsOnlyOnce(List.of(prod))
                .doesNotContain(List.of());
    }

    @Test
    void way_that_no_route_leads_along_any_more_is_not_offered() {
        PromotionPath routes = PromotionPath.of(many(), Set.of(new Route("dev", "prod")));

        assertThat(TargetPaths.offered(routes, "dev", List.of("zz-last", "prod")))
                .containsExactly(List.of(prod));
    }

    private static Environment environment(String id, EnvironmentKind kind, int stage) {
        return new Environment(
                id, id, kind, URI.create("https://" + id + ".example.test"), "62.0", stage, null, null, null);
    }
}
