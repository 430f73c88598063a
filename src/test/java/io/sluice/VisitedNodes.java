package io.sluice;

import io.sluice.change.ChangeRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Notes for each test class which flow nodes the real application had walked through by its end: a file each, because the
 * classes are spread over several processes. {@link EveryFlowNodeVisitedIT} compares them with the models.
 */
final class VisitedNodes implements AfterAllCallback {

    private static final Path FOLDER = Path.of("target", "visited-nodes");

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        ApplicationContext application = SpringExtension.getApplicationContext(test);
        // Tests of a few rooms bring processes of their own.
        if (application.getBeanNamesForType(ChangeRequests.class).length == 0) {
            return;
        }
        Set<String> nodes =
                application.getBean(HistoryService.class).createHistoricActivityInstanceQuery().unlimitedList().stream()
                        .map(VisitedNodes::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(test.getRequiredTestClass().getName()), nodes);
    }

    private static String name(HistoricActivityInstance visit) {
        return name(visit.getProcessDefinitionKey(), visit.getActivityId());
    }

    static String name(String process, String node) {
        return process + "#" + node;
    }

    /** The flow nodes that these test classes walked through; a class that has not run has none. */
    static Set<String> nodes(Iterable<String> classes) throws IOException {
        Set<String> nodes = new TreeSet<>();
        for (String each : classes) {
            Path file = FOLDER.resolve(each);
            if (Files.exists(file)) {
                nodes.addAll(Files.readAllLines(file));
            }
        }
        return nodes;
    }

    /** Names of the test classes that walked. */
    static Set<String> classes() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
