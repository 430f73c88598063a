package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import java.sql.Connection;
import java.sql.ResultSet;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reads the settings back from the engine: a misspelt one would otherwise be a hole that nobody sees. */
@SluiceTest(classes = DoorApplication.class)
class EngineSettingsTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private DataSource database;

    @Test
    void the_engine_took_every_setting() {
        ProcessEngineConfigurationImpl settings =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

        assertThat(settings.isAuthorizationEnabled()).isTrue();
        assertThat(settings.isAuthorizationEnabledForCustomCode()).isFalse();
        assertThat(settings.getAuthorizationCheckRevokes()).isEqualTo("never");
        assertThat(settings.getDefaultUserPermissionNameForTask()).isEqualTo("TASK_WORK");
        assertThat(settings.isEnablePasswordPolicy()).isTrue();
        assertThat(settings.getHistoryLevel().getName()).isEqualTo("full");
        assertThat(settings.getHistoryTimeToLive()).isEqualTo("P365D");
        assertThat(settings.getHistoryCleanupBatchWindowStartTime()).isEqualTo("01:00");
        assertThat(settings.getHistoryCleanupBatchWindowEndTime()).isEqualTo("04:00");
        assertThat(settings.getFailedJobRetryTimeCycle()).isEqualTo("PT1M,PT5M,PT15M,PT30M,PT1H");
        assertThat(settings.isEnableExceptionsAfterUnhandledBpmnError()).isTrue();
        assertThat(settings.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(settings.isEnableExpressionsInStoredQueries()).isTrue();
        assertThat(settings.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(settings.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(settings.getDefaultSerializationFormat()).isEqualTo("application/json");
        assertThat(settings.isCmmnEnabled()).isFalse();
        assertThat(settings.isStandaloneTasksEnabled()).isFalse();
        assertThat(settings.isWebappsAuthenticationLoggingEnabled()).isTrue();
        assertThat(settings.getQueryMaxResultsLimit()).isEqualTo(2000);
        assertThat(settings.isTaskMetricsEnabled()).isFalse();
        assertThat(settings.isEnableCmdExceptionLogging()).isFalse();
        assertThat(settings.isMetricsEnabled()).isFalse();
        assertThat(settings.getGroupResourceWhitelistPattern()).isEqualTo("[a-zA-Z0-9-]+");
        assertThat(settings.getUserResourceWhitelistPattern()).isEqualTo("[a-zA-Z0-9._@-]+");
        assertThat(settings.getIdGenerator()).isInstanceOf(StrongUuidGenerator.class);
    }

    @Test
    void the_engines_tables_stay_in_the_public_schema() throws Exception {
        try (Connection connection = database.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "act_ru_task", null)) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_SCHEM")).isEqualTo("public");
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void nothing_is_deployed_by_the_starter() {
        assertThat(engine.getRepositoryService()
                        .createDeploymentQuery()
                        .deploymentNameLike("SpringAuto%")
                        .count())
                .isZero();
    }
}
