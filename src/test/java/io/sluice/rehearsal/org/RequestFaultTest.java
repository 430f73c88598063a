package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.metadata.ListMetadataQuery;
import com.sforce.ws.SoapFaultException;
import io.sluice.rehearsal.http.RequestFault.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestFaultTest {
    private static final Map<String, String> EMPTY = Map.of("package.xml", manifest());

    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Faults"));
    private final Web web = new Web(org.address());
    private OrgClient client;
    private String session;

    @BeforeEach
    void logIn() throws Exception {
        client = new OrgClient(org);
        session = web.session();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private Web.Answer order(String json) throws Exception {
        return web.send("POST", "/rehearsal/faults", Map.of(), json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Web.Answer create(String name) throws Exception {
        return new Web(org.address())
                .send(
                        "POST",
                        "/services/data/v62.0/sobjects/Account",
                        Map.of("Authorization", "Bearer " + session, "Content-Type", "application/json"),
                        ("{\"Name\":\"" + name + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void any_kind_of_request_can_be_lost_before_it_took_effect() throws Exception {
        order("{\"requests\":[{\"fault\":\"dropBefore\",\"on\":\"write\"}]}");
        assertThatThrownBy(() -> create("Lost")).isInstanceOf(IOException.class);
        assertThat(org.records("Account")).isEmpty();
        assertThat(create("Kept").status()).isEqualTo(201);
    }

    @Test
    void any_kind_of_request_can_be_lost_after_it_took_effect() throws Exception {
        org.faults().requests(Kind.DROP_AFTER, "write", 1);
        assertThatThrownBy(() -> create("Arrived")).isInstanceOf(IOException.class);
        assertThat(org.records("Account")).extracting(r -> r.get("Name")).containsExactly("Arrived");

        org.faults().requests(Kind.DROP_AFTER, "deploy", 1);
        assertThatThrownBy(() -> client.deploy(options(), EMPTY)).isInstanceOf(IOException.class);
        assertThat(org.deployments()).hasSize(1);
    }

    @Test
    void a_lost_soap_answer_leaves_its_retrieve_behind() throws Exception {
        // The JDK's older client sends a lost POST once more by itself.
        org.faults().requests(Kind.DROP_AFTER, "retrieve", 2);
        var request = new com.sforce.soap.metadata.RetrieveRequest();
        request.setApiVersion(62.0);
        request.setUnpackaged(new com.sforce.soap.metadata.Package());
        request.getUnpackaged().setVersion("62.0");
        var soap = client.soap();
        assertThatThrownBy(() -> soap.retrieve(request)).hasRootCauseInstanceOf(IOException.class);
        String id = soap.retrieve(request).getId();
        // The ids count up: those that the client never heard of came before.
        for (int lost = 1; lost <= 2; lost++) {
            String unheard = id.substring(0, 14) + (char) (id.charAt(14) - lost);
            assertThat(soap.checkRetrieveStatus(unheard, false).getId()).startsWith(unheard);
        }
    }

    @Test
    void a_fault_spares_the_first_requests_and_other_kinds() throws Exception {
        order("{\"requests\":[{\"fault\":\"unavailable\",\"on\":\"query\",\"after\":2,\"times\":1}]}");
        assertThat(web.get("/services/data/v62.0/limits", session).status()).isEqualTo(200);
        List<Integer> statuses = List.of(query(), query(), query(), query());
        assertThat(statuses).containsExactly(200, 200, 503, 200);
    }

    private int query() throws Exception {
        return web.get("/services/data/v62.0/query?q=SELECT+Id+FROM+Organization", session)
                .status();
    }

    @Test
    void a_gateway_and_a_maintenance_page_are_html() throws Exception {
        org.faults().requests(Kind.BAD_GATEWAY, "any", 1);
        var gateway = web.get("/services/data/v62.0", session);
        assertThat(gateway.status()).isEqualTo(502);
        assertThat(gateway.body()).startsWith("<html>");
        org.faults().unavailable(1);
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(503);
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(200);
    }

    @Test
    void both_meanings_of_the_request_limit_have_their_words() throws Exception {
        order("{\"requests\":[{\"fault\":\"totalRequests\"}]}");
        var day = web.get("/services/data/v62.0", session);
        assertThat(day.status()).isEqualTo(403);
        assertThat(day.problem()).isEqualTo("REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.");
        order("{\"requests\":[{\"fault\":\"concurrentRequests\",\"on\":\"listMetadata\"}]}");
        var query = new ListMetadataQuery();
        query.setType("ApexClass");
        assertThatThrownBy(() -> client.soap().listMetadata(new ListMetadataQuery[] {query}, 62.0))
                .isInstanceOf(SoapFaultException.class)
                .hasMessageContaining(
                        "REQUEST_LIMIT_EXCEEDED: ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
        assertThat(client.soap().listMetadata(new ListMetadataQuery[] {query}, 62.0))
                .isEmpty();
    }

    @Test
    void a_log_in_meets_no_limit_of_the_api() throws Exception {
        order("{\"requests\":[{\"fault\":\"totalRequests\",\"times\":1}]}");
        assertThat(web.session()).isNotEmpty();
        assertThat(web.get("/services/data/v62.0", session).status()).isEqualTo(403);
    }

    @Test
    void a_row_can_be_locked_by_somebody_else() throws Exception {
        org.faults().requests(Kind.LOCK_ROW, "write", 1);
        assertThat(create("Locked").problem())
                .isEqualTo("UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record");
        assertThat(create("Free").status()).isEqualTo(201);
    }

    @Test
    void sessions_can_end_in_the_middle_of_a_deployment() throws Exception {
        String id = client.deploy(options(), EMPTY).json().get("id").asText();
        order("{\"requests\":[{\"fault\":\"sessionExpired\",\"on\":\"deployStatus\",\"after\":1}]}");
        assertThat(client.status(id).get("status").asText()).isEqualTo("Pending");
        var over = client.call("GET", "/services/data/v62.0/metadata/deployRequest/" + id, null);
        assertThat(over.status()).isEqualTo(401);
        assertThat(client.call("GET", "/services/data/v62.0", null).status()).isEqualTo(401);
        assertThat(new OrgClient(org).status(id).get("status").asText()).isEqualTo("Pending");
    }

    @Test
    void latency_holds_every_answer_back() throws Exception {
        org.faults().latency(Duration.ofMillis(150), Duration.ZERO);
        long begun = System.nanoTime();
        assertThat(web.get("/services/data", "").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(order("{\"latency\":0}").status()).isEqualTo(200);
    }

    @Test
    void the_same_seed_gives_the_same_faults() throws Exception {
        String first = hits(7);
        assertThat(hits(7)).isEqualTo(first).contains("503").contains("200");
        assertThat(IntStream.of(8, 9, 10).mapToObj(this::hits).distinct())
                .anySatisfy(h -> assertThat(h).isNotEqualTo(first));
    }

    private String hits(int seed) {
        try {
            order("{\"clear\":true,\"seed\":" + seed
                    + ",\"requests\":[{\"fault\":\"unavailable\",\"on\":\"versions\",\"times\":99,\"chance\":0.4}]}");
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                out.append(web.get("/services/data", "").status()).append(' ');
            }
            return out.toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_order_that_is_not_understood_is_refused_as_a_whole() throws Exception {
        assertThat(order("{\"refuseLogin\":true,\"nonsense\":1}").status()).isEqualTo(400);
        assertThat(order("{\"refuseLogin\":true,\"nonsense\":1}").body()).contains("Unknown fault nonsense");
        assertThat(web.session()).isNotEmpty();
        assertThat(order("{\"requests\":[{\"fault\":\"dropBefore\",\"on\":\"lunch\"}]}")
                        .body())
                .contains("Unknown kind of request lunch");
        assertThat(order("{\"requests\":[{\"fault\":\"hiccup\"}]}").body()).contains("Unknown fault of requests");
        assertThat(order("{\"requests\":[{\"fault\":\"dropBefore\",\"chance\":2}]}")
                        .status())
                .isEqualTo(400);
        assertThat(order("not json").status()).isEqualTo(400);
    }

    @Test
    void passing_troubles_of_the_server_have_their_codes() throws Exception {
        org.faults().requests(Kind.CROSS_REFERENCE, "query", 1);
        assertThat(asked().problem()).isEqualTo("INVALID_CROSS_REFERENCE_KEY: invalid cross reference id");
        org.faults().requests(Kind.SERVLET_STATE, "query", 1);
        assertThat(asked().problem()).isEqualTo("UNKNOWN_EXCEPTION: Unexpected internal servlet state");
        org.faults().requests(Kind.SERVER_UNAVAILABLE, "query", 1);
        Web.Answer unavailable = asked();
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.problem()).startsWith("SERVER_UNAVAILABLE: ");
        assertThat(asked().status()).isEqualTo(200);
    }

    private Web.Answer asked() throws Exception {
        return web.get("/services/data/v62.0/query?q=SELECT+Id+FROM+Organization", session);
    }
}
