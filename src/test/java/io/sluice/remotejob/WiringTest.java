package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.TestDatabase;
import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import io.sluice.environment.Membership;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.Verdict;
import io.sluice.salesforce.LoginResult;
import io.sluice.salesforce.Salesforce;
import io.sluice.salesforce.SalesforceDoors;
import io.sluice.salesforce.SalesforceSettings;
import io.sluice.salesforce.WebServerFlow;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rooms evidence, environment and remotejob together, wired as the application wires them. */
class WiringTest {

    @Test
    void the_rooms_fit_together_and_kinds_may_need_the_remote_jobs_themselves() {
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "sluice.encryption.key=k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "sluice.dispatcher.enabled=false")
                .run(context -> {
                    assertThat(context).hasSingleBean(Environments.class).hasSingleBean(Connections.class);
                    assertThat(context.getBean(DispatcherThreads.class).isRunning())
                            .isFalse();

                    // when
                    RemoteJobs jobs = context.getBean(RemoteJobs.class);
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                            .executeWithoutResult(status -> jobs.request(new NewRemoteJob(
                                    "prepare-environment",
                                    "production",
                                    1,
                                    null,
                                    "production",
                                    null,
                                    "admin",
                                    Map.of())));
                    context.getBean(Dispatcher.class).step();

                    // then
                    assertThat(jobs.open()).singleElement().satisfies(job -> assertThat(job.state())
                            .isEqualTo(RemoteJobState.RUNNING));
                    Evidence evidence = context.getBean(Evidence.class);
                    assertThat(evidence.check()).isEqualTo(new Verdict.Intact(2));
                    assertThat(evidence.about("environment:production"))
                            .extracting(act -> act.kind())
                            .containsExactly("remote-job-requested", "remote-job-sent");
                });
    }

    @Test
    void an_unsure_period_that_ends_before_an_org_can_have_taken_a_request_stops_the_start_with_one_sentence() {
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "sluice.encryption.key=k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "sluice.dispatcher.enabled=false",
                        "sluice.salesforce.deploy-timeout=601s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("sluice.dispatcher.unsure-period")
                        .hasMessageContaining(
                                "It must be at least PT12M1S: sluice.salesforce.deploy-timeout (PT10M1S)"));
    }

    @Test
    void an_encryption_key_of_a_wrong_form_stops_the_start_with_one_sentence() {
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues("sluice.encryption.key=k1:short", "sluice.dispatcher.enabled=false")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("The setting sluice.encryption.key")
                        .message()
                        .doesNotContain("short"));
    }

    /** No @Configuration of its own: the application started from the test tree must not find it. */
    @EnableConfigurationProperties(SalesforceSettings.class)
    @ComponentScan({"io.sluice.evidence", "io.sluice.environment", "io.sluice.remotejob"})
    static class Application {

        @Bean
        DataSource database() {
            return TestDatabase.migrated();
        }

        @Bean
        PlatformTransactionManager transactions(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Membership membership() {
            return new Membership() {
                @Override
                public boolean personExists(String userId) {
                    return false;
                }

                @Override
                public boolean groupExists(String groupId) {
                    return false;
                }

                @Override
                public Set<String> groupsOf(String userId) {
                    return Set.of();
                }
            };
        }

        @Bean
        ObjectMapper json() {
            return new ObjectMapper();
        }

        @Bean
        Salesforce salesforce() {
            return (credentials, apiVersion, session) -> new LoginResult.Refused("invalid_client", "nobody is let in");
        }

        @Bean
        WebServerFlow webServerFlow() {
            return new SalesforceDoors(Clock.systemUTC()).webServerFlow();
        }

        @Bean
        RemoteJobKind prepareEnvironment(RemoteJobs jobs) {
            assertThat(jobs.open()).isEmpty();
            return new FakeKind("prepare-environment", true, true);
        }
    }
}
