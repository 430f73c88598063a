package io.sluice.process;

import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the end of "Decide approval policy": keeps the groups that the decision table named for the next step. */
@Component
class RememberApproverGroups implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        DmnDecisionResult result = (DmnDecisionResult) execution.getVariable("decisionResult");
        List<Object> groups = result.collectEntries("group");
        execution.setVariable(
                ChangeRequestProcess.APPROVER_GROUPS,
                groups.stream().map(String::valueOf).distinct().sorted().collect(Collectors.joining(",")));
    }

    /** What was kept. */
    static List<String> groups(DelegateExecution execution) {
        return java.util.Arrays.stream(ChangeRequestProcess.text(execution, ChangeRequestProcess.APPROVER_GROUPS)
                        .split(",", -1))
                .filter(group -> !group.isBlank())
                .toList();
    }
}
