package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.environment.Environments;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who may have the sandbox of a change request asked what changed in it. */
@Component
class SandboxLooks {

    private final Environments environments;

    SandboxLooks(Environments environments) {
        this.environments = environments;
    }

    /** Why the person may not; empty for who asked for the change, and for everybody who may use the sandbox. */
    Optional<String> refusal(ChangeRequest change, Viewer viewer) {
        String sandbox = change.sandbox();
        if (sandbox == null || change.requester().equals(viewer.id())) {
            return Optional.empty();
        }
        return environments.pathOf(viewer.id()).useRefusal(sandbox);
    }
}
