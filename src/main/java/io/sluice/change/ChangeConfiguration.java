package io.sluice.change;

import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.inventory.Inventories;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class ChangeConfiguration {

    @Bean
    FamiliesInDatabase families(JdbcClient jdbc, Evidence evidence, PlatformTransactionManager transactions) {
        return new FamiliesInDatabase(
                new ChangeRows(jdbc),
                new ScopeRows(jdbc),
                new FamilyRows(jdbc),
                evidence,
                new TransactionTemplate(transactions));
    }

    @Bean
    ChangeRequests changeRequests(
            JdbcClient jdbc,
            FamiliesInDatabase families,
            Connections connections,
            Environments environments,
            Accounts accounts,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new ChangeRequestsInDatabase(
                new ChangeRows(jdbc),
                new ScopeRows(jdbc),
                families,
                new ScopeCheck(connections),
                environments,
                accounts,
                evidence,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    Overlaps overlaps(JdbcClient jdbc) {
        return new OverlapsInDatabase(jdbc);
    }

    @Bean
    ScopeAdvice scopeAdvice(Inventories inventories) {
        return new ScopeAdviceByInventory(inventories);
    }
}
