package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.SluiceTest;
import io.sluice.change.ChangeStatus;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.environment.EditResult;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentEdit;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.environment.NewEnvironment;
import io.sluice.environment.Route;
import io.sluice.environment.Users;
import io.sluice.rehearsal.org.DeployJobView;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Routes, disabled environments and who may use one, at every place that offers or accepts a source or a target. */
@SluiceTest
class EnvironmentRulesTest {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RATING = "classes/VisitRating.cls";
    private static final String SCOPE = "ApexClass:VisitRating";
    private static final Map<String, Object> START = Map.of("go", "start", "reason", "");

    @Autowired
    private ApplicationContext context;

    private Environments environments;
    private OrgPair orgs;
    private Journey change;
    private String elsewhere;

    /** What stands between the sandbox and production. */
    enum Closed {
        BY_A_ROUTE_TO_ELSEWHERE,
        BY_A_DISABLED_SOURCE,
        BY_A_DISABLED_TARGET,
        BY_OTHER_USERS_OF_THE_SOURCE,
        BY_OTHER_USERS_OF_THE_TARGET
    }

    @BeforeEach
    void begin() {
        environments = context.getBean(Environments.class);
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
        elsewhere = "elsewhere-" + COUNT.incrementAndGet();
        assertThat(environments.register(
                        new NewEnvironment(
                                elsewhere,
                                "Elsewhere " + COUNT.get(),
                                EnvironmentKind.FULL,
                                URI.create("https://" + elsewhere + ".example.test"),
                                "62.0",
                                2,
                                "client",
                                "secret"),
                        "admin"))
                .isEmpty();
    }

