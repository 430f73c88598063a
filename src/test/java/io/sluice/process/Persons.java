package io.sluice.process;

import io.sluice.PageClient;
import io.sluice.SluiceTest;
import io.sluice.TasklistClient;
import io.sluice.approval.People;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.ApplicationContext;

/** The accounts of one application and their sessions at Tasklist's own door. */
final class Persons {

    private static final String PASSWORD = "Weir&basin-7";
    private static final Map<ApplicationContext, Persons> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, TasklistClient> sessions = new ConcurrentHashMap<>();
    private final IdentityService identities;
    private final URI base;

    private Persons(ApplicationContext context) {
        this.identities = context.getBean(IdentityService.class);
        this.base = URI.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        Map<String, List<String>> accounts = new LinkedHashMap<>();
        accounts.put("rita", List.of("requester"));
        accounts.put("dev", List.of("developer"));
        accounts.put("anna", List.of("change-approver", "deployment-approver"));
        accounts.put("ben", List.of("change-approver", "deployment-approver"));
        accounts.put("sven", List.of("security-approver"));
        accounts.put("mara", List.of("release-manager"));
        accounts.put("olga", List.of("operator"));
        accounts.put("paul", List.of("process-owner"));
        accounts.forEach(this::create);
        context.getBean(People.class).map("dev", Set.of("Dana Developer"), SluiceTest.ADMIN);
    }

    static Persons of(ApplicationContext context) {
        return KNOWN.computeIfAbsent(context, Persons::new);
    }

    private void create(String id, List<String> groups) {
        User user = identities.newUser(id);
        user.setFirstName(id);
        user.setLastName("Person");
        user.setPassword(PASSWORD);
        identities.saveUser(user);
        groups.forEach(group -> identities.createMembership(id, group));
    }

    /** The person signs in anew: a session knows its groups for a minute. */
    void join(String person, String group) {
        identities.createMembership(person, group);
        sessions.remove(person);
    }

    void leave(String person, String group) {
        identities.deleteMembership(person, group);
        sessions.remove(person);
    }

    /** The person's browser at Sluice's own pages. */
    PageClient pages(String person) {
        return PageClient.login(base, person, PASSWORD);
    }

    /** The person's session; opened once. */
    TasklistClient at(String person) {
        return sessions.computeIfAbsent(
                person,
                id -> TasklistClient.login(
                        base, id, id.equals(SluiceTest.ADMIN) ? SluiceTest.ADMIN_PASSWORD : PASSWORD));
    }
}
