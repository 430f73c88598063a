package io.sluice.remotejob;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads the room's settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemoteJobsSettings.class)
class RemoteJobsConfiguration {}
