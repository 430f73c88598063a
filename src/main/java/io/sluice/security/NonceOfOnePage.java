package io.sluice.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the nonce of the web apps' content security policy with the request that it was made for.
 *
 * <p>The engine's header filter makes a nonce for each answer and leaves it in the servlet context, where the filter that serves
 * the page reads it (7.24: {@code ContentSecurityPolicyProvider}, {@code ProcessEnginesFilter}). The servlet context belongs to
 * everybody: when another answer comes in between, the page carries a nonce that its own header does not know, the browser runs
 * none of its scripts, and the person looks at a wheel that turns for ever. Here each request has its own place for it.
 */
final class NonceOfOnePage extends OncePerRequestFilter {

    static final String NONCE = "org.camunda.bpm.csp.nonce";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletContext own = ownNonce(request.getServletContext());
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletContext getServletContext() {
                        return own;
                    }
                },
                response);
    }

    private static ServletContext ownNonce(ServletContext everybodys) {
        Object[] nonce = new Object[1];
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> {
                    boolean ofNonce = arguments != null && arguments.length > 0 && NONCE.equals(arguments[0]);
                    if (ofNonce && method.getName().equals("setAttribute")) {
                        nonce[0] = arguments[1];
                        return null;
                    }
                    if (ofNonce && method.getName().equals("getAttribute")) {
                        return nonce[0];
                    }
                    return ask(everybodys, method, arguments);
                });
    }

    private static @Nullable Object ask(ServletContext everybodys, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(everybodys, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
