package io.sluice.rehearsal;

import io.sluice.approval.People;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.ApplicationContext;

/** One account for every role, two for approvers. */
public final class DemoAccounts {

    public static final String PASSWORD = "Water-flows-2026";

    static final List<Account> ALL = List.of(
            new Account("rita", "Rita", "Requester", "raises change requests", "requester"),
            new Account("dev", "Dana", "Developer", "makes the changes in the sandbox", "developer"),
            new Account(
                    "anna",
                    "Anna",
                    "Approver",
                    "approves changes and deployments",
                    "change-approver",
                    "deployment-approver"),
            new Account(
                    "ben",
                    "Ben",
                    "Approver",
                    "approves changes and deployments",
                    "change-approver",
                    "deployment-approver"),
            new Account("sven", "Sven", "Security", "approves powerful rights", "security-approver"),
            new Account("mara", "Mara", "Manager", "prepares and starts deployments", "release-manager"),
            new Account("paul", "Paul", "Owner", "owns the process models", "process-owner"),
            new Account("olga", "Olga", "Operator", "watches and repairs instances in Cockpit", "operator"),
            new Account("audrey", "Audrey", "Auditor", "reads everything and checks the evidence", "auditor"),
            new Account("admin", "Ada", "Administrator", "registers environments and accounts", "camunda-admin"));

    private DemoAccounts() {}

    /** An account and what its owner does. */
    record Account(String id, String firstName, String lastName, String does, List<String> groups) {

        Account(String id, String firstName, String lastName, String does, String... groups) {
            this(id, firstName, lastName, does, List.of(groups));
        }
    }

    /** Creates what is missing; an account that is there already stays as it is. */
    public static void create(ApplicationContext context) {
        IdentityService identity = context.getBean(IdentityService.class);
        for (Account account : ALL) {
            if (identity.createUserQuery().userId(account.id()).count() > 0) {
                continue;
            }
            User user = identity.newUser(account.id());
            user.setFirstName(account.firstName());
            user.setLastName(account.lastName());
            user.setEmail(account.id() + "@example.com");
            user.setPassword(PASSWORD);
            identity.saveUser(user);
            account.groups().forEach(group -> identity.createMembership(account.id(), group));
        }
        List<String> problems =
                context.getBean(People.class).map("dev", Set.of("Dana Developer", DemoOrgs.DEVELOPER), "admin");
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The demo's names were refused: " + problems);
        }
    }
}
