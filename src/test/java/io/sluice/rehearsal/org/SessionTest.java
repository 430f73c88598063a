package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final Map<String, String> CREDENTIALS = Map.of(
            "grant_type", "client_credentials", "client_id", "rehearsal-client", "client_secret", "rehearsal-secret");

    private final HandClock clock = new HandClock();
    private final RehearsalOrg org = RehearsalOrg.start(
            OrgSettings.of("Session").withClock(clock).withLoginPort(0).withSessionTimeout(Duration.ofMinutes(30)));
    private final Web web = new Web(org.address());

    @AfterEach
    void stop() {
        org.close();
    }

    private String session() throws Exception {
        return web.token(CREDENTIALS).json().get("access_token").asText();
    }

    @Test
    void a_session_ends_when_it_was_not_used_for_the_time_out() throws Exception {
        String session = session();
        clock.move(Duration.ofMinutes(29));
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(29));
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(30));
        var over = web.get("/services/data/v62.0", session);
        assertThat(over.status()).isEqualTo(401);
        assertThat(over.problem()).isEqualTo("INVALID_SESSION_ID: Session expired or invalid");
    }

    @Test
    void use_in_the_first_half_of_the_time_out_does_not_prolong_a_session() throws Exception {
        String session = session();
        clock.move(Duration.ofMinutes(14));
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(16));
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(401);
    }

    @Test
    void an_ended_session_is_told_by_each_door_in_its_own_way() throws Exception {
        var soap = web.soap(
                "/services/Soap/m/62.0", "<describeMetadata xmlns=\"http://soap.sforce.com/2006/04/metadata\"/>");
        assertThat(soap.status()).isEqualTo(500);
        assertThat(soap.body()).contains("sf:INVALID_SESSION_ID");
        assertThat(web.get("/services/oauth2/userinfo", "nonsense").status()).isEqualTo(403);
        assertThat(web.get("/services/oauth2/userinfo", "nonsense").body()).isEqualTo("Bad_OAuth_Token");
        assertThat(web.get("/services/oauth2/userinfo", "").body()).isEqualTo("Missing_OAuth_Token");
    }

    @Test
    void client_credentials_are_taken_on_the_orgs_own_address_only() throws Exception {
        Web login = new Web(org.loginAddress().orElseThrow());
        assertThat(login.token(CREDENTIALS).status()).isEqualTo(400);
        assertThat(login.token(CREDENTIALS).denial()).isEqualTo("invalid_grant: request not supported on this domain");
        assertThat(web.token(CREDENTIALS).json().get("instance_url").asText())
                .isEqualTo(org.address().toString());
        assertThat(login.get("/services/data/v62.0", session()).status()).isEqualTo(404);
    }

    @Test
    void other_grants_are_refused() throws Exception {
        assertThat(web.token(Map.of("grant_type", "password", "username", "a", "password", "b"))
                        .denial())
                .isEqualTo("invalid_grant: authentication failure");
        assertThat(web.token(Map.of("grant_type", "device")).denial())
                .isEqualTo("unsupported_grant_type: grant type not supported");
    }

    @Test
    void sessions_outlive_a_restart(@TempDir Path folder) throws Exception {
        OrgSettings settings = OrgSettings.of("Kept").withStateFolder(folder);
        String session;
        try (RehearsalOrg first = RehearsalOrg.start(settings)) {
            session = new Web(first.address())
                    .token(CREDENTIALS)
                    .json()
                    .get("access_token")
                    .asText();
        }
        try (RehearsalOrg second = RehearsalOrg.start(settings)) {
            assertThat(new Web(second.address())
                            .get("/services/data/v62.0", session)
                            .status())
                    .isEqualTo(200);
        }
    }
}
