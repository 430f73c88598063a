package io.sluice;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Lets the web apps find the engine of the application under test. They ask a registry of the whole JVM by the engine's
 * name; in a run of many test classes another application may have registered its engine, or closed one, under that name.
 */
final class OwnEngine implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext test) {
        ProcessEngines.registerProcessEngine(
                SpringExtension.getApplicationContext(test).getBean(ProcessEngine.class));
    }
}
