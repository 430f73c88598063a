package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.evidence.Evidence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Planned starts in the database. */
@Component
class StoredDeploymentStarts implements DeploymentStarts {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;
    private final DeploymentStore deployments;
    private final Evidence evidence;

    StoredDeploymentStarts(JdbcClient jdbc, Json json, Clock clock, DeploymentStore deployments, Evidence evidence) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.deployments = deployments;
        this.evidence = evidence;
    }

    private record Row(StartPlan plan, @Nullable String startedPackage) {}

    @Override
    public Optional<StartPlan> plan(String deployment) {
        return find(deployment).map(Row::plan);
    }

    @Override
    public void plan(String deployment, Optional<StartPlan> plan, String actor) {
        DeploymentRecord record = deployments.lock(deployment).record();
        if (plan(deployment).equals(plan)) {
            return;
        }
        jdbc.sql("delete from sluice.deployment_start where deployment = :deployment")
                .param("deployment", deployment)
                .update();
        plan.ifPresent(stated -> insert(deployment, stated, actor));
        evidence.record(
                actor,
                "deployment-start-planned",
                record.change(),
                Map.of(
                        "deployment",
                        deployment,
                        "start",
                        plan.map(StartPlan::words).orElse("as soon as it may")));
    }

    private void insert(String deployment, StartPlan plan, String actor) {
        jdbc.sql("""
                        insert into sluice.deployment_start (deployment, not_before, window_from, window_to, days, zone,
                            planned_by)
                        values (:deployment, :first, :from, :to, :days::jsonb, :zone, :by)
                        """)
                .param("deployment", deployment)
                .param("first", plan.notBefore() == null ? null : Times.utc(plan.notBefore()))
                .param("from", plan.from())
                .param("to", plan.to())
                .param(
                        "days",
                        json.write(plan.days().stream()
                                .map(DayOfWeek::name)
                                .sorted()
                                .toList()))
                .param("zone", plan.zone().getId())
                .param("by", actor)
                .update();
    }

    @Override
    public Optional<Instant> waitsUntil(String deployment) {
        DeploymentRecord record = deployments.require(deployment).record();
        Instant now = clock.instant();
        return find(deployment)
                .filter(row ->
                        row.startedPackage() == null || !Objects.equals(row.startedPackage(), record.packageSha256()))
                .map(row -> row.plan().earliest(now))
                .filter(start -> start.isAfter(now));
    }

    @Override
    public void startNow(String deployment, String actor) {
        DeploymentRecord record = deployments.lock(deployment).record();
        int changed = jdbc.sql("""
                        update sluice.deployment_start set started_by = :by, started_package = :package
                        where deployment = :deployment
                        """)
                .param("by", actor)
                .param("package", record.packageSha256())
                .param("deployment", deployment)
                .update();
        if (changed == 0) {
            throw new IllegalStateException("The start of deployment record " + deployment + " is not planned");
        }
        evidence.record(actor, "deployment-started-before-its-time", record.change(), Map.of("deployment", deployment));
    }

    @Override
    public void stopped(String deployment, String actor, String reason) {
        DeploymentRecord record = deployments.lock(deployment).record();
        evidence.record(
                actor, "deployment-wait-ended", record.change(), Map.of("deployment", deployment, "reason", reason));
    }

    private Optional<Row> find(String deployment) {
        return jdbc.sql("select * from sluice.deployment_start where deployment = :deployment")
                .param("deployment", deployment)
                .query(this::row)
                .optional();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new StartPlan(
                        Times.instant(row, "not_before"),
                        row.getObject("window_from", LocalTime.class),
                        row.getObject("window_to", LocalTime.class),
                        json.read(row.getString("days"), NAMES).stream()
                                .map(DayOfWeek::valueOf)
                                .collect(Collectors.toSet()),
                        ZoneId.of(row.getString("zone"))),
                row.getString("started_package"));
    }
}
