package io.sluice.salesforce;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SalesforceSettings.class)
class SalesforceConfiguration {

    @Bean
    Salesforce salesforce(SalesforceSettings settings, Clock clock) {
        return new RealSalesforce(settings, clock);
    }

    @Bean
    WebServerFlow webServerFlow(SalesforceSettings settings, Clock clock) {
        return new RealWebServerFlow(settings, clock);
    }
}
