package io.sluice.process.accounts;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Holds for every task of every process, whatever rights a person has: a task is completed by the person who claimed it
 * or, while nobody has, by one of its candidates. The engine alone would let a candidate complete what another has claimed,
 * and an administrator complete everything.
 */
@Component
class TaskGuard {

    private final IdentityService identities;

    TaskGuard(IdentityService identities) {
        this.identities = identities;
    }

    /** @throws TaskNotForYouException to roll the completion back; its message is shown in Tasklist */
    @EventListener
    void onTaskEvent(DelegateTask task) {
        if (!TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName())) {
            return;
        }
        Authentication actor = identities.getCurrentAuthentication();
        if (actor == null || actor.getUserId() == null) {
            // Nobody is at the door: the engine itself, or Sluice, completes the task.
            return;
        }
        String person = actor.getUserId();
        String assignee = task.getAssignee();
        if (assignee != null) {
            if (!assignee.equals(person)) {
                throw new TaskNotForYouException(
                        "This task is claimed by " + assignee + ", so only " + assignee + " can complete it.");
            }
            return;
        }
        if (!isCandidate(task, person)) {
            throw new TaskNotForYouException(person + " is not one of the people this task is for.");
        }
    }

    private boolean isCandidate(DelegateTask task, String person) {
        Set<String> groups = new HashSet<>();
        for (Group group : identities.createGroupQuery().groupMember(person).unlimitedList()) {
            groups.add(group.getId());
        }
        return task.getCandidates().stream()
                .anyMatch(link -> person.equals(link.getUserId())
                        || (link.getGroupId() != null && groups.contains(link.getGroupId())));
    }
}
