package io.sluice.inventory;

import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InventorySettings.class)
class InventoryConfiguration {

    private final Semaphore bell = new Semaphore(0);

    @Bean
    Inventories inventories(JdbcClient jdbc, Environments environments, Clock clock) {
        return new InventoriesInDatabase(
                environments, new InventoryRows(jdbc), new ComponentRows(jdbc), bell::release, clock);
    }

    @Bean
    RefreshThreads inventoryRefreshes(
            JdbcClient jdbc,
            Connections connections,
            PlatformTransactionManager transactions,
            InventorySettings settings,
            Clock clock) {
        InventoryRows rows = new InventoryRows(jdbc);
        return new RefreshThreads(
                rows,
                new Refresh(
                        connections,
                        rows,
                        new ComponentRows(jdbc),
                        new TransactionTemplate(transactions),
                        settings,
                        clock),
                settings,
                bell,
                clock);
    }
}
