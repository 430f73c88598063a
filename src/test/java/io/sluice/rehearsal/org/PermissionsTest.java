package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final String QUERY = "/services/data/v62.0/query?q=SELECT+PermissionsApiEnabled,"
            + "+PermissionsModifyMetadata,+PermissionsAuthorApex+FROM+UserPermissionAccess";
    private static final String LIST = "<listMetadata xmlns=\"http://soap.sforce.com/2006/04/metadata\"><queries><type>"
            + "ApexClass</type></queries></listMetadata>";

    private RehearsalOrg org;

    @AfterEach
    void stop() {
        org.close();
    }

    private Web start(String... lacking) {
        OrgSettings settings = OrgSettings.of("Permissions");
        for (String permission : lacking) {
            settings = settings.withoutPermission(settings.runAsUser(), permission);
        }
        org = RehearsalOrg.start(settings);
        return new Web(org.address());
    }

    @Test
    void a_user_asks_for_the_own_permissions_in_one_row() throws Exception {
        Web web = start("AuthorApex");
        var answer = web.get(QUERY, web.session()).json();
        assertThat(answer.get("totalSize").asInt()).isEqualTo(1);
        assertThat(answer.at("/records/0/PermissionsApiEnabled").asBoolean()).isTrue();
        assertThat(answer.at("/records/0/PermissionsModifyMetadata").asBoolean())
                .isTrue();
        assertThat(answer.at("/records/0/PermissionsAuthorApex").isBoolean()).isTrue();
        assertThat(answer.at("/records/0/PermissionsAuthorApex").asBoolean()).isFalse();
    }

    @Test
    void without_api_enabled_nothing_but_the_log_in_is_answered() throws Exception {
        Web web = start("ApiEnabled");
        assertThat(web.get(QUERY, web.session()).problem())
                .isEqualTo("API_DISABLED_FOR_ORG: API is not enabled for this Organization or Partner");
        assertThat(soap(web).body()).contains("sf:API_DISABLED_FOR_ORG");
    }

    @Test
    void the_metadata_api_asks_for_one_of_two_permissions() throws Exception {
        Web web = start("ModifyMetadata");
        assertThat(soap(web).status()).isEqualTo(200);
        org.close();
        web = start("ModifyMetadata", "ModifyAllData");
        assertThat(soap(web).body()).contains("sf:INSUFFICIENT_ACCESS", "ModifyAllData or ModifyMetadata");
        assertThat(web.get("/services/data/v62.0/metadata/deployRequest/0Af000000000001", web.session())
                        .problem())
                .startsWith("INSUFFICIENT_ACCESS: ");
    }

    @Test
    void sessions_are_counted_by_whatever_door() throws Exception {
        Web web = start();
        web.session();
        web.session();
        web.token(Map.of("grant_type", "client_credentials", "client_id", "rehearsal-client", "client_secret", "no"));
        assertThat(org.logins()).isEqualTo(2);
    }

    private static Web.Answer soap(Web web) throws Exception {
        String session = web.session();
        return web.send(
                "POST",
                "/services/Soap/m/62.0",
                Map.of("Content-Type", "text/xml", "SOAPAction", "\"\""),
                ("<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\"><env:Header><SessionHeader"
                                + " xmlns=\"http://soap.sforce.com/2006/04/metadata\"><sessionId>" + session
                                + "</sessionId></SessionHeader></env:Header><env:Body>" + LIST
                                + "</env:Body></env:Envelope>")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
