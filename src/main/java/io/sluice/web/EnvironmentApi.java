package io.sluice.web;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The environment pages' JSON twins, with the same checks. */
@RestController
@RequestMapping("/api/environments")
class EnvironmentApi {

    /** @param orgId null before the first successful connection test, likewise the rest */
    record EnvironmentJson(
            String id,
            String name,
            String kind,
            URI address,
            String apiVersion,
            int stage,
            @Nullable String orgId,
            @Nullable String username,
            @Nullable Instant testedAt) {}

    /**
     * What a connection test brought.
     *
     * @param refusal the org's words; null when connected
     */
    record TestJson(
            boolean connected,
            @Nullable String orgId,
            @Nullable String organizationName,
            @Nullable String username,
            @Nullable String apiVersion,
            @Nullable String refusal) {}

    private final Environments environments;
    private final ConnectionTests connectionTests;
    private final Preparations preparations;

    EnvironmentApi(Environments environments, ConnectionTests connectionTests, Preparations preparations) {
        this.environments = environments;
        this.connectionTests = connectionTests;
        this.preparations = preparations;
    }

    @GetMapping
    List<EnvironmentJson> all() {
        return environments.all().stream().map(EnvironmentApi::json).toList();
    }

    /** Really connects; an org that can't be reached is a bad gateway. */
    @PostMapping("/{id}/test")
    TestJson test(@PathVariable("id") String id, Authentication authentication) {
        ConnectionTests.Tested tested = connectionTests.test(id, Viewer.of(authentication));
        if (tested instanceof ConnectionTests.Unreachable unreachable) {
            throw new Refusal(HttpStatus.BAD_GATEWAY, unreachable.sentence());
        }
        ConnectionResult result = ((ConnectionTests.Answered) tested).result();
        if (result instanceof ConnectionResult.Connected connected) {
            return new TestJson(
                    true,
                    connected.identity().orgId(),
                    connected.identity().organizationName(),
                    connected.identity().username(),
                    connected.apiVersion(),
                    null);
        }
        return new TestJson(false, null, null, null, null, ((ConnectionResult.Refused) result).sentence());
    }

    /** The open remote jobs and every attempt with its log. */
    @GetMapping("/{id}/preparation")
    PreparationView preparation(@PathVariable("id") String id) {
        return preparations.of(environments
                .find(id)
                .orElseThrow(() -> Refusal.noSuchEnvironment(id))
                .id());
    }

    /** Requests the preparation; asked for twice it is done once. */
    @PostMapping("/{id}/preparation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PreparationView prepare(@PathVariable("id") String id, Authentication authentication) {
        preparations.start(id, Viewer.of(authentication));
        return preparations.of(id);
    }

    private static EnvironmentJson json(Environment environment) {
        return new EnvironmentJson(
                environment.id(),
                environment.name(),
                environment.kind().word(),
                environment.address(),
                environment.apiVersion(),
                environment.stage(),
                environment.orgId(),
                environment.username(),
                environment.testedAt());
    }
}
