package io.sluice.process.accounts;

import io.sluice.approval.Members;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** People and groups as the engine's accounts know them. */
@Component
class EngineMembers implements Members {

    private final IdentityService identities;

    EngineMembers(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    public Set<String> of(String group) {
        Set<String> members = new TreeSet<>();
        // Unlimited, because the engine refuses a list without a limit while a person is logged in.
        for (User user : identities.createUserQuery().memberOfGroup(group).unlimitedList()) {
            members.add(user.getId());
        }
        return members;
    }

    @Override
    public boolean personExists(String userId) {
        return !userId.isEmpty() && identities.createUserQuery().userId(userId).count() > 0;
    }
}
