package io.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The login that Tasklist, Cockpit and Sluice's pages share: what the engine's web apps keep in the HTTP session. */
@Component
class EngineSession {

    private final ProcessEngine engine;
    private final long timeToLive;

    EngineSession(ProcessEngine engine, @Value("${camunda.bpm.webapp.auth.cache.time-to-live}") long timeToLive) {
        this.engine = engine;
        this.timeToLive = timeToLive;
    }

    /** A person who is logged in, with the ids of the person's groups. */
    record Person(String id, Set<String> groups) {

        boolean isOneOf(String... wanted) {
            return Set.of(wanted).stream().anyMatch(groups::contains);
        }
    }

    /**
     * Who is logged in. That the account still exists, and its groups, are read again when they are older than the time
     * to live of the web apps' own cache.
     */
    Optional<Person> person(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Authentications logins = AuthenticationUtil.getAuthsFromSession(session);
        AuthenticationUtil.updateCache(logins, session, timeToLive);
        return Optional.ofNullable(logins.getAuthenticationForProcessEngine(engine.getName()))
                .filter(UserAuthentication.class::isInstance)
                .map(UserAuthentication.class::cast)
                .map(login -> new Person(login.getIdentityId(), new TreeSet<>(login.getGroupIds())));
    }

    /**
     * Logs a person in, exactly as the web apps' own log-in does: same password check with its throttling, new session.
     *
     * @return false when the engine refuses the user id or password, or has locked the account for a while
     */
    boolean logIn(HttpServletRequest request, String userId, String password) {
        engine.getIdentityService().clearAuthentication();
        if (!engine.getIdentityService().checkPassword(userId, password)) {
            return false;
        }
        UserAuthentication login = AuthenticationUtil.createAuthentication(engine, userId);
        if (login == null) {
            return false;
        }
        AuthenticationUtil.revalidateSession(request, login);
        return true;
    }

    /** Logs out everywhere; the session itself is ended by the caller. */
    void logOut(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            AuthenticationUtil.getAuthsFromSession(session).removeByEngineName(engine.getName());
        }
    }
}
