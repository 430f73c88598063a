package io.sluice.process.accounts;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/** A person can start nothing but a change request, by no way that the engine knows and with no right that it gives. */
@Component
class StartGuard extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<BpmnParseListener> listeners = configuration.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<>()
                : configuration.getCustomPreBPMNParseListeners();
        listeners.add(new GuardEachProcess());
        configuration.setCustomPreBPMNParseListeners(listeners);
    }

    private static final class GuardEachProcess extends AbstractBpmnParseListener {

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity process) {
            if (!process.getKey().equals(Roles.CHANGE_REQUEST)) {
                ExecutionListener guard = GuardEachProcess::onStart;
                process.addBuiltInListener(ExecutionListener.EVENTNAME_START, guard);
            }
        }

        private static void onStart(DelegateExecution instance) {
            Authentication actor =
                    instance.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
            boolean person = actor != null && actor.getUserId() != null;
            if (person && instance.getSuperExecution() == null) {
                throw new AuthorizationException(
                        "Only a change request can be started by a person; Sluice starts the other processes itself.");
            }
        }
    }
}
