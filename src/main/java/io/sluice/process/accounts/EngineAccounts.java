package io.sluice.process.accounts;

import io.sluice.change.Accounts;
import org.springframework.stereotype.Component;

/** Says for change requests whether an account exists. */
@Component
class EngineAccounts implements Accounts {

    private final EngineMembers members;

    EngineAccounts(EngineMembers members) {
        this.members = members;
    }

    @Override
    public boolean exists(String userId) {
        return members.personExists(userId);
    }
}
