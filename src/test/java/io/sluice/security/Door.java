package io.sluice.security;

import io.sluice.SluiceTest;
import io.sluice.TasklistClient;
import java.net.URI;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** People and two small processes for tests of the doors. */
final class Door {

    static final String PASSWORD = "Weir&basin-7";

    private static final String START_FORM = """
            {"id":"door-start","type":"default","schemaVersion":16,"components":[
              {"type":"textfield","key":"name","id":"a"},
              {"type":"text","text":"Shown only","id":"b"}]}
            """;
    private static final String DECISION_FORM = """
            {"id":"door-decide","type":"default","schemaVersion":16,"components":[
              {"type":"group","id":"g","components":[{"type":"checkbox","key":"approve","id":"c"}]},
              {"type":"textfield","key":"reason","id":"d"},
              {"type":"textfield","key":"shown","id":"e","readonly":true},
              {"type":"group","id":"p","path":"details","components":[{"type":"textfield","key":"inner","id":"f"}]}]}
            """;

    private Door() {}

    static void person(ProcessEngine engine, String id, String... groups) {
        IdentityService identities = engine.getIdentityService();
        if (identities.createUserQuery().userId(id).count() == 0) {
            User user = identities.newUser(id);
            user.setPassword(PASSWORD);
            identities.saveUser(user);
            for (String group : groups) {
                identities.createMembership(id, group);
            }
        }
    }

    static TasklistClient login(int port, String id) {
        TasklistClient client = TasklistClient.login(
                URI.create("http://localhost:" + port),
                id,
                id.equals(SluiceTest.ADMIN) ? SluiceTest.ADMIN_PASSWORD : PASSWORD);
        // The log-in began a new session; as in the browser, the next page brings its token.
        client.get("/camunda/app/tasklist/default/");
        return client;
    }

    /** Deploys "change-request" (a decision for change approvers, then the wait of a job) and "deployment" (one task). */
    static void deployProcesses(ProcessEngine engine) {
        BpmnModelInstance change = Bpmn.createExecutableProcess("change-request")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .camundaFormRef("door-start")
                .camundaFormRefBinding("deployment")
                .userTask("Task_Decide")
                .camundaCandidateGroups("change-approver")
                .camundaFormRef("door-decide")
                .camundaFormRefBinding("deployment")
                .serviceTask("Task_Await")
                .camundaExternalTask("remote-job")
                .endEvent()
                .done();
        BpmnModelInstance deployment = Bpmn.createExecutableProcess("deployment")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_Prepare")
                .camundaCandidateGroups("release-manager")
                .endEvent()
                .done();
        engine.getRepositoryService()
                .createDeployment()
                .name("doors")
                .addModelInstance("change-request.bpmn", change)
                .addModelInstance("deployment.bpmn", deployment)
                .addString("start.form", START_FORM)
                .addString("decide.form", DECISION_FORM)
                .deploy();
    }

    /** A decision that waits for change approvers. */
    static String openDecision(ProcessEngine engine) {
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey("change-request", Map.of("shown", "as it was"))
                .getId();
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }
}
