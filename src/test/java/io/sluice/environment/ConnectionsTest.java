package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final Room room = new Room();
    private final FakeOrg org = room.org;

    @BeforeEach
    void registered() {
        room.environments.register(Room.development(), "admin");
        room.acts.clear();
    }

    @Test
    void a_test_writes_down_which_org_it_is_and_who_we_are() {
        // when
        ConnectionResult result = test();

        // then
        Environment environment = room.environments.require("development");
        assertThat(environment.orgId()).isEqualTo(FakeOrg.ORG);
        assertThat(environment.username()).isEqualTo("sluice@harbour.example");
        assertThat(environment.testedAt()).isEqualTo(Room.NOW);
        assertThat(result).isInstanceOfSatisfying(ConnectionResult.Connected.class, connected -> {
            assertThat(connected.environment()).isEqualTo(environment);
            assertThat(connected.apiVersion()).isEqualTo("62.0");
        });
        assertThat(room.acts).singleElement().asString().startsWith("dev connection-tested environment:development");
    }

    @Test
    void refused_credentials_come_back_in_the_orgs_words_with_the_page_that_mends_them() {
        org.secret = "another";

        assertThat(refusal(test()))
                .contains("invalid_client", "invalid client credentials", "/environments/development")
                .doesNotContain("s3cret-value");
        assertThat(room.environments.require("development").testedAt()).isNull();
        assertThat(room.acts)
                .singleElement()
                .asString()
                .contains("connection-refused")
                .doesNotContain("s3cret-value");
        assertThatThrownBy(() -> room.connections.open("development"))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("invalid client credentials");
    }

    @Test
    void corrected_credentials_are_used_at_once() {
        // given
        org.secret = "another";
        test();

        // when
        room.environments.changeCredentials("development", "client", "another", "admin");

        // then
        assertThat(test()).isInstanceOf(ConnectionResult.Connected.class);
    }

    @Test
    void another_org_than_before_is_refused_until_an_administrator_confirms_it() {
        // given
        test();
        OrgConnection before = room.connections.open("development");
        org.orgId = FakeOrg.OTHER_ORG;

        // when, then
        assertThat(refusal(test())).contains(FakeOrg.ORG, FakeOrg.OTHER_ORG, "administrator has to confirm");
        assertThatThrownBy(() -> room.connections.open("development"))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining(FakeOrg.OTHER_ORG);

        // when
        assertThat(room.connections.confirmOrg("development", FakeOrg.OTHER_ORG, "admin"))
                .isEmpty();

        // then
        assertThat(test()).isInstanceOf(ConnectionResult.Connected.class);
        assertThat(room.connections.open("development")).isNotEqualTo(before);
        assertThat(room.acts)
                .anyMatch(act -> act.startsWith("admin environment-org-confirmed")
                        && act.contains(FakeOrg.ORG)
                        && act.contains(FakeOrg.OTHER_ORG));
    }

    @Test
    void with_an_org_that_was_confirmed_the_kept_token_is_gone() {
        // given
        test();
        assertThat(tokens()).isEqualTo(1);
        org.orgId = FakeOrg.OTHER_ORG;
        test();

        // when
        room.connections.confirmOrg("development", FakeOrg.OTHER_ORG, "admin");

        // then
        assertThat(tokens()).isZero();
    }

    @Test
    void only_the_org_that_the_last_test_found_can_be_confirmed() {
        // given
        assertThat(confirm(FakeOrg.OTHER_ORG)).contains("No connection test of Development has found another org");
        test();
        assertThat(confirm(FakeOrg.ORG)).contains("No connection test of Development has found another org");
        org.orgId = FakeOrg.OTHER_ORG;
        test();

        // when, then
        assertThat(room.connections.otherOrg("development")).contains(FakeOrg.OTHER_ORG);
        assertThat(confirm("00D000000000777AAA"))
                .contains("found the org " + FakeOrg.OTHER_ORG + ", not 00D000000000777AAA");
        assertThat(room.environments.require("development").orgId()).isEqualTo(FakeOrg.ORG);
        assertThat(room.acts).noneMatch(act -> act.contains("environment-org-confirmed"));

        // when it is written with 15 characters
        assertThat(room.connections.confirmOrg("development", FakeOrg.OTHER_ORG.substring(0, 15), "admin"))
                .isEmpty();

        // then
        assertThat(room.environments.require("development").orgId()).isEqualTo(FakeOrg.OTHER_ORG);
        assertThat(room.connections.otherOrg("development")).isEmpty();
    }

    @Test
    void an_org_that_was_found_with_other_credentials_or_is_the_known_one_again_cannot_be_confirmed() {
        // given
        test();
        org.orgId = FakeOrg.OTHER_ORG;
        test();

        // when
        room.environments.changeCredentials("development", "client", "s3cret-value", "admin");

        // then
        assertThat(confirm(FakeOrg.OTHER_ORG)).contains("Test the connection first");

        // when
        test();
        org.orgId = FakeOrg.ORG;
        test();

        // then
        assertThat(confirm(FakeOrg.OTHER_ORG)).contains("Test the connection first");
    }

    private String confirm(String orgId) {
        List<String> problems = room.connections.confirmOrg("development", orgId, "admin");
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private int tokens() {
        return room.jdbc
                .sql("select count(*) from sluice.org_session where ciphertext is not null")
                .query(Integer.class)
                .single();
    }

    @Test
    void what_is_no_org_id_cannot_be_confirmed() {
        assertThat(room.connections.confirmOrg("development", "005000000000001AAA", "admin"))
                .singleElement()
                .asString()
                .contains("no org id");
        assertThat(room.connections.confirmOrg("nowhere", FakeOrg.ORG, "admin"))
                .containsExactly("There is no environment with the id nowhere.");
    }

    @Test
    void production_in_place_of_a_sandbox_is_refused_and_the_other_way_round() {
        // given
        room.environments.register(
                Room.environment("production", "Production", EnvironmentKind.PRODUCTION, "https://p.example.test"),
                "admin");

        // when, then
        assertThat(refusal(room.connections.test("production", "dev"))).contains("registered as production", "sandbox");
        org.sandbox = false;
        assertThat(refusal(test())).contains("registered as developer", "no sandbox");
        assertThat(room.connections.test("production", "dev")).isInstanceOf(ConnectionResult.Connected.class);
    }

    @Test
    void one_log_in_serves_until_credentials_change_or_it_is_tested_again() {
        // given
        OrgConnection first = room.connections.open("development");
        assertThat(room.connections.open("development")).isSameAs(first);
        assertThat(org.logins).hasValue(1);

        // when
        test();

        // then the log-in of the test is the one that is kept
        OrgConnection tested = room.connections.open("development");
        assertThat(tested).isNotSameAs(first);
        assertThat(org.logins).hasValue(2);

        // when
        room.environments.changeCredentials("development", "client", "s3cret-value", "admin");

        // then
        assertThat(room.connections.open("development")).isNotSameAs(tested);
        assertThat(org.logins).hasValue(3);
    }

    @Test
    void a_change_on_another_node_ends_the_kept_log_in_here() {
        // given
        OrgConnection here = room.connections.open("development");
        Room otherNode = new Room(room.database, Room.K1);

        // when
        otherNode.environments.changeCredentials("development", "client", "another", "admin");

        // then
        assertThatThrownBy(() -> room.connections.open("development")).isInstanceOf(OrgException.class);
        org.secret = "another";
        assertThat(room.connections.open("development")).isNotSameAs(here);
    }

    @Test
    void credentials_changed_while_a_test_runs_are_tested_themselves() {
        // given
        org.secret = "another";
        org.duringLogin = () -> {
            org.duringLogin = () -> {};
            room.environments.changeCredentials("development", "client", "another", "admin");
        };

        // when, then
        assertThat(test()).isInstanceOf(ConnectionResult.Connected.class);
        assertThat(org.logins).hasValue(2);
    }

    @Test
    void threads_that_open_together_share_one_log_in() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<OrgConnection>> openers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            openers.add(() -> room.connections.open("development"));
        }
        Set<OrgConnection> opened = new HashSet<>();
        for (Future<OrgConnection> future : threads.invokeAll(openers)) {
            opened.add(future.get());
        }
        threads.shutdown();

        assertThat(opened).hasSize(1);
        assertThat(org.logins).hasValue(1);
    }

    private ConnectionResult test() {
        return room.connections.test("development", "dev");
    }

    private static String refusal(ConnectionResult result) {
        assertThat(result).isInstanceOf(ConnectionResult.Refused.class);
        return ((ConnectionResult.Refused) result).sentence();
    }
}
