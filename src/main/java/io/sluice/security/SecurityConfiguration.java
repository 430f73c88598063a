package io.sluice.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who gets through which door. Everything below {@code /camunda} is left to the engine's web apps, with their own CSRF
 * protection, except that {@link EngineDoor} stands before their REST interface; everything else is protected here.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Another name than the web apps' {@code XSRF-TOKEN}, or each side would overwrite the other's token. */
    static final String CSRF_COOKIE = "SLUICE-CSRF";

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            // bpmn-js and htmx set styles of single elements; scripts come from files only.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'");

    private static final String[] OPEN = {
        "/sign-in",
        "/error",
        "/webjars/**",
        "/*.css",
        "/*.js",
        "/*.svg",
        "/favicon.ico",
        "/actuator/health/**",
        "/actuator/info"
    };

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            EngineSession session,
            Refusals refusals,
            @Value("${sluice.behind-tls}") boolean behindTls)
            throws Exception {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        RequestMatcher api = paths.matcher("/api/**");
        SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
        return http.securityMatcher(new NegatedRequestMatcher(paths.matcher("/camunda/**")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .addFilterAfter(new EngineSessionFilter(session, contexts), SecurityContextHolderFilter.class)
                // The engine's session is the login: Spring Security keeps none of its own, request after request.
                .securityContext(context -> context.securityContextRepository(contexts))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens(behindTls)))
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")))
                .logout(logout -> logout.logoutRequestMatcher(paths.matcher(HttpMethod.POST, "/logout"))
                        .addLogoutHandler((request, response, authentication) -> session.logOut(request))
                        .invalidateHttpSession(true)
                        .logoutSuccessUrl("/sign-in?out"))
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                                (request, response, e) -> refusals.problem(
                                        response,
                                        HttpStatus.UNAUTHORIZED,
                                        "Nobody is logged in. Log in at /sign-in or in Tasklist, then ask again."),
                                api)
                        .defaultAuthenticationEntryPointFor(
                                (request, response, e) -> refusals.logInFirst(request, response),
                                new NegatedRequestMatcher(api))
                        .defaultAccessDeniedHandlerFor(
                                (request, response, e) -> TooLarge.refuse(refusals, api, request, response),
                                TooLarge::isForm)
                        .defaultAccessDeniedHandlerFor(
                                (request, response, e) -> refusals.problem(
                                        response,
                                        HttpStatus.FORBIDDEN,
                                        "This is not allowed, or the CSRF token is missing or has expired: read a new one"
                                                + " from /api/session."),
                                api))
                .build();
    }

    private static CookieCsrfTokenRepository csrfTokens(boolean secure) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(CSRF_COOKIE);
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(secure).sameSite("Lax"));
        return tokens;
    }

    /** Nobody logs in through Spring Security; with this bean Spring Boot makes no default user either. */
    @Bean
    AuthenticationManager noOtherLogin() {
        return authentication -> {
            throw new AuthenticationServiceException("The engine's session is the only login.");
        };
    }

    @Bean
    FilterRegistrationBean<EngineDoor> engineDoorRegistration(EngineDoor door) {
        FilterRegistrationBean<EngineDoor> registration = new FilterRegistrationBean<>(door);
        registration.addUrlPatterns("/camunda/api/engine/*");
        // Behind Spring Security's firewall (-100), which refuses addresses that are written in a misleading way.
        registration.setOrder(-90);
        return registration;
    }

    @Bean
    FilterRegistrationBean<NonceOfOnePage> nonceOfOnePage() {
        FilterRegistrationBean<NonceOfOnePage> registration = new FilterRegistrationBean<>(new NonceOfOnePage());
        registration.addUrlPatterns("/camunda/app/*");
        // Around the engine's own filters, which come without an order.
        registration.setOrder(-89);
        return registration;
    }
}
