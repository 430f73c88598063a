package io.sluice.security;

import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is logged in, and the token that a script sends with every POST, PUT or DELETE under {@code /api}. */
@RestController
class SessionApi {

    @GetMapping("/api/session")
    Map<String, Object> session(Authentication person, CsrfToken csrf) {
        List<String> groups = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .sorted()
                .toList();
        return Map.of(
                "user",
                person.getName(),
                "groups",
                groups,
                "csrf",
                Map.of("header", csrf.getHeaderName(), "token", csrf.getToken()));
    }
}
