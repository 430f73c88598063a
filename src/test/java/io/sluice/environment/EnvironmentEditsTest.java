package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.salesforce.OrgConnection;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentEditsTest {

    private final Room room = new Room();
    private final Environments environments = room.environments;

    @BeforeEach
    void register() {
        environments.register(Room.development(), "admin");
        environments.register(
                Room.environment("production", "Production", EnvironmentKind.PRODUCTION, "https://p.example.test"),
                "admin");
        room.acts.clear();
    }

    private static EnvironmentEdit edit(int version, String name, String address, Users users) {
        return new EnvironmentEdit(
                "development", version, name, EnvironmentKind.DEVELOPER, URI.create(address), "62.0", 10, users);
    }

    private static EnvironmentEdit renamed(int version, String name) {
        return edit(version, name, "https://dev.example.test", Users.EVERYBODY);
    }

    private static List<String> problems(EditResult result) {
        assertThat(result).isInstanceOf(EditResult.Refused.class);
        return ((EditResult.Refused) result).problems();
    }

    @Test
    void everything_but_the_id_is_changed_with_old_and_new_values_on_evidence() {
        EnvironmentEdit edit = new EnvironmentEdit(
                "development",
                1,
                " Dev ",
                EnvironmentKind.PARTIAL,
                URI.create("https://new.example.test/"),
                "61.0",
                20,
                Users.of(List.of("dev", " "), List.of("release-manager")));

        assertThat(environments.edit(edit, "adam")).isInstanceOf(EditResult.Saved.class);

        Environment after = environments.require("development");
        assertThat(after)
                .isEqualTo(new Environment(
                        "development",
                        "Dev",
                        EnvironmentKind.PARTIAL,
                        URI.create("https://new.example.test"),
                        "61.0",
                        20,
                        null,
                        null,
                        null,
                        2,
                        Users.of(List.of("dev"), List.of("release-manager")),
                        null));
        assertThat(room.acts)
                .singleElement()
                .asString()
                .startsWith("adam environment-changed environment:development")
                .contains("Development", "Dev", "developer", "partial", "https://dev.example.test")
                .contains("https://new.example.test", "62.0", "61.0", "10", "20", "everybody")
                .contains("dev, group release-manager");
    }

    @Test
    void an_edit_that_changes_nothing_leaves_no_trace() {
        assertThat(environments.edit(renamed(1, "Development"), "admin")).isInstanceOf(EditResult.Saved.class);

        assertThat(environments.require("development").version()).isEqualTo(1);
        assertThat(room.acts).isEmpty();
    }

    @Test
    void all_problems_are_named_at_once_and_nothing_is_saved() {
        Environment before = environments.require("development");
        EnvironmentEdit wrong = new EnvironmentEdit(
                "development",
                1,
                "PRODUCTION",
                EnvironmentKind.FULL,
                URI.create("http://org.example.test/path"),
                "29.0",
                0,
                Users.of(List.of("nobody"), List.of("no-group")));

        assertThat(problems(environments.edit(wrong, "admin")))
                .hasSize(7)
                .anySatisfy(problem -> assertThat(problem).contains("name \"PRODUCTION\" is taken"))
                .anySatisfy(problem -> assertThat(problem).contains("must begin with https"))
                .anySatisfy(problem -> assertThat(problem).contains("nothing but the host"))
                .anySatisfy(problem -> assertThat(problem).contains("API version \"29.0\""))
                .anySatisfy(problem -> assertThat(problem).contains("The stage 0"))
                .anySatisfy(problem -> assertThat(problem).contains("no account with the user id \"nobody\""))
                .anySatisfy(problem -> assertThat(problem).contains("no group with the id \"no-group\""));
        assertThat(environments.require("development")).isEqualTo(before);
        assertThat(room.acts).isEmpty();
    }

    @Test
    void registration_checks_who_may_use_it_too() {
        NewEnvironment wrong = new NewEnvironment(
                "uat",
                "UAT",
                EnvironmentKind.FULL,
                URI.create("https://u.example.test"),
                "62.0",
                5,
                "client",
                "secret",
                Users.of(List.of("nobody"), List.of("developer")));

        assertThat(environments.register(wrong, "admin"))
                .singleElement()
                .asString()
                .contains("\"nobody\"");
        assertThat(environments.find("uat")).isEmpty();
    }

    @Test
    void the_later_of_two_who_edit_at_once_is_refused_in_words() {
        assertThat(environments.edit(renamed(1, "Dev A"), "ann")).isInstanceOf(EditResult.Saved.class);

        assertThat(environments.edit(renamed(1, "Dev B"), "ben"))
                .isInstanceOfSatisfying(EditResult.Stale.class, stale -> assertThat(stale.sentence())
                        .contains("Somebody else has changed Dev A")
                        .contains("version 2 now, you were shown version 1")
                        .contains("Nothing was saved"));
        assertThat(environments.disable("development", 1, "why", "ben")).isInstanceOf(EditResult.Stale.class);
        assertThat(environments.require("development").name()).isEqualTo("Dev A");
        assertThat(environments.require("development").enabled()).isTrue();
        assertThat(room.acts).hasSize(1);
    }

    @Test
    void of_many_edits_at_the_same_moment_one_is_saved() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<EditResult>> edits = List.of(
                    () -> environments.edit(renamed(1, "A"), "a"),
                    () -> environments.edit(renamed(1, "B"), "b"),
                    () -> environments.disable("development", 1, "c", "c"),
                    () -> environments.edit(renamed(1, "D"), "d"));
            int saved = 0;
            for (var result : threads.invokeAll(edits)) {
                saved += result.get() instanceof EditResult.Saved ? 1 : 0;
            }
            assertThat(saved).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(environments.require("development").version()).isEqualTo(2);
        assertThat(room.acts).hasSize(1);
    }

    @Test
    void another_address_voids_the_kept_log_in_and_asks_for_a_new_test_of_the_same_org() {
        room.connections.test("development", "dev");
        OrgConnection before = room.connections.open("development");
        String orgId = environments.require("development").orgId();

        environments.edit(edit(1, "Development", "https://moved.example.test", Users.EVERYBODY), "admin");

        Environment after = environments.require("development");
        assertThat(after.orgId()).isEqualTo(orgId).isNotNull();
        assertThat(after.username()).isNull();
        assertThat(after.testedAt()).isNull();
        assertThat(room.connections.open("development")).isNotSameAs(before);
    }

    @Test
    void another_name_keeps_the_log_in_and_the_test() {
        room.connections.test("development", "dev");
        OrgConnection before = room.connections.open("development");

        environments.edit(renamed(1, "Dev"), "admin");

        assertThat(environments.require("development").testedAt()).isNotNull();
        assertThat(room.connections.open("development")).isSameAs(before);
    }

    @Test
    void disabling_and_enabling_need_a_reason_and_are_on_evidence() {
        assertThat(problems(environments.disable("development", 1, " ", "admin")))
                .singleElement()
                .asString()
                .contains("why Development is disabled");
        assertThat(problems(environments.enable("development", 1, "x", "admin")))
                .containsExactly("Development is enabled already.");

        environments.disable("development", 1, " being refreshed ", "admin");
        assertThat(environments.require("development").disabled())
                .isEqualTo(new Disabling("being refreshed", "admin", Room.NOW));
        assertThat(environments.path().targetsFrom("development")).isEmpty();

        environments.enable("development", 2, "refreshed", "adam");
        assertThat(environments.require("development").enabled()).isTrue();
        assertThat(room.acts)
                .containsExactly(
                        "admin environment-disabled environment:development {reason=being refreshed}",
                        "adam environment-enabled environment:development {reason=refreshed}");
    }

    @Test
    void an_enabled_production_comes_before_a_disabled_one() {
        environments.register(
                Room.environment("new", "New production", EnvironmentKind.PRODUCTION, "https://n.example.test"),
                "admin");
        assertThat(environments.production()).map(Environment::id).contains("new");

        environments.disable("new", 1, "not live yet", "admin");

        assertThat(environments.production()).map(Environment::id).contains("production");
    }

    @Test
    void routes_are_replaced_as_a_whole_with_old_and_new_targets_on_evidence() {
        Route there = new Route("development", "production");
        Route back = new Route("production", "development");

        assertThat(environments.changeRoutes(Set.of(), Set.of(there), "admin")).isInstanceOf(EditResult.Saved.class);
        assertThat(environments.changeRoutes(Set.of(there), Set.of(back), "adam"))
                .isInstanceOf(EditResult.Saved.class);

        assertThat(environments.path().routes()).containsExactly(back);
        assertThat(room.acts)
                .anySatisfy(act -> assertThat(act)
                        .startsWith("admin environment-routes-changed environment:development")
                        .contains("from=[]", "to=[production]"))
                .anySatisfy(act -> assertThat(act)
                        .startsWith("adam environment-routes-changed environment:development")
                        .contains("from=[production]", "to=[]"))
                .anySatisfy(act -> assertThat(act).startsWith("adam environment-routes-changed environment:production"))
                .hasSize(3);
    }

    @Test
    void wrong_and_stale_routes_are_refused_and_nothing_is_saved() {
        Route there = new Route("development", "production");

        assertThat(problems(environments.changeRoutes(
                        Set.of(), Set.of(there, new Route("moon", "moon"), new Route("development", "mars")), "admin")))
                .containsExactlyInAnyOrder(
                        "A route leads from one environment to another, not from moon to itself.",
                        "There is no environment \"mars\"; page /environments shows the registered ones.",
                        "There is no environment \"moon\"; page /environments shows the registered ones.");
        assertThat(environments.changeRoutes(Set.of(there), Set.of(), "admin"))
                .isInstanceOfSatisfying(EditResult.Stale.class, stale -> assertThat(stale.sentence())
                        .contains("Nothing was saved"));
        assertThat(environments.path().routes()).isEmpty();
        assertThat(room.acts).isEmpty();
    }

    @Test
    void the_path_of_a_person_obeys_the_groups_of_that_person() {
        environments.edit(
                edit(1, "Development", "https://dev.example.test", Users.of(List.of(), List.of("developer"))), "admin");

        assertThat(environments.pathOf("dev").useRefusal("development")).isEmpty();
        assertThat(environments.pathOf("rita").useRefusal("development"))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains("rita may not use Development"));
    }

    @Test
    void an_unknown_environment_is_named() {
        EnvironmentEdit edit = new EnvironmentEdit(
                "moon", 1, "M", EnvironmentKind.FULL, URI.create("https://m.example.test"), "62.0", 1, Users.EVERYBODY);

        assertThat(problems(environments.edit(edit, "admin")))
                .containsExactly("There is no environment with the id moon.");
        assertThat(problems(environments.enable("moon", 1, "r", "admin")))
                .containsExactly("There is no environment with the id moon.");
    }
}
