package io.sluice.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.TestDatabase;
import io.sluice.change.Overlap;
import io.sluice.change.Overlaps;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.Irreversible;
import io.sluice.deployment.Rehearsals;
import io.sluice.deployment.TestProposal;
import io.sluice.deployment.TestProposals;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The beans of the process room, an engine on PostgreSQL, and the lower rooms in memory. */
@Configuration
@ComponentScan(
        basePackageClasses = ChangeProcesses.class,
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.sluice\\.process\\.accounts\\..*"),
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.sluice\\.process\\.PlainEngine")
        })
class PlainEngine {

    @Bean
    HikariDataSource dataSource() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(TestDatabase.empty());
        pool.setMaximumPoolSize(4);
        return new HikariDataSource(pool);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource database) {
        return new DataSourceTransactionManager(database);
    }

    @Bean
    SpringProcessEngineConfiguration engineConfiguration(
            DataSource database, PlatformTransactionManager transactions, EngineSetup setup) {
        SpringProcessEngineConfiguration engine = new SpringProcessEngineConfiguration();
        engine.setDataSource(database);
        engine.setTransactionManager(transactions);
        engine.setDatabaseSchemaUpdate("true");
        engine.setJobExecutorActivate(false);
        engine.setHistory("full");
        engine.setDefaultSerializationFormat("application/json");
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setGroupResourceWhitelistPattern("[a-zA-Z0-9-]+");
        engine.setFailedJobRetryTimeCycle("PT1M,PT5M");
        engine.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        engine.getProcessEnginePlugins().add(setup);
        return engine;
    }

    @Bean
    ProcessEngineFactoryBean engine(SpringProcessEngineConfiguration configuration) {
        ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(configuration);
        return factory;
    }

    @Bean
    RuntimeService runtimeService(ProcessEngine engine) {
        return engine.getRuntimeService();
    }

    @Bean
    TaskService taskService(ProcessEngine engine) {
        return engine.getTaskService();
    }

    @Bean
    HistoryService historyService(ProcessEngine engine) {
        return engine.getHistoryService();
    }

    @Bean
    IdentityService identityService(ProcessEngine engine) {
        return engine.getIdentityService();
    }

    @Bean
    RepositoryService repositoryService(ProcessEngine engine) {
        return engine.getRepositoryService();
    }

    @Bean
    ExternalTaskService externalTaskService(ProcessEngine engine) {
        return engine.getExternalTaskService();
    }

    @Bean
    ObjectMapper objectMapper() {
        return new ObjectMapper();
    }

    @Bean
    JdbcClient jdbcClient(DataSource database) {
        return JdbcClient.create(database);
    }

    @Bean
    FakeRooms rooms() {
        return new FakeRooms();
    }

    @Bean
    FakeAnalyses fakeAnalyses() {
        return new FakeAnalyses();
    }

    /** Nothing is proposed in these rooms. */
    @Bean
    TestProposals noProposals() {
        return new TestProposals() {

            @Override
            public TestProposal propose(String deployment) {
                return new TestProposal(deployment, new java.util.UUID(0, 0), FakeRooms.NOW, List.of(), List.of());
            }

            @Override
            public java.util.Optional<TestProposal> of(String deployment) {
                return java.util.Optional.empty();
            }
        };
    }

    @Bean
    FakeStarts fakeStarts() {
        return new FakeStarts();
    }

    @Bean
    FakeAdditions fakeAdditions() {
        return new FakeAdditions();
    }

    @Bean
    FakeRooms.Changes fakeChanges(FakeRooms rooms) {
        return rooms.new Changes();
    }

    @Bean
    FakeRooms.Differences fakeDifferences(FakeRooms rooms) {
        return rooms.new Differences();
    }

    @Bean
    Overlaps fakeOverlaps() {
        return new Overlaps() {

            @Override
            public List<Overlap> of(String number) {
                return List.of();
            }

            @Override
            public List<Overlap> of(String number, Collection<io.sluice.metadata.Component> components) {
                return List.of();
            }
        };
    }

    /** No attempt of these rooms has a log. */
    @Bean
    DeploymentLogs noLogs() {
        return (DeploymentLogs) Proxy.newProxyInstance(
                DeploymentLogs.class.getClassLoader(), new Class<?>[] {DeploymentLogs.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    @Bean
    FakeRooms.Alone fakeFamilies() {
        return new FakeRooms.Alone();
    }

    @Bean
    FakeRooms.Rounds fakeRounds(FakeRooms rooms) {
        return rooms.new Rounds();
    }

    @Bean
    FakeRooms.Records fakeRecords(FakeRooms rooms) {
        return rooms.new Records();
    }

    @Bean
    FakeRollbacks fakeRollbacks(FakeRooms.Records records) {
        return new FakeRollbacks(records);
    }

    @Bean
    Irreversible nothingIrreversible() {
        return deployment -> List.of();
    }

    @Bean
    Rehearsals noRehearsals() {
        return (Rehearsals) Proxy.newProxyInstance(
                Rehearsals.class.getClassLoader(), new Class<?>[] {Rehearsals.class}, (proxy, method, args) -> {
                    if (method.getName().equals("latest")) {
                        return Optional.empty();
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    @Bean
    FakePaths fakePaths(FakeRooms rooms, FakeRooms.Records records) {
        return new FakePaths(rooms, records);
    }

    @Bean
    FakeRooms.Orgs fakeOrgs(FakeRooms rooms) {
        return rooms.new Orgs();
    }

    @Bean
    FakeRooms.Jobs fakeJobs(FakeRooms rooms) {
        return rooms.new Jobs();
    }
}
