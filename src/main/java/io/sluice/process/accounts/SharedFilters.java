package io.sluice.process.accounts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The lists that people find in Tasklist: without a filter Tasklist shows nothing at all. */
@Component
class SharedFilters {

    static final String MINE = "My tasks";
    static final String MY_GROUPS = "My groups' tasks";
    static final String ALL_OPEN = "All open tasks";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    SharedFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    void ensure() {
        Set<String> overview =
                Set.of(Roles.RELEASE_MANAGER, Roles.OPERATOR, Roles.PROCESS_OWNER, Roles.AUDITOR, Roles.ADMINISTRATOR);
        ensure(
                MINE,
                "What you have claimed, and what only you can do",
                0,
                tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"),
                Roles.all());
        ensure(
                MY_GROUPS,
                "What you or your groups can claim",
                10,
                tasks.createTaskQuery().taskCandidateUserExpression("${currentUser()}"),
                Roles.all());
        ensure(ALL_OPEN, "Whatever waits for a person", 20, tasks.createTaskQuery(), overview);
    }

    private void ensure(String name, String description, int priority, TaskQuery query, Set<String> groups) {
        Filter filter = filters.createTaskFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name);
            filter.setProperties(Map.of(
                    "description",
                    description,
                    "priority",
                    priority,
                    "refresh",
                    true,
                    "showUndefinedVariable",
                    false,
                    "variables",
                    List.of(
                            Map.of("name", "changeRequest", "label", "Number"),
                            Map.of("name", "changeName", "label", "Change"))));
            filter.setQuery(query);
            filters.saveFilter(filter);
        }
        for (String group : groups) {
            ensureReadable(filter.getId(), group);
        }
    }

    private void ensureReadable(String filter, String group) {
        if (authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(Resources.FILTER)
                        .resourceId(filter)
                        .count()
                == 0) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
            grant.setResource(Resources.FILTER);
            grant.setResourceId(filter);
            grant.addPermission(Permissions.READ);
            authorizations.saveAuthorization(grant);
        }
    }
}
