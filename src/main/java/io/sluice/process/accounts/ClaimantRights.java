package io.sluice.process.accounts;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets a person give back a task that was claimed by mistake: the engine asks for the right to assign it, which candidates
 * do not have. The door before the engine's REST interface lets claimants use that right for nothing else.
 */
@Component
class ClaimantRights extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setResourceAuthorizationProvider(new WithAssign());
    }

    private static final class WithAssign extends DefaultAuthorizationProvider {

        @Override
        public AuthorizationEntity @Nullable [] newTaskAssignee(
                Task task, @Nullable String before, @Nullable String now) {
            AuthorizationEntity[] rights = super.newTaskAssignee(task, before, now);
            if (rights != null) {
                for (AuthorizationEntity right : rights) {
                    if (right != null && right.getResourceType() == Resources.TASK.resourceType()) {
                        right.addPermission(Permissions.TASK_ASSIGN);
                    }
                }
            }
            return rights;
        }
    }
}
