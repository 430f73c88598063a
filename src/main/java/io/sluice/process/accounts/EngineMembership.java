package io.sluice.process.accounts;

import io.sluice.environment.Membership;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** Says for environments which accounts and groups exist and who belongs to which group. */
@Component
class EngineMembership implements Membership {

    private final EngineMembers members;
    private final IdentityService identities;

    EngineMembership(EngineMembers members, IdentityService identities) {
        this.members = members;
        this.identities = identities;
    }

    @Override
    public boolean personExists(String userId) {
        return members.personExists(userId);
    }

    @Override
    public boolean groupExists(String groupId) {
        return !groupId.isEmpty()
                && identities.createGroupQuery().groupId(groupId).count() > 0;
    }

    @Override
    public Set<String> groupsOf(String userId) {
        Set<String> groups = new TreeSet<>();
        // Unlimited, because the engine refuses a list without a limit while a person is logged in.
        for (Group group : identities.createGroupQuery().groupMember(userId).unlimitedList()) {
            groups.add(group.getId());
        }
        return groups;
    }
}
