package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.salesforce.DeployDetails;
import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.Coverage;
import io.sluice.salesforce.DeployDetails.CoverageWarning;
import io.sluice.salesforce.DeployDetails.TestResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of single results. One statement writes all rows of a kind, from JSON: a log may have 10,000 of them. */
@Component
class LogRows {

    private static final TypeReference<List<String>> PLACES = new TypeReference<>() {};

    private static final String COMPONENTS = """
            insert into sluice.attempt_component (attempt, n, type, full_name, file_name, org_id, became, problem,
                problem_type, line, col)
            select :attempt, n, type, full_name, file_name, org_id, became, problem, problem_type, line, col
            from rows from (jsonb_to_recordset(:rows::jsonb) as ("type" text, "fullName" text, "fileName" text,
                "orgId" text, "became" text, "problem" text, "problemType" text, "line" integer, "column" integer))
            with ordinality as told (type, full_name, file_name, org_id, became, problem, problem_type, line, col, n)
            """;
    private static final String TESTS = """
            insert into sluice.attempt_test (attempt, n, class_name, method_name, passed, millis, message, stack_trace)
            select :attempt, n, class_name, method_name, passed, millis, message, stack_trace
            from rows from (jsonb_to_recordset(:rows::jsonb) as ("className" text, "methodName" text, "passed" boolean,
                "millis" bigint, "message" text, "stackTrace" text))
            with ordinality as told (class_name, method_name, passed, millis, message, stack_trace, n)
            """;
    private static final String COVERAGE = """
            insert into sluice.attempt_coverage (attempt, n, kind, name, total, missed, missed_places)
            select :attempt, n, kind, name, total, missed, missed_places
            from rows from (jsonb_to_recordset(:rows::jsonb) as ("kind" text, "name" text, "total" integer,
                "missed" integer, "missedPlaces" jsonb))
            with ordinality as told (kind, name, total, missed, missed_places, n)
            """;
    private static final String COVERAGE_WARNINGS = """
            insert into sluice.attempt_coverage_warning (attempt, n, name, message)
            select :attempt, n, name, message
            from rows from (jsonb_to_recordset(:rows::jsonb) as ("name" text, "message" text))
            with ordinality as told (name, message, n)
            """;

    private final JdbcClient jdbc;
    private final Json json;

    LogRows(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Puts what the org tells now in the place of what it told before; the caller holds the attempt's row. */
    void replace(long attempt, DeployDetails details) {
        for (String table : List.of("component", "test", "coverage", "coverage_warning")) {
            jdbc.sql("delete from sluice.attempt_" + table + " where attempt = :attempt")
                    .param("attempt", attempt)
                    .update();
        }
        insert(COMPONENTS, attempt, details.components());
        insert(TESTS, attempt, details.tests());
        insert(COVERAGE, attempt, details.coverage());
        insert(COVERAGE_WARNINGS, attempt, details.coverageWarnings());
    }

    private void insert(String statement, long attempt, List<?> rows) {
        if (!rows.isEmpty()) {
            jdbc.sql(statement)
                    .param("attempt", attempt)
                    .param("rows", json.write(rows))
                    .update();
        }
    }

    List<ComponentResult> components(long attempt, LogFilter filter) {
        return jdbc.sql("""
                        select * from sluice.attempt_component
                        where attempt = :attempt and (cast(:became as text) is null or became = :became)
                            and (:text = '' or position(:text in lower(type || ':' || full_name || ' ' || file_name || ' '
                                || coalesce(problem, ''))) > 0)
                        order by became <> 'FAILED', n offset :from limit :most
                        """)
                .param("attempt", attempt)
                .param(
                        "became",
                        filter.became() == null ? null : filter.became().name())
                .param("text", text(filter))
                .param("from", filter.from())
                .param("most", filter.most())
                .query(LogRows::component)
                .list();
    }

    List<TestResult> tests(long attempt, LogFilter filter) {
        return jdbc.sql("""
                        select * from sluice.attempt_test
                        where attempt = :attempt and (cast(:passed as boolean) is null or passed = :passed)
                            and (:text = '' or position(:text in lower(class_name || '.' || method_name || ' '
                                || coalesce(message, ''))) > 0)
                        order by passed, n offset :from limit :most
                        """)
                .param("attempt", attempt)
                .param("passed", filter.passed())
                .param("text", text(filter))
                .param("from", filter.from())
                .param("most", filter.most())
                .query(LogRows::test)
                .list();
    }

    List<Coverage> coverage(long attempt) {
        return jdbc.sql("""
                        select * from sluice.attempt_coverage where attempt = :attempt
                        order by case when total = 0 then 1.0 else 1.0 - missed::numeric / total end, kind, name
                        """).param("attempt", attempt).query(this::coverageRow).list();
    }

    List<CoverageWarning> coverageWarnings(long attempt) {
        return jdbc.sql("select * from sluice.attempt_coverage_warning where attempt = :attempt order by n")
                .param("attempt", attempt)
                .query((row, number) -> new CoverageWarning(row.getString("name"), row.getString("message")))
                .list();
    }

    private static String text(LogFilter filter) {
        return filter.text().strip().toLowerCase(Locale.ROOT);
    }

    private static ComponentResult component(ResultSet row, int number) throws SQLException {
        return new ComponentResult(
                row.getString("type"),
                row.getString("full_name"),
                row.getString("file_name"),
                row.getString("org_id"),
                Became.valueOf(row.getString("became")),
                row.getString("problem"),
                row.getString("problem_type"),
                row.getInt("line"),
                row.getInt("col"));
    }

    private static TestResult test(ResultSet row, int number) throws SQLException {
        return new TestResult(
                row.getString("class_name"),
                row.getString("method_name"),
                row.getBoolean("passed"),
                row.getLong("millis"),
                row.getString("message"),
                row.getString("stack_trace"));
    }

    private Coverage coverageRow(ResultSet row, int number) throws SQLException {
        return new Coverage(
                row.getString("kind"),
                row.getString("name"),
                row.getInt("total"),
                row.getInt("missed"),
                json.read(row.getString("missed_places"), PLACES));
    }
}
