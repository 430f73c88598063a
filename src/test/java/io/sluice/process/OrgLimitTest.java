package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.SluiceTest;
import io.sluice.TestClock;
import io.sluice.rehearsal.http.RequestFault;
import io.sluice.salesforce.SalesforceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A service step that meets an org's limit of calls. */
@SluiceTest
class OrgLimitTest {

    private static final String SCOPE = "ApexClass:VisitRating";

    /** As {@code failed-job-retry-time-cycle} has it: five pauses, so six tries. */
    private static final int TRIES = 6;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private ManagementService management;

    @Autowired
    private TestClock clock;

    @Autowired
    private SalesforceSettings settings;

    private OrgPair orgs;
    private Journey change;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
        change.toChooseEnvironment(SCOPE, "");
        change.only("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
    }

    @AfterEach
    void end() {
        orgs.sandbox().faults().clear();
        change.abandon();
        orgs.close();
    }

    @Test
    void a_step_waits_out_the_pause_of_a_used_up_daily_limit_and_goes_on() {
        orgs.sandbox().faults().requests(RequestFault.Kind.TOTAL_REQUESTS, "query", 1);

        Instant until = clock.instant().plus(settings.dailyLimitPause());
        failedTry();

        Job waiting = waiting();
        assertThat(waiting.getRetries()).isEqualTo(TRIES - 1);
        assertThat(waiting.getDuedate().toInstant()).isBetween(until, until.plus(Duration.ofMinutes(1)));
        assertThat(change.incidents()).isEmpty();
        assertThat(waiting.getExceptionMessage()).contains("API calls in 24 hours", "Retrying is safe");

        clock.move(settings.dailyLimitPause().plusMinutes(1));
        change.run();
        assertThat(change.openTasks()).containsExactly("Make changes");
    }

    @Test
    void a_limit_that_stays_used_up_is_met_once_a_pause_and_becomes_an_incident_after_the_configured_tries() {
        orgs.sandbox().faults().requests(RequestFault.Kind.TOTAL_REQUESTS, "query", TRIES);

        for (int left = TRIES - 1; left > 0; left--) {
            failedTry();
            Job waiting = waiting();
            assertThat(waiting.getRetries()).isEqualTo(left);
            Duration pause =
                    Duration.between(clock.instant(), waiting.getDuedate().toInstant());
            assertThat(pause).isGreaterThan(settings.dailyLimitPause().minusMinutes(1));
            clock.move(pause);
        }
        failedTry();

        assertThat(change.incidents()).hasSize(1);
    }

    private void failedTry() {
        Job job = waiting();
        assertThatThrownBy(() -> management.executeJob(job.getId())).isInstanceOf(TechnicalFault.class);
    }

    private Job waiting() {
        assertThat(change.engineJobs()).hasSize(1);
        return change.engineJobs().get(0);
    }
}
