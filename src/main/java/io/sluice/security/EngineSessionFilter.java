package io.sluice.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.GenericFilterBean;

/** Makes the person of the engine's session the principal of the request: name = user id, authorities = group ids. */
final class EngineSessionFilter extends GenericFilterBean {

    private final EngineSession session;
    private final SecurityContextRepository contexts;

    EngineSessionFilter(EngineSession session, SecurityContextRepository contexts) {
        this.session = session;
        this.contexts = contexts;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        session.person(http).ifPresent(person -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                    person.id(), "", AuthorityUtils.createAuthorityList(person.groups())));
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, http, (HttpServletResponse) response);
        });
        chain.doFilter(request, response);
    }
}
