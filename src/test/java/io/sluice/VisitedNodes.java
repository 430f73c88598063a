package io.sluice;

import io.sluice.change.ChangeRequests;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Collects, over all test classes of a run, which flow nodes the real application walked through. {@link
 * EveryFlowNodeVisitedTest}, the last class of a run, compares them with the models.
 */
final class VisitedNodes implements AfterAllCallback {

    private static final Set<String> NODES = new ConcurrentSkipListSet<>();
    private static final Set<String> CLASSES = new ConcurrentSkipListSet<>();

    @Override
    public void afterAll(ExtensionContext test) {
        ApplicationContext application = SpringExtension.getApplicationContext(test);
        // Tests of a few rooms bring processes of their own.
        if (application.getBeanNamesForType(ChangeRequests.class).length == 0) {
            return;
        }
        CLASSES.add(test.getRequiredTestClass().getName());
        application.getBean(HistoryService.class).createHistoricActivityInstanceQuery().unlimitedList().stream()
                .map(VisitedNodes::name)
                .forEach(NODES::add);
    }

    private static String name(HistoricActivityInstance visit) {
        return name(visit.getProcessDefinitionKey(), visit.getActivityId());
    }

    static String name(String process, String node) {
        return process + "#" + node;
    }

    static Set<String> nodes() {
        return new TreeSet<>(NODES);
    }

    /** Names of the test classes that walked. */
    static Set<String> classes() {
        return new TreeSet<>(CLASSES);
    }
}
