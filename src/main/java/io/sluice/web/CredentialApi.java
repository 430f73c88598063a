package io.sluice.web;

import io.sluice.environment.CredentialFacts;
import io.sluice.salesforce.AuthKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The credentials pages' JSON twin, with the same checks; secrets go in and never come out. */
@RestController
@RequestMapping("/api/environments/{id}/credentials")
class CredentialApi {

    /**
     * What may be shown.
     *
     * @param kind null until somebody has chosen one
     * @param actsAs the user in the org, where the credentials name one
     * @param certificate PEM; null where there is none, likewise the one that waits for its use
     */
    record CredentialsJson(
            @Nullable String kind,
            @Nullable String actsAs,
            @Nullable String certificate,
            @Nullable Instant certificateExpires,
            @Nullable String waitingCertificate,
            @Nullable Instant changedAt,
            @Nullable String changedBy) {}

    private final CredentialForms forms;

    CredentialApi(CredentialForms forms) {
        this.forms = forms;
    }

    @GetMapping
    CredentialsJson facts(@PathVariable("id") String id) {
        CredentialFacts facts = forms.facts(id);
        AuthKind kind = facts.kind();
        return new CredentialsJson(
                kind == null ? null : kind.word(),
                facts.actsAs(),
                facts.certificate(),
                facts.certificateExpires(),
                facts.waitingCertificate(),
                facts.changedAt(),
                facts.changedBy());
    }

    /** Makes a key that waits for its use; the answer has its certificate. */
    @PostMapping("/key")
    CredentialsJson makeKey(@PathVariable("id") String id, Authentication authentication) {
        refuse(forms.makeKey(id, Viewer.of(authentication)));
        return facts(id);
    }

    /** Replaces the credentials; what is wrong comes back as one sentence after another. */
    @PutMapping("/{kind}")
    CredentialsJson use(
            @PathVariable("id") String id,
            @PathVariable("kind") String kind,
            @RequestBody CredentialForms.Entered entered,
            Authentication authentication) {
        refuse(forms.use(id, CredentialForms.kind(kind), entered, Viewer.of(authentication)));
        return facts(id);
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", problems));
        }
    }
}
