package io.sluice.sync;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

    @Bean
    Sync sync(
            JdbcClient jdbc,
            ChangeRequests changes,
            Environments environments,
            Connections connections,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new SyncWithOrgs(
                changes,
                environments,
                connections,
                new SyncStates(jdbc),
                evidence,
                new TransactionTemplate(transactions),
                clock);
    }
}
