package io.sluice.approval;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.change.Accounts;
import io.sluice.evidence.Evidence;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class ApprovalConfiguration {

    @Bean
    Approvals approvals(
            JdbcClient jdbc,
            ObjectMapper json,
            Members members,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new ApprovalsInDatabase(
                new RoundRows(jdbc, json),
                new Eligibility(members),
                evidence,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    People people(JdbcClient jdbc, Accounts accounts, Evidence evidence, PlatformTransactionManager transactions) {
        return new PeopleInDatabase(jdbc, accounts, evidence, new TransactionTemplate(transactions));
    }
}