    /** What stays registered is offered to no other test. */
    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
        for (String id : List.of(orgs.sandboxId(), orgs.productionId(), elsewhere)) {
            Environment environment = environments.require(id);
            if (environment.enabled()) {
                environments.disable(id, environment.version(), "end of test", "admin");
            }
        }
    }

    private void saved(EditResult result) {
        assertThat(result).isInstanceOf(EditResult.Saved.class);
    }

    private void routesFromSandbox(String... targets) {
        SortedSet<Route> shown = environments.path().routes();
        SortedSet<Route> wanted = new TreeSet<>(shown);
        wanted.removeIf(route -> route.source().equals(orgs.sandboxId()));
        List.of(targets).forEach(target -> wanted.add(new Route(orgs.sandboxId(), target)));
        saved(environments.changeRoutes(shown, wanted, "admin"));
    }

    private void disable(String id) {
        saved(environments.disable(id, environments.require(id).version(), "being refreshed", "admin"));
    }

    private void enable(String id) {
        saved(environments.enable(id, environments.require(id).version(), "refreshed", "admin"));
    }

    private void users(String id, Users users) {
        Environment now = environments.require(id);
        saved(environments.edit(
                new EnvironmentEdit(
                        id, now.version(), now.name(), now.kind(), now.address(), now.apiVersion(), now.stage(), users),
                "admin"));
    }

    /** @return what a refusal has to say */
    private String close(Closed how) {
        Users onlyOlga = Users.of(List.of("olga"), List.of());
        switch (how) {
            case BY_A_ROUTE_TO_ELSEWHERE -> routesFromSandbox(elsewhere);
            case BY_A_DISABLED_SOURCE -> disable(orgs.sandboxId());
            case BY_A_DISABLED_TARGET -> disable(orgs.productionId());
            case BY_OTHER_USERS_OF_THE_SOURCE -> users(orgs.sandboxId(), onlyOlga);
            case BY_OTHER_USERS_OF_THE_TARGET -> users(orgs.productionId(), onlyOlga);
        }
        return switch (how) {
            case BY_A_ROUTE_TO_ELSEWHERE ->
                "No route leads from " + orgs.sandboxName() + " to " + orgs.productionName() + ". Open from there are: "
                        + orgs.sandboxName() + " to Elsewhere";
            case BY_A_DISABLED_SOURCE -> orgs.sandboxName() + " is disabled (being refreshed)";
            case BY_A_DISABLED_TARGET -> orgs.productionName() + " is disabled (being refreshed)";
            case BY_OTHER_USERS_OF_THE_SOURCE -> "may not use " + orgs.sandboxName() + "; it is for olga.";
            case BY_OTHER_USERS_OF_THE_TARGET -> "may not use " + orgs.productionName() + "; it is for olga.";
        };
    }

    private void open(Closed how) {
        switch (how) {
            case BY_A_ROUTE_TO_ELSEWHERE -> routesFromSandbox();
            case BY_A_DISABLED_SOURCE -> enable(orgs.sandboxId());
            case BY_A_DISABLED_TARGET -> enable(orgs.productionId());
            case BY_OTHER_USERS_OF_THE_SOURCE -> users(orgs.sandboxId(), Users.EVERYBODY);
            case BY_OTHER_USERS_OF_THE_TARGET -> users(orgs.productionId(), Users.EVERYBODY);
        }
    }

    private void claim(String task, String person) {
        assertThat(Persons.of(context)
                        .at(person)
                        .claim(change.id(task, person), person)
                        .ok())
                .isTrue();
    }

    private static String option(String id) {
        return "\"value\":\"" + id + "\"";
    }

    /** The sources and targets that the form offers together, as {@code source > target}. */
    private List<String> ways() {
        try {
            List<String> ways = new ArrayList<>();
            new ObjectMapper()
                    .readTree(change.shown("Prepare deployment", "mara", "ways"))
                    .forEach(way -> ways.add(
                            way.path("from").asText() + " > " + way.path("to").asText()));
            return ways;
        } catch (JsonProcessingException e) {
            throw new AssertionError("What the form offers is no JSON", e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BY_A_DISABLED_SOURCE", "BY_OTHER_USERS_OF_THE_SOURCE"})
    void place_to_work_is_neither_offered_nor_accepted(Closed how) {
        change.toChooseEnvironment(SCOPE, "");
        String sentence = close(how);
        claim("Choose environment", "dev");

        assertThat(change.shown("Choose environment", "dev", "environments")).doesNotContain(option(orgs.sandboxId()));
        assertThat(change.refused("Choose environment", "dev", Map.of("environment", orgs.sandboxId())))
                .contains(sentence);
    }

    @Test
    void dead_end_is_no_place_to_work() {
        change.toChooseEnvironment(SCOPE, "");
        routesFromSandbox(elsewhere);
        disable(elsewhere);
        claim("Choose environment", "dev");

        assertThat(change.shown("Choose environment", "dev", "environments")).doesNotContain(option(orgs.sandboxId()));
        assertThat(change.refused("Choose environment", "dev", Map.of("environment", orgs.sandboxId())))
                .contains("No route leads from " + orgs.sandboxName() + " to an enabled environment");
    }

    @Test
    void offer_follows_whoever_claims_the_task() {
        users(orgs.sandboxId(), Users.of(List.of(), List.of("developer")));
        change.toChooseEnvironment(SCOPE, "");

        claim("Choose environment", "rita");
        assertThat(change.shown("Choose environment", "rita", "environments")).doesNotContain(option(orgs.sandboxId()));
        unclaim("Choose environment", "rita");
        claim("Choose environment", "dev");
        assertThat(change.shown("Choose environment", "dev", "environments")).contains(option(orgs.sandboxId()));
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.openTasks()).containsExactly("Make changes");
    }

    /** One change meets all of it, one after the other. */
    @Test
    void target_is_neither_offered_nor_accepted() {
        change.toMakeChanges(SCOPE, "");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        for (Closed how : Closed.values()) {
            claim("Choose target", "dev");
            assertThat(change.shown("Choose target", "dev", "targets")).contains(option(orgs.productionId()));
            unclaim("Choose target", "dev");
            String sentence = close(how);
            claim("Choose target", "dev");

            assertThat(change.shown("Choose target", "dev", "targets"))
                    .as(how.name())
                    .doesNotContain(option(orgs.productionId()));
            assertThat(change.refused("Choose target", "dev", Map.of("target", orgs.productionId())))
                    .contains(sentence);
            unclaim("Choose target", "dev");
            open(how);
        }
    }

    /** One deployment meets all of it, one after the other. */
    @Test
    void pair_of_a_deployment_is_neither_offered_nor_accepted() {
        toPrepareDeployment();
        for (Closed how : Closed.values()) {
            claim("Prepare deployment", "mara");
            String way = orgs.sandboxId() + " > " + orgs.productionId();
            assertThat(ways()).contains(way);
            unclaim("Prepare deployment", "mara");
            String sentence = close(how);
            claim("Prepare deployment", "mara");

            assertThat(ways()).as(how.name()).doesNotContain(way);
            assertThat(change.shown("Prepare deployment", "mara", "target")).isEmpty();
            change.prepare(true);
            assertThat(change.openTasks()).containsExactly("Prepare deployment");
            assertThat(change.shown("Prepare deployment", "mara", "problem")).contains(sentence);
            assertThat(change.record().fingerprint()).isNull();
            open(how);
        }
    }

    @Test
    void route_closed_between_the_choice_and_the_sync_goes_back_to_the_choice() {
        change.toMakeChanges(SCOPE, "");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        change.only("Choose target", "dev", Map.of("target", orgs.productionId()));
        String sentence = close(Closed.BY_A_ROUTE_TO_ELSEWHERE);
        change.run();

        assertThat(change.openTasks()).containsExactly("Choose target");
        assertThat(change.shown("Choose target", "dev", "problem")).contains(sentence);
        assertThat(change.acts()).doesNotContain("deployment-drafted");
    }

    @Test
    void sandbox_disabled_between_the_choice_and_the_push_goes_back_to_the_choice() {
        change.toChooseEnvironment(SCOPE, "");
        change.only("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        disable(orgs.sandboxId());
        change.run();

        assertThat(change.openTasks()).containsExactly("Choose environment");
        assertThat(change.shown("Choose environment", "dev", "problem"))
                .contains(orgs.sandboxName() + " is disabled (being refreshed)")
                .contains("An administrator can enable it on the page /environments/" + orgs.sandboxId());
        assertThat(orgs.sandbox().records("Sluice_Change_Request__c")).isEmpty();
    }

    @Test
    void deployment_stops_with_a_sentence_before_anything_is_sent_and_keeps_its_approval() {
        toStartDeployment();
        routesFromSandbox(elsewhere);
        assertThat(change.refused("Start deployment", "mara", START)).contains("No route leads from");
        routesFromSandbox();
        change.only("Start deployment", "mara", START);
        disable(orgs.productionId());
        change.run();

        assertThat(change.openTasks()).containsExactly("Fix errors");
        assertThat(change.shown("Fix errors", "mara", "problem"))
                .contains("Nothing was sent. " + orgs.productionName() + " is disabled (being refreshed)")
                .contains("An administrator can enable it on the page /environments/" + orgs.productionId());
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(orgs.production().deployments())
                .extracting(DeployJobView::checkOnly)
                .containsExactly(true);

        enable(orgs.productionId());
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.openTasks()).as("the approval stands").containsExactly("Start deployment");
        change.complete("Start deployment", "mara", START);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
    }

    @Test
    void route_closed_after_the_approval_stops_the_validation() {
        toPrepareDeployment();
        change.prepare(true);
        change.only("Approve deployment", "ben", Journey.approve());
        String sentence = close(Closed.BY_A_ROUTE_TO_ELSEWHERE);
        change.run();

        assertThat(change.openTasks()).containsExactly("Fix errors");
        assertThat(change.shown("Fix errors", "mara", "problem")).contains("Nothing was sent. " + sentence);
        assertThat(orgs.production().deployments()).isEmpty();
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.APPROVED);
    }

    @Test
    void what_the_org_works_on_already_is_watched_to_its_end() {
        toStartDeployment();
        change.only("Start deployment", "mara", START);
        change.runUntil(() -> orgs.production().deployments().stream().anyMatch(job -> !job.checkOnly()));
        disable(orgs.productionId());
        change.run();

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(orgs.production().file(RATING).orElseThrow()).contains("'Low' => 2");
        change.complete("Complete change request", "mara", Map.of());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.COMPLETED);
    }

    private void toPrepareDeployment() {
        change.toMakeChanges(SCOPE, "");
        orgs.develop(RATING, "'Low' => 5", "'Low' => 2");
        change.toPrepareDeployment(SCOPE);
    }

    private void toStartDeployment() {
        toPrepareDeployment();
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
    }

    private void unclaim(String task, String person) {
        var client = Persons.of(context).at(person);
        var nothing = new ObjectMapper().createObjectNode();
        assertThat(client.post(client.engine("/task/" + change.id(task, person) + "/unclaim"), nothing)
                        .ok())
                .isTrue();
    }
}
