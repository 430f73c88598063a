package io.sluice.salesforce;

import static io.sluice.salesforce.ScriptedOrg.expiredOnce;
import static io.sluice.salesforce.ScriptedOrg.json;
import static io.sluice.salesforce.ScriptedOrg.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealOrgTest {

    private static final String DEPLOY = "POST /services/data/v62.0/metadata/deployRequest";
    private static final String SOAP = "POST /services/Soap/m/62.0";
    private static final DeployOptions CHECK_ONLY = new DeployOptions(true, TestLevel.RUN_LOCAL_TESTS, List.of());
    private static final String SOAP_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + "<soapenv:Body>";
    private static final String SOAP_TAIL = "</soapenv:Body></soapenv:Envelope>";

    private ScriptedOrg org;

    @BeforeEach
    void start() throws IOException {
        org = new ScriptedOrg();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void aLogInTellsWhoWeAreAndSpeaksTheLowerVersion() {
        LoginResult result = org.login("64.0");

        assertThat(result).asInstanceOf(type(LoginResult.LoggedIn.class)).satisfies(in -> {
            assertThat(in.org().apiVersion()).isEqualTo("62.0");
            assertThat(in.org().identity())
                    .isEqualTo(new OrgIdentity(
                            "00D000000000001EAA", "Acme", true, "005000000000001AAA", "sluice@example.com", "62.0"));
        });
    }

    @Test
    void wrongCredentialsAreRefusedInTheOrgsWords() {
        org.on(
                "POST /services/oauth2/token",
                json(400, () -> "{\"error\":\"invalid_client\",\"error_description\":\"invalid client credentials\"}"));

        assertThat(org.login("62.0")).isInstanceOfSatisfying(LoginResult.Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo("invalid_client");
            assertThat(refused.description()).isEqualTo("invalid client credentials");
            assertThat(refused.cause()).isEqualTo(RefusalCause.WRONG_SECRET);
        });
    }

    @Test
    void anUnencryptedAddressIsRefusedBeforeTheSecretLeaves() {
        ClientCredentials open = new ClientCredentials(URI.create("http://acme.my.salesforce.com"), "client", "s3cret");

        assertThat(ScriptedOrg.login(open, "62.0"))
                .asInstanceOf(type(LoginResult.Refused.class))
                .satisfies(refused -> assertThat(refused.description()).contains("not encrypted"));
    }

    @Test
    void maintenanceIsNoRefusal() {
        org.on(
                "POST /services/oauth2/token",
                (exchange, body) -> send(exchange, 503, "text/html", "<html>Down</html>"));

        assertThatThrownBy(() -> org.login("62.0"))
                .isInstanceOfSatisfying(
                        OrgException.class, e -> assertThat(e.code()).isEqualTo("HTTP_503"))
                .hasMessageContaining("The log-in at localhost was answered with HTTP 503")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anExpiredSessionIsRenewedOnceAndTheCallRepeated() {
        OrgConnection connection = org.connect();
        org.on(
                "GET /services/data/v62.0/query",
                expiredOnce(json(
                        200, () -> "{\"records\":[{\"attributes\":{\"type\":\"X\"},\"Name\":\"A\",\"Gone\":null}]}")));

        List<Map<String, Object>> rows = connection.query("SELECT Name FROM X");

        assertThat(rows).singleElement().satisfies(row -> assertThat(row).containsOnlyKeys("Name", "Gone"));
        assertThat(org.logins).hasValue(2);
    }

    @Test
    void aSessionThatStaysRefusedIsRenewedOnlyOnce() {
        OrgConnection connection = org.connect();
        org.on(
                "GET /services/data/v62.0/query",
                json(401, () -> "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"Session expired\"}]"));

        assertThatThrownBy(() -> connection.query("SELECT Name FROM X"))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("INVALID_SESSION_ID")
                .hasMessageNotContaining("token-");
        assertThat(org.logins).hasValue(2);
        assertThat(org.count("GET /services/data/v62.0/query")).isEqualTo(2);
    }

    @Test
    void aQueryFollowsItsPages() {
        OrgConnection connection = org.connect();
        org.on(
                "GET /services/data/v62.0/query",
                json(200, () -> "{\"records\":[{\"N\":1}],\"nextRecordsUrl\":\"/services/data/v62.0/query/01g-1\"}"));
        org.on("GET /services/data/v62.0/query/01g-1", json(200, () -> "{\"records\":[{\"N\":2}],\"done\":true}"));

        assertThat(connection.query("SELECT N FROM X")).containsExactly(Map.of("N", 1), Map.of("N", 2));
    }

    @Test
    void bothMeaningsOfTheRequestLimitAreToldApart() {
        OrgConnection connection = org.connect();
        org.on(
                "GET /services/data/v62.0/query",
                json(
                        403,
                        () ->
                                "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"TotalRequests Limit exceeded.\"}]"));
        assertThatThrownBy(() -> connection.query("SELECT N FROM X")).hasMessageContaining("24 hours");

        org.on(
                "GET /services/data/v62.0/query",
                json(
                        403,
                        () ->
                                "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"ConcurrentRequests (Concurrent API Requests) Limit exceeded.\"}]"));
        assertThatThrownBy(() -> connection.query("SELECT N FROM X"))
                .hasMessageContaining("too many calls run in the org at once");
    }

    @Test
    void aDeployRequestCarriesTheZipAndEveryOption() {
        OrgConnection connection = org.connect();
        org.on(DEPLOY, json(201, () -> "{\"id\":\"0Af000000000001AAA\"}"));
        byte[] zip = randomBytes(3 * 1024 * 1024);

        String id = connection.startDeploy(
                source(zip), new DeployOptions(false, TestLevel.RUN_SPECIFIED_TESTS, List.of("InvoicesTest")));

        assertThat(id).isEqualTo("0Af000000000001AAA");
        assertThat(org.bodies).singleElement().satisfies(body -> {
            assertThat(body)
                    .contains("\"checkOnly\":false", "\"rollbackOnError\":true", "\"singlePackage\":true")
                    .contains(
                            "\"ignoreWarnings\":false",
                            "\"allowMissingFiles\":false",
                            "\"runTests\":[\"InvoicesTest\"]");
            int start = body.indexOf("application/zip\r\n\r\n") + "application/zip\r\n\r\n".length();
            byte[] sent = body.substring(start, start + zip.length).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Arrays.equals(sent, zip)).isTrue();
        });
    }

    @Test
    void aDeployRequestRefusedForItsSessionIsSentAgainSinceItWasNotTaken() {
        OrgConnection connection = org.connect();
        org.on(DEPLOY, expiredOnce(json(201, () -> "{\"id\":\"0Af000000000001AAA\"}")));

        assertThat(connection.startDeploy(source(new byte[10]), CHECK_ONLY)).isEqualTo("0Af000000000001AAA");
        assertThat(org.count(DEPLOY)).isEqualTo(2);
    }

    @Test
    void aLostAnswerToADeployRequestLeavesTheOutcomeOpenAndIsNeverSentAgain() {
        OrgConnection connection = org.connect();
        org.on(DEPLOY, (exchange, body) -> exchange.close());

        assertThatThrownBy(() -> connection.startDeploy(source(new byte[10]), CHECK_ONLY))
                .isInstanceOfSatisfying(
                        OrgException.class, e -> assertThat(e.unknownOutcome()).isTrue())
                .hasMessageContaining("must not simply be sent again");
        assertThat(org.count(DEPLOY)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 503})
    void anAnswerThatIsNoneOfTheApiLeavesTheOutcomeOpen(int status) {
        OrgConnection connection = org.connect();
        org.on(DEPLOY, (exchange, body) -> send(exchange, status, "text/html", "<html>token-1</html>"));

        assertThatThrownBy(() -> connection.startDeploy(source(new byte[10]), CHECK_ONLY))
                .isInstanceOfSatisfying(
                        OrgException.class, e -> assertThat(e.unknownOutcome()).isTrue())
                .hasMessageNotContaining("token-1");
        assertThat(org.count(DEPLOY)).isEqualTo(1);
    }

    @Test
    void aRefusedDeployRequestIsADefiniteAnswer() {
        OrgConnection connection = org.connect();
        org.on(
                DEPLOY,
                json(
                        400,
                        () ->
                                "[{\"errorCode\":\"INVALID_PARAMETER_VALUE\",\"message\":\"testLevel of NoTestRun cannot be used in production organizations\"}]"));

        assertThatThrownBy(() -> connection.startDeploy(source(new byte[10]), CHECK_ONLY))
                .isInstanceOfSatisfying(
                        OrgException.class, e -> assertThat(e.unknownOutcome()).isFalse())
                .hasMessageContaining("cannot be used in production");
    }

    @Test
    void anOrgThatCannotBeReachedCertainlyTookNothing() {
        OrgConnection connection = org.connect();
        org.close();

        assertThatThrownBy(() -> connection.startDeploy(source(new byte[10]), CHECK_ONLY))
                .isInstanceOfSatisfying(OrgException.class, e -> {
                    assertThat(e.code()).isEqualTo("NETWORK");
                    assertThat(e.unknownOutcome()).isFalse();
                });
    }

    @Test
    void aPackageThatFailsToBeReadOrIsTooLargeIsNotTaken() {
        OrgConnection connection = org.connect();
        org.on(DEPLOY, json(201, () -> "{\"id\":\"0Af000000000001AAA\"}"));
        ZipSource failing = new ZipSource() {
            @Override
            public long length() {
                return 100;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("chunk 3 is gone");
            }
        };

        assertThatThrownBy(() -> connection.startDeploy(failing, CHECK_ONLY))
                .isInstanceOfSatisfying(
                        OrgException.class, e -> assertThat(e.unknownOutcome()).isFalse())
                .hasMessageContaining("chunk 3 is gone");
        assertThatThrownBy(() -> connection.startDeploy(source(new byte[40_894_465]), CHECK_ONLY))
                .hasMessageContaining("39 MB");
        assertThat(org.count(DEPLOY)).isZero();
    }

    @Test
    void failuresMayBeAnObjectAnArrayOrAbsent() {
        OrgConnection connection = org.connect();
        String failure =
                "{\"componentType\":\"ApexClass\",\"fullName\":\"A\",\"fileName\":\"classes/A.cls\",\"problem\":\"boom\",\"problemType\":\"Error\",\"lineNumber\":\"3\",\"columnNumber\":7}";
        for (String failures : List.of(failure, "[" + failure + "]")) {
            deployResult("\"details\":{\"componentFailures\":" + failures + "}");
            assertThat(connection.deployment("0Af1", true).problems())
                    .containsExactly(new DeployProgress.ComponentProblem(
                            "ApexClass", "A", "classes/A.cls", "boom", "Error", 3, 7));
        }
        for (String nothing :
                List.of("\"details\":{}", "\"details\":null", "\"details\":{\"componentFailures\":null}", "\"x\":1")) {
            deployResult(nothing);
            assertThat(connection.deployment("0Af1", true).problems()).isEmpty();
        }
    }

    @Test
    void anUnknownStatusAndACoverageWarningAreKept() {
        OrgConnection connection = org.connect();
        deployResult(
                "\"createdDate\":\"2026-11-24T04:00:00.000+0000\",\"details\":{\"runTestResult\":{\"codeCoverageWarnings\":{\"name\":\"A\",\"message\":\"coverage is 50%\"}}}");

        DeployProgress progress = connection.deployment("0Af1", true);

        assertThat(progress.status()).isEqualTo("BrandNewStatus");
        assertThat(progress.done()).isFalse();
        assertThat(progress.coverageWarnings()).containsExactly("A: coverage is 50%");
        assertThat(progress.createdAt()).hasToString("2026-11-24T04:00:00Z");
    }

    @Test
    void aCancelIsAcceptedOrRefusedInTheOrgsWords() {
        OrgConnection connection = org.connect();
        String call = "PATCH /services/data/v62.0/metadata/deployRequest/0Af1";
        org.on(call, json(202, () -> "{\"deployResult\":{\"status\":\"Canceling\"}}"));
        assertThat(connection.cancelDeployment("0Af1")).isEqualTo(new CancelAnswer(true, "Canceling"));

        org.on(
                call,
                json(400, () -> "[{\"errorCode\":\"INVALID_ID_FIELD\",\"message\":\"Deployment already completed\"}]"));
        assertThat(connection.cancelDeployment("0Af1"))
                .isEqualTo(new CancelAnswer(false, "Deployment already completed"));
    }

    @Test
    void anObjectThatTheOrgLacksHasNoFields() {
        OrgConnection connection = org.connect();
        org.on(
                "GET /services/data/v62.0/sobjects/X__c/describe",
                json(200, () -> "{\"fields\":[{\"name\":\"Global_Id__c\",\"length\":36}]}"));

        assertThat(connection.fields("X__c")).get().satisfies(fields -> assertThat(fields)
                .containsEntry("global_id__c", 36));
        assertThat(connection.fields("Y__c")).isEmpty();
    }

    @Test
    void aComponentListComesWithDatesAndDecodedNames() {
        OrgConnection connection = org.connect();
        org.on(
                SOAP,
                (exchange, body) -> send(
                        exchange,
                        200,
                        "text/xml",
                        SOAP_HEAD
                                + "<listMetadataResponse><result><createdById>005</createdById><createdByName>Eva</createdByName><createdDate>2026-01-01T00:00:00.000Z</createdDate><fileName>layouts/x.layout</fileName><fullName>Invoice__c-Net %2850%29</fullName><id>00h</id><lastModifiedById>005</lastModifiedById><lastModifiedByName>Eva</lastModifiedByName><lastModifiedDate>2026-02-01T00:00:00.000Z</lastModifiedDate><type>Layout</type></result></listMetadataResponse>"
                                + SOAP_TAIL));

        assertThat(connection.list("Layout")).singleElement().satisfies(row -> {
            assertThat(row.component()).isEqualTo(new Component("Layout", "Invoice__c-Net (50)"));
            assertThat(row.lastModifiedBy()).isEqualTo("Eva");
            assertThat(row.lastModifiedAt()).hasToString("2026-02-01T00:00:00Z");
            assertThat(row.namespace()).isNull();
        });
    }

    @Test
    void ofATypeThatTheOrgDescribesAndCannotUseThereIsNothing() {
        OrgConnection connection = org.connect();
        org.on(
                SOAP,
                (exchange, body) -> send(
                        exchange, 500, "text/xml", fault("INVALID_TYPE", "Cannot use: Form in this organization")));
        assertThat(connection.list("Form")).isEmpty();

        org.on(
                SOAP,
                (exchange, body) ->
                        send(exchange, 500, "text/xml", fault("UNKNOWN_EXCEPTION", "An unexpected error occurred")));
        assertThatThrownBy(() -> connection.list("Form")).isInstanceOf(OrgException.class);
    }

    private static String fault(String code, String words) {
        return SOAP_HEAD
                + "<soapenv:Fault><faultcode xmlns:sf=\"http://soap.sforce.com/2006/04/metadata\">sf:" + code
                + "</faultcode><faultstring>" + code + ": " + words + "</faultstring></soapenv:Fault>"
                + SOAP_TAIL;
    }

    @Test
    void aSoapFaultForTheSessionRenewsItOnce() {
        OrgConnection connection = org.connect();
        String fault = fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader");
        org.on(SOAP, (exchange, body) -> {
            if (body.contains("token-1")) {
                send(exchange, 500, "text/xml", fault);
            } else {
                send(
                        exchange,
                        200,
                        "text/xml",
                        SOAP_HEAD
                                + "<retrieveResponse><result><done>false</done><id>09S1</id><state>Queued</state></result></retrieveResponse>"
                                + SOAP_TAIL);
            }
        });

        assertThat(connection.startRetrieve(Manifest.of("62.0", List.of(new Component("ApexClass", "A & B")))))
                .isEqualTo("09S1");
        assertThat(org.logins).hasValue(2);
        assertThat(org.bodies.get(org.bodies.size() - 1)).contains("A &amp; B").contains("singlePackage>true<");
    }

    @Test
    void aZipIsReadWhileItArrives() {
        OrgConnection connection = org.connect();
        byte[] zip = randomBytes(6 * 1024 * 1024);
        String text = Base64.getEncoder().encodeToString(zip);
        CountDownLatch firstBytesRead = new CountDownLatch(1);
        org.on(SOAP, (exchange, body) -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write((SOAP_HEAD + "<checkRetrieveStatusResponse><result><done>true</done><zipFile>")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8));
            out.flush();
            await(firstBytesRead);
            out.write((text.substring(text.length() / 2) + "</zipFile></result></checkRetrieveStatusResponse>"
                            + SOAP_TAIL)
                    .getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        byte[] read = connection.readZip("09S1", in -> {
            byte[] first = in.readNBytes(1000);
            firstBytesRead.countDown();
            byte[] rest = in.readAllBytes();
            byte[] all = Arrays.copyOf(first, first.length + rest.length);
            System.arraycopy(rest, 0, all, first.length, rest.length);
            return all;
        });

        assertThat(Arrays.equals(read, zip)).isTrue();
        assertThat(org.bodies.get(0)).contains("includeZip>true<");
    }

    @Test
    void aZipThatBreaksOffOrIsNilIsAFault() {
        OrgConnection connection = org.connect();
        org.on(
                SOAP,
                (exchange, body) -> send(exchange, 200, "text/xml", SOAP_HEAD + "<r><zipFile>" + "QUJD".repeat(5000)));
        assertThatThrownBy(() -> connection.readZip("09S1", InputStream::readAllBytes))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("the answer broke off inside the zip");

        // also when the reader did not want the rest
        assertThatThrownBy(() -> connection.readZip("09S1", InputStream::read)).isInstanceOf(OrgException.class);

        org.on(
                SOAP,
                (exchange, body) -> send(
                        exchange,
                        200,
                        "text/xml",
                        SOAP_HEAD + "<r><done>true</done><zipFile xsi:nil=\"true\"/></r>" + SOAP_TAIL));
        assertThatThrownBy(() -> connection.readZip("09S1", InputStream::readAllBytes))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("brought no zip");
    }

    @Test
    void aReaderThatRefusesTheZipIsToldAsABrokenZip() {
        OrgConnection connection = org.connect();
        org.on(
                SOAP,
                (exchange, body) ->
                        send(exchange, 200, "text/xml", SOAP_HEAD + "<r><zipFile>QUJD</zipFile></r>" + SOAP_TAIL));

        assertThatThrownBy(() -> connection.readZip("09S1", in -> {
                    throw new IOException("no whole zip");
                }))
                .isInstanceOfSatisfying(
                        OrgException.class, e -> assertThat(e.code()).isEqualTo("BROKEN_ZIP"))
                .hasMessageContaining("no whole zip");
    }

    @Test
    void theNewestDeploymentsAreReadAlsoWhereTheOrgTellsNoTestLevel() {
        OrgConnection connection = org.connect();
        org.on("GET /services/data/v62.0/tooling/query", (exchange, body) -> {
            if (exchange.getRequestURI().getQuery().contains("TestLevel")) {
                send(
                        exchange,
                        400,
                        "application/json",
                        "[{\"errorCode\":\"INVALID_FIELD\",\"message\":\"No such column 'TestLevel'\"}]");
            } else {
                send(
                        exchange,
                        200,
                        "application/json",
                        "{\"records\":[{\"Id\":\"0Af1\",\"CreatedDate\":\"2026-11-24T04:00:00.000+0000\",\"CreatedById\":\"005\",\"CheckOnly\":true,\"Status\":\"Pending\",\"NumberComponentsTotal\":null}]}");
            }
        });

        assertThat(connection.recentDeployments(5)).singleElement().satisfies(row -> {
            assertThat(row.checkOnly()).isTrue();
            assertThat(row.componentsTotal()).isZero();
            assertThat(row.testLevel()).isNull();
        });
    }

    private void deployResult(String more) {
        org.on(
                "GET /services/data/v62.0/metadata/deployRequest/0Af1",
                json(
                        200,
                        () ->
                                "{\"id\":\"0Af1\",\"deployResult\":{\"id\":\"0Af1\",\"status\":\"BrandNewStatus\",\"done\":false,"
                                        + more + "}}"));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("The client waited for the whole answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static ZipSource source(byte[] zip) {
        return new ZipSource() {
            @Override
            public long length() {
                return zip.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(zip);
            }
        };
    }
}
