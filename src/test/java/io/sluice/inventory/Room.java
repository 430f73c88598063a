package io.sluice.inventory;

import io.sluice.TestClock;
import io.sluice.TestDatabase;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room inventory on a database of its own, with one org that the test says all about. */
final class Room {

    static final String DEV = "dev";
    static final Duration LEASE = Duration.ofMinutes(10);

    final DataSource database = TestDatabase.migrated();
    final JdbcClient jdbc = JdbcClient.create(database);
    final TestClock clock = new TestClock();
    final ToldOrg org = new ToldOrg(clock);
    final InventorySettings settings =
            new InventorySettings(false, 1, Duration.ofSeconds(1), LEASE, Duration.ofHours(20));
    final InventoryRows rows = new InventoryRows(jdbc);
    final ComponentRows components = new ComponentRows(jdbc);
    final Refresh refresh = new Refresh(
            fake(Connections.class, Map.of("open", arguments -> org.connection())),
            rows,
            components,
            new TransactionTemplate(new DataSourceTransactionManager(database)),
            settings,
            clock);
    final RefreshThreads threads = new RefreshThreads(rows, refresh, settings, new Semaphore(0), clock);
    final Inventories inventories = new InventoriesInDatabase(
            fake(Environments.class, Map.of("require", arguments -> environment())), rows, components, () -> {}, clock);

    /** The org id that the environment is registered with; null before a connection test. */
    String registeredOrg = ToldOrg.ID;

    private Environment environment() {
        return new Environment(
                DEV,
                "Development",
                EnvironmentKind.DEVELOPER,
                URI.create("https://dev.example.com"),
                "62.0",
                1,
                registeredOrg,
                null,
                null);
    }

    /** Asks for a refresh and carries it out. */
    InventoryState refreshed() {
        inventories.refresh(DEV, false, "dev");
        threads.step();
        return inventories.state(DEV);
    }

    /** Asks for a complete refresh and carries it out. */
    InventoryState listed() {
        inventories.refresh(DEV, true, "dev");
        threads.step();
        return inventories.state(DEV);
    }

    List<String> found(InventoryFilter filter) {
        return inventories.search(DEV, filter, null, 1_000).stream()
                .map(one -> one.component().toString())
                .toList();
    }

    List<String> all() {
        return found(InventoryFilter.ALL);
    }

    static InventoryFilter named(String name) {
        return new InventoryFilter(null, null, null, null, null, name);
    }

    static Component component(String text) {
        return Component.parse(text).orElseThrow();
    }

    /** An interface of which only these methods may be called. */
    static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Function<Object[], Object> answer = methods.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.apply(given);
                }));
    }
}
