package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.FreePort;
import io.sluice.PageClient;
import io.sluice.SluiceTest;
import io.sluice.TestClock;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.environment.NewEnvironment;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The set-up guide is followed for every kind of log-in, as its page says, and a change goes its whole way; then nothing
 * that was secret is found anywhere.
 */
@SluiceTest
class SecretsTest {

    private static final String CONSUMER_SECRET = "planted-consumer-secret-1";
    private static final String PASSWORD = "planted-password-2";
    private static final String DEPLOYER = "deployer@secrets.example";
    private static final String PERSON = "paula@secrets.example";
    private static final String ID = "secrets";
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String CANARY = "planted-canary-3";
    private static final String SCOPE = "ApexClass:VisitRating\nApexClass:VisitRatingTest";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RuntimeService runtime;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Map<Logger, Level> levels = new LinkedHashMap<>();
    private PageClient admin;

    @BeforeEach
    void listen() {
        for (String name : List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "io.sluice", "org.springframework.jdbc")) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            levels.put(logger, logger.getLevel());
        }
        logged.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(logged);
        ((Logger) LoggerFactory.getLogger("io.sluice")).setLevel(Level.TRACE);
        ((Logger) LoggerFactory.getLogger("org.springframework.jdbc")).setLevel(Level.DEBUG);
        admin = PageClient.login(URI.create("http://localhost:" + port), SluiceTest.ADMIN, SluiceTest.ADMIN_PASSWORD);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
        levels.forEach(Logger::setLevel);
    }

    @Test
    void nothing_secret_is_found_anywhere_after_the_guide_was_followed_and_a_change_went_its_way() throws Exception {
        // given
        Persons.of(context);
        int orgPort = FreePort.find();
        assertThat(context.getBean(Environments.class)
                        .register(
                                new NewEnvironment(
                                        ID,
                                        "Secrets",
                                        EnvironmentKind.DEVELOPER,
                                        URI.create("http://localhost:" + orgPort),
                                        "62.0",
                                        1,
                                        "consumer-key",
                                        CONSUMER_SECRET),
                                "admin"))
                .isEmpty();
        String guide = admin.get("/set-up-guide").text();
        String callback = found(guide, "<code id=\"callback\">([^<]+)</code>");
        String uploaded = pem();

        // when the guide is followed in the org and here
        admin.post("/environments/" + ID + "/credentials/key", Map.of());
        String certificate =
                admin.get("/environments/" + ID + "/certificate?waiting=true").text();
        try (RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Secrets")
                .withClock(context.getBean(TestClock.class))
                .withPort(orgPort)
                .withClient("consumer-key", CONSUMER_SECRET)
                .withRunAsUser(DEPLOYER)
                .withCallbacks(callback)
                .withPkceRequired(true)
                .withCertificate(Files.writeString(folder.resolve("app.crt"), certificate))
                .withUser(PERSON, PASSWORD)
                .withUser(DEPLOYER, PASSWORD))) {
            assertThat(guide).contains("id=\"client-credentials\"");
            enter("client-credentials", Map.of("clientId", "consumer-key", "clientSecret", CONSUMER_SECRET));
            assertThat(connected()).contains(DEPLOYER);

            assertThat(guide).contains("id=\"jwt-bearer\"", "<code>https://test.salesforce.com</code>");
            enter(
                    "jwt-bearer",
                    Map.of(
                            "clientId", "consumer-key",
                            "username", DEPLOYER,
                            "audience", "https://test.salesforce.com",
                            "privateKey", ""));
            assertThat(connected()).contains(DEPLOYER);

            assertThat(guide).contains("id=\"web-server\"");
            String way = admin.post(
                            "/environments/" + ID + "/credentials/web-server",
                            Map.of("clientId", "consumer-key", "clientSecret", CONSUMER_SECRET))
                    .text();
            String address = found(way, "href=\"([^\"]+/services/oauth2/authorize[^\"]+)\"")
                    .replace("&amp;", "&");
            String back = authorized(URI.create(address));
            assertThat(admin.get(back.replace(callback, "/authorized")).location())
                    .endsWith("/environments/" + ID);
            assertThat(admin.get(back.replace(callback, "/authorized")).text())
                    .as("an answer is good once")
                    .contains("has come back already");
            assertThat(connected()).contains(PERSON);
            assertThat(admin.get("/environments/" + ID).text()).contains(PERSON, "who authorised it");

            assertThat(guide).contains("id=\"soap-login\"", "Summer");
            enter("soap-login", Map.of("username", DEPLOYER, "password", PASSWORD, "securityToken", ""));
            assertThat(connected()).contains(DEPLOYER);

            // and what fails says why, without what was entered
            String refused = admin.post(
                            "/environments/" + ID + "/credentials/soap-login",
                            Map.of("username", "", "password", PASSWORD))
                    .text();
            assertThat(refused).contains("Nothing was saved.");
            enter("client-credentials", Map.of("clientId", "consumer-key", "clientSecret", CONSUMER_SECRET + "x"));
            assertThat(admin.json("POST", "/api/environments/" + ID + "/test", "")
                            .text())
                    .contains("The consumer secret is wrong");
            Map<String, String> jwt =
                    Map.of("clientId", "consumer-key", "username", DEPLOYER, "audience", "https://test.salesforce.com");
            String form = "/environments/" + ID + "/credentials/jwt-bearer";
            assertThat(admin.upload(form, jwt, "keyFile", "key.pem", uploaded.getBytes(StandardCharsets.US_ASCII))
                            .location())
                    .as("a key from a file")
                    .endsWith("/environments/" + ID);
            assertThat(admin.upload(
                                    form,
                                    jwt,
                                    "keyFile",
                                    "key.pem",
                                    uploaded.repeat(100).getBytes(StandardCharsets.US_ASCII))
                            .text())
                    .contains("Nothing was saved.", "more than 64 kB are not taken");
            assertThat(admin.uploadWithHeader(
                                    form,
                                    jwt,
                                    "keyFile",
                                    "key.pem",
                                    uploaded.repeat(800).getBytes(StandardCharsets.US_ASCII))
                            .text())
                    .contains("The file is larger than 1 MB");
            assertThat(admin.json(
                                    "PUT",
                                    "/api/environments/" + ID + "/credentials/jwt-bearer",
                                    "{\"clientId\":\"consumer-key\",\"username\":\"" + DEPLOYER
                                            + "\",\"audience\":\"https://test.salesforce.com\",\"privateKey\":\""
                                            + uploaded.replace("\n", "\\n") + "\"}")
                            .text())
                    .contains("\"kind\":\"jwt-bearer\"", DEPLOYER);
            assertThat(admin.json("POST", "/api/environments/" + ID + "/test", "")
                            .text())
                    .contains("refused the log-in: invalid_grant");
        }
        String number = wholeWay();

        // then
        for (String page : List.of(
                "/environments",
                "/environments/" + ID,
                "/environments/" + ID + "/credentials",
                "/api/environments",
                "/api/environments/" + ID + "/credentials",
                "/changes",
                "/changes/" + number,
                "/api/changes/" + number,
                "/jobs",
                "/api/jobs",
                "/people",
                "/api/evidence/check")) {
            assertThat(admin.get(page).status()).as(page).isEqualTo(200);
        }
        // What is not secret and must be there, so that the places are known to hold anything.
        Leaks marks = new Leaks()
                .text(number)
                .text(DEPLOYER)
                .text("class VisitRating")
                .text("sluice");
        lookEverywhere(marks);
        assertThat(marks.found())
                .contains(
                        number + " in sluice.change_request",
                        number + " in pages and answers",
                        DEPLOYER + " in pages and answers",
                        DEPLOYER + " in sluice.environment",
                        "class VisitRating in sluice.package_chunk, zip",
                        "sluice in the log");
        Leaks secrets = new Leaks()
                .text(CONSUMER_SECRET)
                .text(PASSWORD)
                .text(OrgPair.SECRET)
                .text(MASTER_KEY)
                .text("01234567890123456789012345678901")
                // A private key in PEM and in the form it is stored in.
                .text(uploaded.lines().skip(3).findFirst().orElseThrow())
                .text("PRIVATE KEY-----")
                // Refresh tokens and access tokens by how they begin.
                .text("5Aep861")
                .shape("access token", "00D[A-Za-z0-9]{12,15}!");
        lookEverywhere(secrets);
        assertThat(secrets.found()).isEmpty();
    }

    @Test
    void what_leaks_is_found_in_the_log_a_variable_a_table_a_zip_and_a_page_in_whatever_form() throws Exception {
        byte[] canary = CANARY.getBytes(StandardCharsets.UTF_8);
        String number = Persons.of(context)
                .at("rita")
                .start(ChangeRequestProcess.KEY, Map.of("name", "Planted", "changeType", "Minor", "overview", CANARY))
                .body()
                .path("businessKey")
                .asText();
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
        try {
            LoggerFactory.getLogger("io.sluice.planted")
                    .debug(
                            "It says {}",
                            Base64.getEncoder().encodeToString(("1" + CANARY).getBytes(StandardCharsets.UTF_8)));
            runtime.setVariable(instance, "planted", HexFormat.of().formatHex(canary));
            jdbc.sql("insert into sluice.package_chunk values ('planted', 0, ?), ('planted', 1, ?)")
                    .params(Arrays.copyOf(zipped(canary), 40), rest(zipped(canary), 40))
                    .update();
            admin.get("/changes/" + number);
            Leaks leaks = new Leaks().text(CANARY);

            lookEverywhere(leaks);

            assertThat(leaks.found())
                    .contains(
                            CANARY + " in the log",
                            CANARY + " in public.act_ru_variable",
                            CANARY + " in sluice.change_request",
                            CANARY + " in sluice.package_chunk, zip, gzip",
                            CANARY + " in pages and answers");
        } finally {
            jdbc.sql("delete from sluice.package_chunk where sha256 = 'planted'")
                    .update();
            runtime.deleteProcessInstance(instance, "end of test");
        }
    }

    private static byte[] rest(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /** In what gzip made, inside of a zip. */
    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(inner)) {
            gzip.write(content);
        }
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(outer)) {
            zip.putNextEntry(new ZipEntry("planted.gz"));
            zip.write(inner.toByteArray());
        }
        return outer.toByteArray();
    }

    private void lookEverywhere(Leaks leaks) {
        leaks.lookAt(jdbc);
        logged.list.forEach(event -> leaks.look("the log", words(event)));
        admin.seen().forEach(page -> leaks.look("pages and answers", withoutTheFormsOwnWords(page)));
    }

    /** A change from its request to production, with the validation and the deployment. */
    private String wholeWay() {
        try (OrgPair orgs = OrgPair.open(context)) {
            Journey change = Journey.begin(context, orgs, "rita", "Minor");
            change.toMakeChanges(SCOPE, "");
            orgs.develop("classes/VisitRating.cls", "'Low' => 5", "'Low' => 2");
            orgs.develop("classes/VisitRatingTest.cls", "assertEquals(70,", "assertEquals(73,");
            change.toPrepareDeployment(SCOPE);
            change.prepare(false);
            change.complete("Approve deployment", "ben", Journey.approve());
            change.complete("Complete change request", "rita", Map.of());
            return change.number();
        }
    }

    private void enter(String kind, Map<String, String> fields) {
        assertThat(admin.post("/environments/" + ID + "/credentials/" + kind, fields)
                        .location())
                .as(kind)
                .endsWith("/environments/" + ID);
    }

    private String connected() {
        String answer =
                admin.json("POST", "/api/environments/" + ID + "/test", "").text();
        assertThat(answer)
                .contains("\"connected\":true", "\"sandbox\":true", "\"missingPermissions\":[]", "Author Apex")
                .contains("\"apiCallsMax\":100000");
        String page = admin.post("/environments/" + ID + "/test", Map.of()).text();
        assertThat(page).contains("API calls left of 24 hours", "every permission that a deployment needs");
        return answer;
    }

    private static String words(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy each = event.getThrowableProxy(); each != null; each = each.getCause()) {
            text.append('\n').append(each.getMessage());
        }
        return text.toString();
    }

    /** The page about credentials says what a private key begins with; that is no key. */
    private static String withoutTheFormsOwnWords(String pages) {
        return pages.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----BEGIN RSA PRIVATE KEY-----", "");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    /** Logs in at the org's own page and allows it; where the browser is sent back to. */
    private static String authorized(URI address) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : address.getRawQuery().split("&")) {
            int equals = pair.indexOf('=');
            form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        form.put("username", PERSON);
        form.put("password", PASSWORD);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address.toString().replaceFirst("\\?.*", "")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String pem() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
