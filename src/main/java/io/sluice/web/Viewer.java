package io.sluice.web;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who looks at a page.
 *
 * @param id user id
 * @param roles ids of the groups that the person belongs to
 */
record Viewer(String id, Set<String> roles) {

    /** @throws Refusal where nobody is logged in */
    static Viewer of(@Nullable Authentication authentication) {
        if (authentication == null || !authentication.isAuthenticated()) {
            throw new Refusal(HttpStatus.UNAUTHORIZED, "Nobody is logged in. Log in first, then open this page again.");
        }
        return new Viewer(
                authentication.getName(),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Whether the person has at least one of these roles. */
    public boolean hasAny(String... wanted) {
        return Arrays.stream(wanted).anyMatch(roles::contains);
    }

    public boolean mayRaiseChanges() {
        return hasAny(Role.REQUESTER, Role.RELEASE_MANAGER, Role.ADMINISTRATOR);
    }

    public boolean mayAskForComparisons() {
        return hasAny(Role.REQUESTER, Role.DEVELOPER, Role.RELEASE_MANAGER, Role.OPERATOR, Role.ADMINISTRATOR);
    }

    public boolean mayRegisterEnvironments() {
        return hasAny(Role.ADMINISTRATOR);
    }

    public boolean mayChangeEnvironments() {
        return hasAny(Role.ADMINISTRATOR);
    }

    public boolean mayPrepareEnvironments() {
        return hasAny(Role.ADMINISTRATOR);
    }

    public boolean mayConfirmOrgs() {
        return hasAny(Role.ADMINISTRATOR);
    }

    public boolean mayChangeCredentials() {
        return hasAny(Role.ADMINISTRATOR, Role.RELEASE_MANAGER);
    }

    public boolean mayTestConnections() {
        return hasAny(Role.ADMINISTRATOR, Role.RELEASE_MANAGER, Role.DEVELOPER, Role.OPERATOR);
    }

    public boolean mayMapPeople() {
        return hasAny(Role.ADMINISTRATOR);
    }

    public boolean mayRetryJobs() {
        return hasAny(Role.OPERATOR, Role.ADMINISTRATOR);
    }

    public boolean mayOpenCockpit() {
        return hasAny(Role.OPERATOR, Role.PROCESS_OWNER, Role.AUDITOR, Role.ADMINISTRATOR);
    }

    public boolean mayCheckEvidence() {
        return hasAny(Role.ADMINISTRATOR, Role.AUDITOR);
    }

    /** @throws Refusal naming the act and who may do it, where the person may not */
    void demand(boolean allowed, String sentence) {
        if (!allowed) {
            throw new Refusal(HttpStatus.FORBIDDEN, sentence);
        }
    }
}
