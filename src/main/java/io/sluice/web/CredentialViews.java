package io.sluice.web;

import io.sluice.environment.CredentialDesk;
import io.sluice.environment.CredentialFacts;
import io.sluice.environment.OrgPause;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the part about credentials on an environment's page shows; asked by its template. */
@Component("credentialViews")
class CredentialViews {

    private final CredentialDesk desk;

    CredentialViews(CredentialDesk desk) {
        this.desk = desk;
    }

    /** Null where there is no such environment. */
    public @Nullable CredentialFacts facts(String environment) {
        return desk.facts(environment).orElse(null);
    }

    /** Null while the org may be asked. */
    public @Nullable String pause(String environment) {
        Optional<OrgPause> pause = desk.pause(environment);
        return pause.map(OrgPause::sentence).orElse(null);
    }
}
