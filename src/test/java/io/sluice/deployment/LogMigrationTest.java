package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.TestDatabase;
import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.Coverage;
import io.sluice.salesforce.DeployDetails.CoverageWarning;
import io.sluice.salesforce.DeployDetails.TestResult;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts of a database from before the logs were rows. */
class LogMigrationTest {

    private final DataSource database = TestDatabase.empty();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Json json = new Json(JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build());

    @BeforeEach
    void before() {
        migrate("20?");
        jdbc.sql("insert into sluice.package (sha256, bytes, members, created_at) values ('aa', 1, '[]', now())")
                .update();
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("sluice")
                .createSchemas(true)
                .target(target)
                .load()
                .migrate();
    }

    private void attempt(String owner, String kind, int number, String answer) throws Exception {
        jdbc.sql("""
                        insert into sluice.attempt (owner, kind, number, remote_job, package_sha256, log, started_at)
                        values (:owner, :kind, :number, :job, 'aa', jsonb_build_object('status', 'Failed', 'id', '0Af',
                            'checkOnly', true, 'problems', '[]'::jsonb, 'testFailures', '[]'::jsonb,
                            'coverageWarnings', '[]'::jsonb, 'json', cast(:answer as text)), now())
                        """)
                .param("owner", owner)
                .param("kind", kind)
                .param("number", number)
                .param("job", UUID.randomUUID())
                .param("answer", answer)
                .update();
        new ObjectMapper().readTree(answer);
    }

    @Test
    void answerThatQuotesAnEscape_isReadAndOneThatNobodyCanReadGetsNoRows() throws Exception {
        attempt("DEP-000001", "validate", 1, """
                {"details": {"componentFailures": {"componentType": "ApexClass", "fullName": "Invoices",
                    "problem": "Illegal string: '\\\\u0000'"}}}
                """);
        attempt("DEP-000002", "validate", 1, """
                {"details": {"componentFailures": {"componentType": "ApexClass", "fullName": "Half", "problem": "\\ud800"}}}
                """);

        migrate("latest");

        assertThat(jdbc.sql("select problem from sluice.attempt_component")
                        .query(String.class)
                        .list())
                .containsExactly("Illegal string: '\\u0000'");
    }

    @Test
    void oldAttempts_getNumbersUnderTheirRecordAndTheRowsThatTheirAnswersTell() throws Exception {
        attempt("DEP-000001", "validate", 1, """
                {"details": {
                  "componentFailures": {"componentType": "ApexClass", "fullName": "Invoices", "fileName": "a.cls",
                    "problem": "Unexpected token\\u0000", "problemType": "Error", "lineNumber": 3, "columnNumber": "7"},
                  "componentSuccesses": [
                    {"componentType": "Layout", "fullName": "L", "fileName": "l.layout", "created": true, "changed": true},
                    {"componentType": "Layout", "fullName": "M", "fileName": "m.layout", "created": "false", "changed": "false"}],
                  "runTestResult": {
                    "failures": [{"name": "T", "namespace": "ns", "methodName": "m", "message": "no", "time": 12.6,
                      "stackTrace": "here"}],
                    "successes": {"name": "T", "methodName": "ok", "time": 3},
                    "codeCoverage": [{"name": "Invoices", "type": "Class", "numLocations": 4, "numLocationsNotCovered": 1,
                      "locationsNotCovered": {"line": 9, "column": 0}}],
                    "codeCoverageWarnings": [{"name": null, "message": "too low"}]}}}
                """);
        attempt("DEP-000001", "deploy", 1, "{\"details\": null}");
        attempt("DEP-000002", "validate", 1, "{}");

        migrate("latest");

        AttemptStore attempts = new AttemptStore(jdbc, json, Clock.systemUTC());
        LogRows rows = new LogRows(jdbc, json);
        assertThat(attempts.of("DEP-000001"))
                .extracting(Attempt::kind, Attempt::number, Attempt::options)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("validate", 1, null),
                        org.assertj.core.groups.Tuple.tuple("deploy", 2, null));
        assertThat(attempts.of("DEP-000002")).extracting(Attempt::number).containsExactly(1);
        long old = attempts.find("DEP-000001", 1).orElseThrow().id();
        assertThat(rows.components(old, LogFilter.ALL))
                .containsExactly(
                        new ComponentResult(
                                "ApexClass",
                                "Invoices",
                                "a.cls",
                                null,
                                Became.FAILED,
                                "Unexpected token",
                                "Error",
                                3,
                                7),
                        new ComponentResult("Layout", "L", "l.layout", null, Became.CREATED, null, null, 0, 0),
                        new ComponentResult("Layout", "M", "m.layout", null, Became.UNCHANGED, null, null, 0, 0));
        assertThat(rows.tests(old, LogFilter.ALL))
                .containsExactly(
                        new TestResult("ns.T", "m", false, 13, "no", "here"),
                        new TestResult("T", "ok", true, 3, null, null));
        assertThat(rows.coverage(old)).containsExactly(new Coverage("Class", "Invoices", 4, 1, List.of("9")));
        assertThat(rows.coverageWarnings(old)).containsExactly(new CoverageWarning(null, "too low"));
        long none = attempts.find("DEP-000001", 2).orElseThrow().id();
        assertThat(rows.components(none, LogFilter.ALL)).isEmpty();
    }
}
