package io.sluice.browser;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one {@link BrowserDemo} to a test. It is started for the first class that asks and ends with the run, because
 * its start takes as long as many a test.
 */
final class InTheDemo implements BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext test) {
        demo(test);
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        demo(test).everybodyLeaves(test.getExecutionException().map(failure -> test.getRequiredTestMethod()
                .getName()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == BrowserDemo.class;
    }

    @Override
    public BrowserDemo resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return demo(test);
    }

    private static BrowserDemo demo(ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(InTheDemo.class))
                .getOrComputeIfAbsent(BrowserDemo.class, key -> BrowserDemo.start(), BrowserDemo.class);
    }
}
