package io.sluice;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What belongs to no single room. */
@Configuration(proxyBeanMethods = false)
class SluiceConfiguration {

    /** The clock of every room; tests move their own. */
    @Bean
    Clock sluiceClock() {
        return Clock.systemUTC();
    }

    /**
     * The threads of the engine's jobs. Unlike the engine's own pool it lets running jobs end before the application
     * does: a job that is killed stays locked, for five minutes, for every node.
     */
    @Bean
    @ConditionalOnProperty(prefix = "camunda.bpm.job-execution", name = "enabled", matchIfMissing = true)
    ThreadPoolTaskExecutor camundaTaskExecutor(
            @Value("${camunda.bpm.job-execution.core-pool-size}") int core,
            @Value("${camunda.bpm.job-execution.max-pool-size}") int max,
            @Value("${camunda.bpm.job-execution.queue-capacity}") int queue) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("engine-job-");
        executor.setCorePoolSize(core);
        executor.setMaxPoolSize(max);
        executor.setQueueCapacity(queue);
        executor.setWaitForTasksToCompleteOnShutdown(true);
        executor.setAwaitTerminationSeconds(30);
        return executor;
    }
}
