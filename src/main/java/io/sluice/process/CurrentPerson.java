package io.sluice.process;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Who acts: the person whose session completes a form. Never a variable. */
@Component
class CurrentPerson {

    private final IdentityService identity;

    CurrentPerson(IdentityService identity) {
        this.identity = identity;
    }

    String id() {
        Authentication authentication = identity.getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw new FormRefused("This form has to be sent by a person who is signed in.");
        }
        return authentication.getUserId();
    }
}
