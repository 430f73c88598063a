package io.sluice.environment;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the room. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionSettings.class)
class EnvironmentConfiguration {

    @Bean
    EncryptionKeys encryptionKeys(EncryptionSettings settings) {
        return EncryptionKeys.of(settings.keys());
    }
}
