package io.sluice.process.accounts;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.DELETE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.SUSPEND_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_ASSIGN;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.UPDATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.BATCH;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_REQUIREMENTS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;

/**
 * The groups of people and what each may do in the engine. Reading and completing a task comes to its candidates from the
 * engine by itself, so no right here speaks of it. Nobody may start {@code deployment} or {@code rollback}; models come from
 * the folder.
 */
final class Roles {

    static final String REQUESTER = "requester";
    static final String DEVELOPER = "developer";
    static final String CHANGE_APPROVER = "change-approver";
    static final String DEPLOYMENT_APPROVER = "deployment-approver";
    static final String SECURITY_APPROVER = "security-approver";
    static final String RELEASE_MANAGER = "release-manager";
    static final String PROCESS_OWNER = "process-owner";
    static final String OPERATOR = "operator";
    static final String AUDITOR = "auditor";
    static final String ADMINISTRATOR = "camunda-admin";

    static final String CHANGE_REQUEST = "change-request";
    private static final List<String> DEPLOYING = List.of("deployment", "rollback");
    static final List<String> PROCESSES =
            Stream.concat(Stream.of(CHANGE_REQUEST), DEPLOYING.stream()).toList();

    private static final String ANY = Authorization.ANY;

    private Roles() {}

    /** Group ids and how people see them. */
    static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(REQUESTER, "Requesters");
        names.put(DEVELOPER, "Developers");
        names.put(CHANGE_APPROVER, "Change approvers");
        names.put(DEPLOYMENT_APPROVER, "Deployment approvers");
        names.put(SECURITY_APPROVER, "Security approvers");
        names.put(RELEASE_MANAGER, "Release managers");
        names.put(PROCESS_OWNER, "Process owners");
        names.put(OPERATOR, "Operators");
        names.put(AUDITOR, "Auditors");
        names.put(ADMINISTRATOR, "Administrators");
        return names;
    }

    static Set<String> all() {
        return names().keySet();
    }

    static List<Right> rights() {
        List<Right> rights = new ArrayList<>();
        for (String group : all()) {
            if (!group.equals(ADMINISTRATOR)) {
                rights.add(Right.of(group, APPLICATION, "tasklist", ACCESS));
            }
        }
        for (String group : List.of(DEVELOPER, CHANGE_APPROVER, DEPLOYMENT_APPROVER, SECURITY_APPROVER)) {
            PROCESSES.forEach(process -> rights.add(Right.of(group, PROCESS_DEFINITION, process, READ)));
        }
        rights.add(Right.of(REQUESTER, PROCESS_DEFINITION, CHANGE_REQUEST, READ, CREATE_INSTANCE));
        DEPLOYING.forEach(process -> rights.add(Right.of(REQUESTER, PROCESS_DEFINITION, process, READ)));
        rights.add(Right.of(REQUESTER, PROCESS_INSTANCE, ANY, CREATE));
        rights.add(Right.of(RELEASE_MANAGER, PROCESS_DEFINITION, CHANGE_REQUEST, READ, CREATE_INSTANCE, READ_TASK));
        DEPLOYING.forEach(
                process -> rights.add(Right.of(RELEASE_MANAGER, PROCESS_DEFINITION, process, READ, READ_TASK)));
        rights.add(Right.of(RELEASE_MANAGER, PROCESS_INSTANCE, ANY, CREATE));
        for (String group : List.of(PROCESS_OWNER, AUDITOR)) {
            rights.addAll(cockpit(group));
            PROCESSES.forEach(process -> rights.add(
                    Right.of(group, PROCESS_DEFINITION, process, READ, READ_INSTANCE, READ_TASK, READ_HISTORY)));
        }
        rights.addAll(cockpit(OPERATOR));
        // The engine has no finer right for retrying the wait of a remote job than UPDATE_INSTANCE; the door before its
        // REST interface keeps that right from writing variables or completing the wait.
        PROCESSES.forEach(process -> rights.add(Right.of(
                OPERATOR,
                PROCESS_DEFINITION,
                process,
                READ,
                READ_INSTANCE,
                READ_TASK,
                READ_HISTORY,
                TASK_ASSIGN,
                RETRY_JOB,
                UPDATE_INSTANCE,
                SUSPEND_INSTANCE,
                DELETE_INSTANCE)));
        rights.add(Right.of(
                OPERATOR,
                BATCH,
                ANY,
                READ,
                BatchPermissions.CREATE_BATCH_SET_JOB_RETRIES,
                BatchPermissions.CREATE_BATCH_SET_EXTERNAL_TASK_RETRIES));
        Arrays.stream(Resources.values()).forEach(resource -> rights.add(Right.of(ADMINISTRATOR, resource, ANY, ALL)));
        return rights;
    }

    /** Looking at running processes and at the models, without changing anything. */
    private static List<Right> cockpit(String group) {
        return List.of(
                Right.of(group, APPLICATION, "cockpit", ACCESS),
                Right.of(group, DEPLOYMENT, ANY, READ),
                Right.of(group, DECISION_DEFINITION, ANY, READ, Permissions.READ_HISTORY),
                Right.of(group, DECISION_REQUIREMENTS_DEFINITION, ANY, READ));
    }
}
