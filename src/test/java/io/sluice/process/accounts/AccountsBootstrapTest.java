package io.sluice.process.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.SluiceTest;
import io.sluice.security.DoorApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@SluiceTest(classes = DoorApplication.class)
class AccountsBootstrapTest {

    @Autowired
    private AccountsBootstrap bootstrap;

    @Autowired
    private IdentityService identities;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private FilterService filters;

    @Autowired
    private EngineMembers members;

    @Test
    void every_role_is_a_group() {
        assertThat(identities.createGroupQuery().list())
                .extracting(group -> group.getId())
                .contains(
                        "requester",
                        "developer",
                        "change-approver",
                        "deployment-approver",
                        "security-approver",
                        "release-manager",
                        "process-owner",
                        "operator",
                        "auditor",
                        "camunda-admin");
        assertThat(members.of("camunda-admin")).contains(SluiceTest.ADMIN);
        assertThat(members.of("no-such-group")).isEmpty();
        assertThat(members.personExists(SluiceTest.ADMIN)).isTrue();
        assertThat(members.personExists("nobody")).isFalse();
        assertThat(members.personExists("")).isFalse();
    }

    @Test
    void a_second_start_changes_nothing() {
        List<Long> before = counts();

        bootstrap.afterSingletonsInstantiated();

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void two_nodes_that_start_together_make_everything_once() {
        List<Long> before = counts();
        authorizations
                .createAuthorizationQuery()
                .groupIdIn("auditor")
                .list()
                .forEach(right -> authorizations.deleteAuthorization(right.getId()));
        identities.deleteGroup("auditor");
        filters.createFilterQuery()
                .filterName(SharedFilters.ALL_OPEN)
                .list()
                .forEach(filter -> filters.deleteFilter(filter.getId()));
        assertThat(counts()).isNotEqualTo(before);

        CompletableFuture<Void> one = CompletableFuture.runAsync(bootstrap::afterSingletonsInstantiated);
        CompletableFuture<Void> other = CompletableFuture.runAsync(bootstrap::afterSingletonsInstantiated);
        CompletableFuture.allOf(one, other).join();

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void a_right_that_was_widened_by_hand_is_set_back() {
        Authorization right = authorizations
                .createAuthorizationQuery()
                .groupIdIn("auditor")
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId("deployment")
                .singleResult();
        right.addPermission(Permissions.CREATE_INSTANCE);
        authorizations.saveAuthorization(right);

        bootstrap.afterSingletonsInstantiated();

        assertThat(may("auditor", Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "deployment"))
                .isFalse();
        assertThat(may("auditor", Permissions.READ_INSTANCE, Resources.PROCESS_DEFINITION, "deployment"))
                .isTrue();
    }

    @Test
    void a_password_changed_later_survives_a_start() {
        User admin = identities.createUserQuery().userId(SluiceTest.ADMIN).singleResult();
        admin.setPassword("Another-gate-22");
        identities.saveUser(admin);
        try {
            bootstrap.afterSingletonsInstantiated();

            assertThat(identities.checkPassword(SluiceTest.ADMIN, "Another-gate-22"))
                    .isTrue();
        } finally {
            admin = identities.createUserQuery().userId(SluiceTest.ADMIN).singleResult();
            admin.setPassword(SluiceTest.ADMIN_PASSWORD);
            identities.saveUser(admin);
        }
    }

    @Test
    void a_weak_password_is_refused_for_every_account() {
        User weak = identities.newUser("weak");
        weak.setPassword("password");

        assertThatThrownBy(() -> identities.saveUser(weak)).isInstanceOf(ProcessEngineException.class);
    }

    @ParameterizedTest
    @CsvSource({
        // group, Tasklist, Cockpit, Admin, starts a change, starts a deployment, sees instances, repairs
        "requester, true, false, false, true, false, false, false",
        "developer, true, false, false, false, false, false, false",
        "change-approver, true, false, false, false, false, false, false",
        "deployment-approver, true, false, false, false, false, false, false",
        "security-approver, true, false, false, false, false, false, false",
        "release-manager, true, false, false, true, false, false, false",
        "process-owner, true, true, false, false, false, true, false",
        "operator, true, true, false, false, false, true, true",
        "auditor, true, true, false, false, false, true, false",
        "camunda-admin, true, true, true, true, true, true, true"
    })
    void a_role_has_exactly_the_rights_it_needs(
            String group,
            boolean tasklist,
            boolean cockpit,
            boolean admin,
            boolean startsChange,
            boolean startsDeployment,
            boolean seesInstances,
            boolean repairs) {
        assertThat(may(group, Permissions.ACCESS, Resources.APPLICATION, "tasklist"))
                .isEqualTo(tasklist);
        assertThat(may(group, Permissions.ACCESS, Resources.APPLICATION, "cockpit"))
                .isEqualTo(cockpit);
        assertThat(may(group, Permissions.ACCESS, Resources.APPLICATION, "admin"))
                .isEqualTo(admin);
        assertThat(may(group, Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "change-request"))
                .isEqualTo(startsChange);
        assertThat(may(group, Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "deployment"))
                .isEqualTo(startsDeployment);
        assertThat(may(group, Permissions.READ_INSTANCE, Resources.PROCESS_DEFINITION, "deployment"))
                .isEqualTo(seesInstances);
        assertThat(may(group, Permissions.UPDATE_INSTANCE, Resources.PROCESS_DEFINITION, "deployment"))
                .isEqualTo(repairs);
        assertThat(may(group, Permissions.CREATE, Resources.DEPLOYMENT, "*")).isEqualTo(admin);
        assertThat(may(group, Permissions.CREATE, Resources.FILTER, "*")).isEqualTo(admin);
        assertThat(may(group, Permissions.CREATE, Resources.USER, "*")).isEqualTo(admin);
        assertThat(may(group, Permissions.UPDATE, Resources.AUTHORIZATION, "*")).isEqualTo(admin);
    }

    /** The file of each shipped process is named as the process. */
    static List<String> processes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn"))
                    .map(name -> name.substring(0, name.length() - ".bpmn".length()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void operators_repair_every_process_and_those_who_look_see_it(String process) {
        for (Permissions right :
                List.of(Permissions.READ_INSTANCE, Permissions.UPDATE_INSTANCE, Permissions.DELETE_INSTANCE)) {
            assertThat(may("operator", right, Resources.PROCESS_DEFINITION, process))
                    .isTrue();
        }
        assertThat(may("auditor", Permissions.READ_INSTANCE, Resources.PROCESS_DEFINITION, process))
                .isTrue();
        assertThat(may("process-owner", Permissions.READ_INSTANCE, Resources.PROCESS_DEFINITION, process))
                .isTrue();
        for (String group : List.of("requester", "developer", "deployment-approver", "release-manager")) {
            assertThat(may(group, Permissions.READ, Resources.PROCESS_DEFINITION, process))
                    .isTrue();
        }
    }

    private boolean may(String group, Permissions permission, Resources resource, String id) {
        return authorizations.isUserAuthorized("somebody-of-" + group, List.of(group), permission, resource, id);
    }

    private List<Long> counts() {
        return List.of(
                identities.createGroupQuery().count(),
                authorizations.createAuthorizationQuery().count(),
                filters.createFilterQuery().count(),
                identities.createUserQuery().memberOfGroup("camunda-admin").count());
    }
}
