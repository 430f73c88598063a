package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.ws.ConnectorConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoapLoginTest {
    private static final String USER = "dana@people.example";

    private final RehearsalOrg org = RehearsalOrg.start(
            OrgSettings.of("Login").withApiVersion(67.0).withLoginPort(0).withUser(USER, "p&ss"));
    private final Web web = new Web(org.address());

    @AfterEach
    void stop() {
        org.close();
    }

    private Web.Answer login(String path, String password) throws Exception {
        String space = path.contains("/c/") ? "enterprise" : "partner";
        return web.soap(
                path,
                "<m:login xmlns:m=\"urn:%s.soap.sforce.com\"><m:username>%s</m:username><m:password>%s</m:password></m:login>"
                        .formatted(space, USER, password));
    }

    private static String text(String body, String element) {
        return body.replaceFirst("(?s).*<" + element + ">(.*?)</" + element + ">.*", "$1");
    }

    @Test
    void a_password_opens_a_session_by_both_doors_up_to_64() throws Exception {
        for (String path :
                new String[] {"/services/Soap/u/64.0", "/services/Soap/c/64.0", "/services/Soap/u/31.0/00D000000000001"
                }) {
            var answer = login(path, "p&amp;ss");
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(text(answer.body(), "userName")).isEqualTo(USER);
            assertThat(text(answer.body(), "organizationId")).isEqualTo(org.orgId());
        }
    }

    @Test
    void what_login_answers_is_good_for_salesforces_java_client() throws Exception {
        var answer = login("/services/Soap/u/62.0", "p&amp;ss");
        ConnectorConfig config = new ConnectorConfig();
        config.setServiceEndpoint(text(answer.body(), "metadataServerUrl"));
        config.setSessionId(text(answer.body(), "sessionId"));
        assertThat(new MetadataConnection(config).describeMetadata(62.0).getMetadataObjects())
                .isNotEmpty();
        assertThat(text(answer.body(), "serverUrl"))
                .isEqualTo(
                        org.address() + "/services/Soap/u/62.0/" + org.orgId().substring(0, 15));
    }

    @Test
    void from_65_on_there_is_no_login() throws Exception {
        var answer = login("/services/Soap/u/65.0", "p&amp;ss");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .contains(
                        "INVALID_OPERATION",
                        "The SOAP Login operation is not available in the API version specified (65.0).");
    }

    @Test
    void a_wrong_password_is_an_invalid_login() throws Exception {
        var answer = login("/services/Soap/u/62.0", "guess");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .contains(
                        "LoginFault", "INVALID_LOGIN: Invalid username, password, security token; or user locked out.");
    }

    @Test
    void logout_ends_the_session() throws Exception {
        String session = text(login("/services/Soap/u/62.0", "p&amp;ss").body(), "sessionId");
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(200);
        var out = web.send(
                "POST",
                "/services/Soap/u/62.0",
                java.util.Map.of("Content-Type", "text/xml"),
                ("<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header>"
                                + "<SessionHeader xmlns=\"urn:partner.soap.sforce.com\"><sessionId>" + session
                                + "</sessionId></SessionHeader></e:Header><e:Body>"
                                + "<logout xmlns=\"urn:partner.soap.sforce.com\"/></e:Body></e:Envelope>")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(out.status()).isEqualTo(200);
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(401);
    }

    @Test
    void versions_outside_of_the_span_are_refused_by_soap_and_rest() throws Exception {
        assertThat(login("/services/Soap/u/68.0", "p&amp;ss").body())
                .contains("UNSUPPORTED_API_VERSION: Invalid Api version specified on URL");
        assertThat(login("/services/Soap/u/30.0", "p&amp;ss").body())
                .contains(
                        "UNSUPPORTED_API_VERSION: The API version that was specified (30.0) is below the minimum supported (31.0).");
        String session = text(login("/services/Soap/u/62.0", "p&amp;ss").body(), "sessionId");
        assertThat(web.get("/services/data/v30.0", session).status()).isEqualTo(410);
        assertThat(web.get("/services/data/v30.0", session).problem()).startsWith("UNSUPPORTED_API_VERSION: ");
        assertThat(web.get("/services/data/v68.0", session).problem())
                .isEqualTo("NOT_FOUND: The requested resource does not exist");
        assertThat(web.get("/services/data/v67.0", session).status()).isEqualTo(200);
        ConnectorConfig config = new ConnectorConfig();
        config.setServiceEndpoint(org.address() + "/services/Soap/m/30.0");
        config.setSessionId(session);
        assertThatThrownBy(() -> new MetadataConnection(config).describeMetadata(30.0))
                .hasMessageContaining("below the minimum supported");
    }
}
