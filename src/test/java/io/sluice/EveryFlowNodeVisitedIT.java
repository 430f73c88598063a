package io.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.Test;

/**
 * After all test classes of a run: every flow node of every shipped model was visited by the real application in one of
 * them. Says nothing where only some classes have run.
 */
class EveryFlowNodeVisitedIT {

    private static final Path MODELS = Path.of("processes");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void every_flow_node_of_every_model_was_visited() throws IOException {
        List<String> walking = classesThatWalk();
        assumeTrue(
                VisitedNodes.classes().containsAll(walking),
                "only some test classes have run, so not every flow node can have been visited");

        Set<String> nodes = nodes();
        assertThat(nodes).hasSizeGreaterThan(50);
        nodes.removeAll(VisitedNodes.nodes(walking));
        assertThat(nodes).as("flow nodes that no test visited").isEmpty();
    }

    private static Set<String> nodes() throws IOException {
        Set<String> nodes = new TreeSet<>();
        for (Path file : files(MODELS, ".bpmn")) {
            BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
            String process = model.getModelElementsByType(Process.class)
                    .iterator()
                    .next()
                    .getId();
            model.getModelElementsByType(FlowNode.class)
                    .forEach(node -> nodes.add(VisitedNodes.name(process, node.getId())));
        }
        return nodes;
    }

    /** The test classes that say of themselves that they run the whole application. */
    private static List<String> classesThatWalk() throws IOException {
        List<String> classes = new java.util.ArrayList<>();
        for (Path file : files(TESTS, "Test.java")) {
            if (Files.readString(file).lines().anyMatch("@SluiceTest"::equals)) {
                String name = TESTS.relativize(file).toString();
                classes.add(
                        name.substring(0, name.length() - ".java".length()).replace(java.io.File.separatorChar, '.'));
            }
        }
        assertThat(classes).isNotEmpty();
        return classes;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
