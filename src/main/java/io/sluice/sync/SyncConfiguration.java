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

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

    @Bean
    Desk syncDesk(
            JdbcClient jdbc,
            ChangeRequests changes,
            Environments environments,
            Connections connections,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new Desk(jdbc, changes, environments, connections, evidence, transactions, clock);
    }

    @Bean
    Sync sync(Desk syncDesk) {
        return new SyncWithOrgs(syncDesk);
    }

    @Bean
    Board board(Desk syncDesk) {
        return new LiveBoard(syncDesk);
    }
}
