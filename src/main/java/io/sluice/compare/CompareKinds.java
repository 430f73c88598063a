package io.sluice.compare;

import io.sluice.environment.Connections;
import io.sluice.evidence.Evidence;
import io.sluice.remotejob.RemoteJobKind;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The two kinds of remote jobs of this room: one comparison is decided on, one verifies a deployment. */
@Configuration(proxyBeanMethods = false)
class CompareKinds {

    @Bean
    RemoteJobKind compareKind(
            RestartableRetrieves retrieves,
            Connections connections,
            ComparisonStore store,
            DifferenceStore differences,
            LargeFiles largeFiles,
            ItemDifferences found,
            ObjectProvider<KeptStates> states,
            Evidence evidence,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new CompareKind(
                Comparisons.KIND,
                retrieves,
                connections,
                store,
                differences,
                largeFiles,
                found,
                states,
                evidence,
                events,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    RemoteJobKind verifyKind(
            RestartableRetrieves retrieves,
            Connections connections,
            ComparisonStore store,
            DifferenceStore differences,
            LargeFiles largeFiles,
            ItemDifferences found,
            ObjectProvider<KeptStates> states,
            Evidence evidence,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new CompareKind(
                Comparisons.VERIFY_KIND,
                retrieves,
                connections,
                store,
                differences,
                largeFiles,
                found,
                states,
                evidence,
                events,
                new TransactionTemplate(transactions),
                clock);
    }
}
