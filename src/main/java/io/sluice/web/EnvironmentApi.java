package io.sluice.web;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Disabling;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentEdit;
import io.sluice.environment.Environments;
import io.sluice.salesforce.DeployPermission;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The environment pages' JSON twins, with the same checks. */
@RestController
@RequestMapping("/api/environments")
class EnvironmentApi {

    /**
     * An environment; never its credentials.
     *
     * @param version to be sent along with a change
     * @param people who may use it; with {@code groups} empty everybody with the role that a step asks for
     * @param disabled why, by whom and since when; null while it is enabled
     * @param onward names of the environments that changes may go to from here
     * @param orgId null before the first successful connection test, likewise user and moment
     * @param otherOrgId the org that the last connection test found in place of it, to be confirmed; null for none
     * @param spokenApiVersion the version that the last connection test came to
     */
    record EnvironmentJson(
            String id,
            int version,
            String name,
            String kind,
            URI address,
            String apiVersion,
            @Nullable String spokenApiVersion,
            int stage,
            Set<String> people,
            Set<String> groups,
            @Nullable Disabling disabled,
            List<String> onward,
            @Nullable String orgId,
            @Nullable String otherOrgId,
            @Nullable String username,
            @Nullable Instant testedAt) {}

    /** Confirms an org: the one that {@code otherOrgId} named, by somebody who has understood what that voids. */
    record OrgJson(@Nullable String orgId, boolean understood) {}

    /** What registers an environment; the client secret is never answered. */
    record RegistrationJson(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String address,
            @Nullable String apiVersion,
            @Nullable Integer stage,
            @Nullable Set<String> people,
            @Nullable Set<String> groups,
            @Nullable String clientId,
            @Nullable String clientSecret) {

        @Override
        public String toString() {
            return "RegistrationJson[id=" + id + "]";
        }
    }

    /** What an environment is to be; {@code version} is the one that the person was shown. */
    record EditJson(
            int version,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String address,
            @Nullable String apiVersion,
            @Nullable Integer stage,
            @Nullable Set<String> people,
            @Nullable Set<String> groups) {}

    /** Why an environment is disabled or enabled; {@code version} is the one that the person was shown. */
    record TurnJson(int version, @Nullable String reason) {}

    /**
     * What a connection test brought.
     *
     * @param sandbox null where not connected, likewise the rest
     * @param missingPermissions what the user lacks of what deployments need, by the names of Setup
     * @param permissionsUnknown why the org did not tell the permissions; null where it did
     * @param refusal the org's words; null when connected
     */
    record TestJson(
            boolean connected,
            @Nullable String orgId,
            @Nullable String organizationName,
            @Nullable Boolean sandbox,
            @Nullable String username,
            @Nullable String apiVersion,
            List<String> permissions,
            List<String> missingPermissions,
            @Nullable String permissionsUnknown,
            @Nullable Integer apiCallsRemaining,
            @Nullable Integer apiCallsMax,
            @Nullable String refusal) {}

    private final Environments environments;
    private final ConnectionTests connectionTests;
    private final Preparations preparations;
    private final EnvironmentViews views;

    EnvironmentApi(
            Environments environments,
            ConnectionTests connectionTests,
            Preparations preparations,
            EnvironmentViews views) {
        this.views = views;
        this.environments = environments;
        this.connectionTests = connectionTests;
        this.preparations = preparations;
    }

    @GetMapping
    List<EnvironmentJson> all() {
        return environments.all().stream().map(this::json).toList();
    }

    @GetMapping("/{id}")
    EnvironmentJson one(@PathVariable("id") String id) {
        return json(environments.find(id).orElseThrow(() -> Refusal.noSuchEnvironment(id)));
    }

