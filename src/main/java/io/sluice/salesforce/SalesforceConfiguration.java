package io.sluice.salesforce;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SalesforceSettings.class)
class SalesforceConfiguration {

    @Bean
    Salesforce salesforce(SalesforceSettings settings) {
        return new RealSalesforce(settings);
    }
}
