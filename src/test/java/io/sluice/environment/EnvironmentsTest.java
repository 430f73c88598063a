package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {

    private final Room room = new Room();
    private final Environments environments = room.environments;

    @Test
    void a_registered_environment_is_found_with_what_was_stated() {
        // when
        List<String> problems = environments.register(Room.development(), "admin");

        // then
        assertThat(problems).isEmpty();
        assertThat(environments.require("development"))
                .isEqualTo(new Environment(
                        "development",
                        "Development",
                        EnvironmentKind.DEVELOPER,
                        URI.create("https://dev.example.test"),
                        "62.0",
                        10,
                        null,
                        null,
                        null));
        assertThat(room.acts)
                .singleElement()
                .asString()
                .startsWith("admin environment-registered environment:development")
                .contains("https://dev.example.test")
                .doesNotContain("s3cret");
    }

    @Test
    void all_problems_are_listed_at_once_and_nothing_is_saved() {
        // when
        List<String> problems = environments.register(
                new NewEnvironment(
                        "Bad Id",
                        " ",
                        EnvironmentKind.FULL,
                        URI.create("http://org.example.test/path?x=1"),
                        "62",
                        100,
                        "key",
                        " "),
                "admin");

        // then
        assertThat(problems).hasSize(7);
        assertThat(String.join("\n", problems))
                .contains("The id \"Bad Id\"")
                .contains("The name needs")
                .contains("must begin with https://")
                .contains("nothing but the host")
                .contains("API version \"62\"")
                .contains("The stage 100")
                .contains("consumer secret is empty");
        assertThat(environments.all()).isEmpty();
        assertThat(room.acts).isEmpty();
    }

    @Test
    void an_id_or_name_that_is_taken_is_refused_together_with_other_problems() {
        environments.register(Room.development(), "admin");

        assertThat(environments.register(
                        Room.environment(
                                "development", "DEVELOPMENT", EnvironmentKind.FULL, "https://login.salesforce.com"),
                        "admin"))
                .anySatisfy(problem -> assertThat(problem).contains("shared by all orgs"))
                .anySatisfy(problem -> assertThat(problem).contains("id \"development\" is taken"))
                .anySatisfy(problem -> assertThat(problem).contains("name \"DEVELOPMENT\" is taken"));
        assertThat(environments.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080/", "https://a.my.salesforce.com"})
    void an_address_by_https_or_on_this_machine_is_taken(String address) {
        assertThat(environments.register(Room.environment("a", "A", EnvironmentKind.FULL, address), "admin"))
                .isEmpty();
        assertThat(environments.require("a").address().toString()).doesNotEndWith("/");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a.example.test,must begin with https",
        "http://a.example.test,must begin with https",
        "https://rita:pw@a.example.test,no user",
        "mailto:rita@example.test,names no host",
        "a.example.test,names no host"
    })
    void another_address_is_refused(String address, String problem) {
        assertThat(environments.register(Room.environment("a", "A", EnvironmentKind.FULL, address), "admin"))
                .singleElement()
                .asString()
                .contains(problem)
                .doesNotContain("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30.0", "71.0", "62.5", "v62.0", ""})
    void an_api_version_out_of_range_or_form_is_refused(String version) {
        assertThat(environments.register(
                        new NewEnvironment(
                                "a",
                                "A",
                                EnvironmentKind.FULL,
                                URI.create("https://a.example.test"),
                                version,
                                1,
                                "c",
                                "s"),
                        "admin"))
                .singleElement()
                .asString()
                .contains("between 31.0 and 70.0");
    }

    @Test
    void environments_come_along_the_promotion_path_and_production_is_known() {
        environments.register(register("prod", "Production", EnvironmentKind.PRODUCTION, 90), "admin");
        environments.register(register("dev", "Development", EnvironmentKind.DEVELOPER, 10), "admin");
        environments.register(register("old", "Old production", EnvironmentKind.PRODUCTION, 80), "admin");

        assertThat(environments.all()).extracting(Environment::id).containsExactly("dev", "old", "prod");
        assertThat(environments.production()).map(Environment::id).contains("prod");
    }

    @Test
    void an_unknown_environment_is_named() {
        assertThat(environments.find("nowhere")).isEmpty();
        assertThatThrownBy(() -> environments.require("nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThat(environments.changeCredentials("nowhere", "c", "s", "admin"))
                .containsExactly("There is no environment with the id nowhere.");
    }

    @Test
    void empty_credentials_are_refused_and_the_old_ones_stay() {
        environments.register(Room.development(), "admin");

        assertThat(environments.changeCredentials("development", "", "", "admin"))
                .hasSize(2);
        assertThat(room.connections.test("development", "dev")).isInstanceOf(ConnectionResult.Connected.class);
    }

    private static NewEnvironment register(String id, String name, EnvironmentKind kind, int stage) {
        return new NewEnvironment(
                id, name, kind, URI.create("https://" + id + ".example.test"), "62.0", stage, "client", "secret");
    }
}
