package io.sluice.security;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/** The engine, its accounts and its doors, without the other rooms. Not annotated as a configuration, so that the whole application's scan passes it by. */
@EnableAutoConfiguration
@ComponentScan({"io.sluice.security", "io.sluice.process.accounts"})
@ConfigurationPropertiesScan("io.sluice.process.accounts")
public final class DoorApplication {}
