package io.sluice;

import io.sluice.rehearsal.ProductOnly;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against Sluice as it runs, on a free port and a database of its own. All tests with this annotation share one
 * application. Nothing moves by itself: jobs of the engine, the dispatcher, the
 * refreshes of inventories and the {@link TestClock} are stepped by the
 * test. Which flow nodes of the models a test class walked through is remembered.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = SluiceTest.Settings.class)
@ExtendWith({OwnEngine.class, VisitedNodes.class})
public @interface SluiceTest {

    String ADMIN = "admin";
    String ADMIN_PASSWORD = "Lock-and-gate-1";

    /** Configuration classes of a test that needs only some rooms; without any it is the whole application. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
    Class<?>[] classes() default {};

    /** Gives the application what an installation gives it by environment variables. */
    final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "spring.datasource.url=" + TestDatabase.emptyUrl(),
                            "spring.datasource.username=postgres",
                            "spring.datasource.password=",
                            "spring.datasource.hikari.maximum-pool-size=10",
                            "spring.datasource.hikari.connection-timeout=2000",
                            "sluice.encryption.key=test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                            "sluice.admin.id=" + ADMIN,
                            "sluice.admin.password=" + ADMIN_PASSWORD,
                            "sluice.dispatcher.enabled=false",
                            "sluice.inventory.background=false",
                            "camunda.bpm.job-execution.enabled=false")
                    .applyTo(context);
            // Configurations of other tests lie in the same packages; none of them is part of the application.
            context.getBeanFactory().registerSingleton("productOnly", new ProductOnly());
            ((GenericApplicationContext) context)
                    .registerBean(TestClock.class, TestClock::new, clock -> clock.setPrimary(true));
        }
    }
}
