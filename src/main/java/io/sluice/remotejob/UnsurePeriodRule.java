package io.sluice.remotejob;

import io.sluice.salesforce.SalesforceSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/** Refuses to start where a request could be called lost, and be sent again, while the org may still take it. */
@Component
class UnsurePeriodRule {

    UnsurePeriodRule(RemoteJobsSettings jobs, SalesforceSettings salesforce) {
        Duration least = salesforce.deployTimeout().plus(jobs.grace());
        if (jobs.unsurePeriod().compareTo(least) < 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "sluice.dispatcher.unsure-period",
                    jobs.unsurePeriod(),
                    "It must be at least " + least + ": sluice.salesforce.deploy-timeout (" + salesforce.deployTimeout()
                            + ") and sluice.dispatcher.grace (" + jobs.grace()
                            + ") together, or a deployment that an org is still taking could be sent twice.");
        }
    }
}