    @PostMapping
    ResponseEntity<EnvironmentJson> register(@RequestBody RegistrationJson stated, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        viewer.demand(viewer.mayRegisterEnvironments(), "Only administrators register environments.");
        EnvironmentForm.Read read = new EnvironmentForm(
                        stated.id(),
                        stated.name(),
                        stated.kind(),
                        stated.address(),
                        stated.apiVersion(),
                        text(stated.stage()),
                        stated.clientId(),
                        stated.clientSecret(),
                        lines(stated.people()),
                        lines(stated.groups()))
                .read();
        List<String> problems = read instanceof EnvironmentForm.Unreadable unreadable
                ? unreadable.problems()
                : environments.register(((EnvironmentForm.Readable) read).environment(), viewer.id());
        if (!problems.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", problems));
        }
        String id = Objects.requireNonNullElse(stated.id(), "").strip();
        return ResponseEntity.created(URI.create("/api/environments/" + id)).body(one(id));
    }

    /** Changes it; a conflict where somebody has changed it since {@code version}. */
    @PutMapping("/{id}")
    EnvironmentJson edit(@PathVariable("id") String id, @RequestBody EditJson stated, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        one(id);
        List<String> unreadable = new ArrayList<>();
        EnvironmentEdit edit = new EnvironmentEditForm(
                        stated.version(),
                        stated.name(),
                        stated.kind(),
                        stated.address(),
                        stated.apiVersion(),
                        text(stated.stage()),
                        lines(stated.people()),
                        lines(stated.groups()))
                .read(id, unreadable);
        if (edit == null) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", unreadable));
        }
        Edits.demandSaved(environments.edit(edit, viewer.id()));
        return one(id);
    }

    @PostMapping("/{id}/disable")
    EnvironmentJson disable(
            @PathVariable("id") String id, @RequestBody TurnJson stated, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        one(id);
        Edits.demandSaved(environments.disable(id, stated.version(), reason(stated), viewer.id()));
        return one(id);
    }

    @PostMapping("/{id}/enable")
    EnvironmentJson enable(@PathVariable("id") String id, @RequestBody TurnJson stated, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        Edits.demandAdministrator(viewer);
        one(id);
        Edits.demandSaved(environments.enable(id, stated.version(), reason(stated), viewer.id()));
        return one(id);
    }

    private static String reason(TurnJson stated) {
        return Objects.requireNonNullElse(stated.reason(), "");
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static String lines(@Nullable Set<String> names) {
        return names == null ? "" : String.join("\n", names);
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
                    connected.identity().sandbox(),
                    connected.identity().username(),
                    connected.apiVersion(),
                    titles(connected.readiness().held()),
                    titles(connected.readiness().missing()),
                    connected.readiness().permissionsUnknown(),
                    connected.readiness().callsRemaining(),
                    connected.readiness().callsMax(),
                    null);
        }
        return new TestJson(
                false,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                ((ConnectionResult.Refused) result).sentence());
    }

    /** States that the environment is another org from now on; refused for any but the one that the last test found. */
    @PostMapping("/{id}/org")
    EnvironmentJson confirmOrg(
            @PathVariable("id") String id, @RequestBody OrgJson confirmed, Authentication authentication) {
        String orgId = Objects.requireNonNullElse(confirmed.orgId(), "");
        List<String> problems =
                connectionTests.confirmOrg(id, orgId, confirmed.understood(), Viewer.of(authentication));
        if (!problems.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", problems));
        }
        return one(id);
    }

    private static List<String> titles(List<DeployPermission> permissions) {
        return permissions.stream().map(DeployPermission::title).toList();
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

    private EnvironmentJson json(Environment environment) {
        EnvironmentViews.Place place = views.place(environment);
        return new EnvironmentJson(
                environment.id(),
                environment.version(),
                environment.name(),
                environment.kind().word(),
                environment.address(),
                environment.apiVersion(),
                place.spoken(),
                environment.stage(),
                environment.users().people(),
                environment.users().groups(),
                environment.disabled(),
                place.onward(),
                environment.orgId(),
                connectionTests.otherOrg(environment.id()).orElse(null),
                environment.username(),
                environment.testedAt());
    }
}
