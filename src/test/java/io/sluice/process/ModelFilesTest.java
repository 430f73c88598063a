package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Models, forms, beans and the owners' page say the same. */
class ModelFilesTest {

    /** The rows that a select takes its options from by an expression: {@code =for way in ways[...]}. */
    private static final Pattern OFFERED = Pattern.compile("\\bin (\\w+)");

    private static final ModelFiles FILES = ModelFiles.ofFolder(Path.of(""));

    /** What Tasklist 7.24 renders and submits faithfully. */
    private static final Set<String> COMPONENTS =
            Set.of("text", "textfield", "textarea", "select", "radio", "checkbox", "table");

    /** Variables that the start form or Tasklist itself brings, not a listener. */
    private static final Set<String> START_FORM = Set.of("name", "changeType", "overview", "parent", "release");

    static Stream<String> forms() {
        return FILES.contents().keySet().stream().filter(name -> name.endsWith(".form"));
    }

    static Stream<String> models() {
        return FILES.contents().keySet().stream().filter(name -> name.endsWith(".bpmn"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void form_uses_what_tasklist_can_show(String file) throws IOException {
        JsonNode form = form(file);
        assertThat(file).isEqualTo("forms/" + form.path("id").asText() + ".form");
        assertThat(form.path("schemaVersion").asInt()).isLessThanOrEqualTo(16);
        Set<String> keys = new HashSet<>();
        for (JsonNode component : form.path("components")) {
            String key = component.path("key").asText();
            assertThat(component.path("type").asText()).isIn(COMPONENTS);
            assertThat(component.has("readonly"))
                    .as(key + " is submitted again, which has to be wanted")
                    .isEqualTo(component
                            .path("properties")
                            .path("submitted")
                            .asText()
                            .equals("true"));
            if (!key.isEmpty()) {
                assertThat(keys.add(key)).as(key + " is named once").isTrue();
                assertThat(component.path("label").asText()).isNotBlank();
            }
        }
    }

    /** All but the form that a change request, and so its page, begins with. */
    static Stream<String> formsOfTasks() {
        return forms().filter(file -> !file.endsWith("newChangeRequest.form"));
    }

    @ParameterizedTest
    @MethodSource("formsOfTasks")
    void form_of_a_task_links_to_the_change_page(String file) throws IOException {
        assertThat(Files.readString(Path.of(file))).contains("](/changes/{{changeRequest}})");
    }

    /** Each field is shown by the listener of its step, or a fact that the listener leaves to the process. */
    @Test
    void every_field_of_a_form_is_known_to_the_code_behind_it() throws Exception {
        Map<String, Set<String>> behind = new TreeMap<>();
        for (Element step : steps()) {
            String form = XmlFile.camunda(step, "formRef");
            Set<String> names = behind.computeIfAbsent(form, id -> new TreeSet<>());
            if (step.getLocalName().equals("startEvent")) {
                names.addAll(START_FORM);
            }
            names.addAll(List.of("changeRequest", "changeName", "problem"));
            names.addAll(ChangeRequestProcess.CONFINED);
            for (String bean : beans(step)) {
                names.addAll(textsIn(bean));
            }
        }
        for (String file : forms().toList()) {
            JsonNode form = form(file);
            Set<String> fields = new TreeSet<>();
            form.path("components").forEach(component -> {
                Stream.of(
                                component.path("key").asText(),
                                component.path("valuesKey").asText())
                        .filter(name -> !name.isEmpty())
                        .forEach(fields::add);
                Matcher offered =
                        OFFERED.matcher(component.path("valuesExpression").asText());
                if (offered.find()) {
                    fields.add(offered.group(1));
                }
                if (component.has("dataSource")) {
                    fields.add(component.path("dataSource").asText().substring(1));
                }
            });
            assertThat(behind)
                    .as("a step shows " + file)
                    .containsKey(form.path("id").asText());
            assertThat(behind.get(form.path("id").asText())).as(file).containsAll(fields);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void model_keeps_the_conventions(String file) throws Exception {
        XmlFile model = XmlFile.read(FILES.contents().get(file));
        Element process = model.all("process").get(0);
        assertThat(file).isEqualTo("processes/" + process.getAttribute("id") + ".bpmn");
        Pattern id = Pattern.compile(
                "(Task|Activity|Gateway|StartEvent|EndEvent|BoundaryEvent|SubProcess|Flow|Error|Message)_[A-Za-z_]+");
        Set<String> drawn = Stream.concat(model.all("BPMNShape").stream(), model.all("BPMNEdge").stream())
                .map(shape -> shape.getAttribute("bpmnElement"))
                .collect(Collectors.toSet());
        for (Element node : flowNodes(model)) {
            assertThat(node.getAttribute("id")).matches(id);
            if (!joins(node)) {
                assertThat(node.getAttribute("name"))
                        .as(node.getAttribute("id"))
                        .isNotBlank();
            }
            assertThat(drawn).contains(node.getAttribute("id"));
        }
        for (Element flow : model.all("sequenceFlow")) {
            assertThat(drawn).contains(flow.getAttribute("id"));
        }
        for (Element task : model.all("serviceTask")) {
            assertThat(XmlFile.camunda(task, "asyncBefore") + XmlFile.camunda(task, "asyncAfter"))
                    .as(XmlFile.named(task) + " has a save point")
                    .contains("true");
        }
        for (Element gateway : model.all("exclusiveGateway")) {
            if (joins(gateway)) {
                assertThat(children(gateway, "outgoing"))
                        .as(XmlFile.named(gateway) + " joins or forks, never both")
                        .isOne();
                continue;
            }
            assertThat(gateway.getAttribute("name")).endsWith("?");
            assertThat(gateway.getAttribute("default"))
                    .as(XmlFile.named(gateway) + " always knows where to go")
                    .isNotBlank();
        }
        for (Element loop : model.all("multiInstanceLoopCharacteristics")) {
            assertThat(XmlFile.camunda(loop, "asyncAfter"))
                    .as("two people who decide at the same moment")
                    .isEqualTo("true");
        }
        assertThat(model.all("startEvent"))
                .as("start events are synchronous")
                .allMatch(start -> XmlFile.camunda(start, "asyncBefore").isEmpty()
                        && XmlFile.camunda(start, "asyncAfter").isEmpty());
    }

    /** Java knows bean names; who renames or moves an element in Modeler breaks nothing. */
    @Test
    void no_class_knows_an_element_id() throws Exception {
        Set<String> ids = new HashSet<>();
        for (String file : models().toList()) {
            for (Element node : flowNodes(XmlFile.read(FILES.contents().get(file)))) {
                ids.add(node.getAttribute("id"));
            }
        }
        assertThat(ids).hasSizeGreaterThan(50);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                assertThat(ids).as(source.toString()).noneMatch(id -> text.contains("\"" + id + "\""));
            }
        }
    }

    @Test
    void owners_page_names_every_service_form_and_error() throws Exception {
        String page = Files.readString(Path.of("docs/owners.md"));
        Set<String> words = new TreeSet<>();
        for (String file : models().toList()) {
            words.addAll(beansIn(new String(FILES.contents().get(file), StandardCharsets.UTF_8)));
        }
        forms().forEach(file -> words.add(file.substring("forms/".length(), file.length() - ".form".length())));
        for (BusinessError error : BusinessError.values()) {
            words.add(error.code());
        }
        assertThat(words).hasSizeGreaterThan(60).allSatisfy(word -> assertThat(page)
                .contains("`" + word + "`"));
    }

    @Test
    void every_error_code_is_raised_by_a_model_that_catches_it() throws Exception {
        Set<String> caught = new HashSet<>();
        for (String file : models().toList()) {
            XmlFile model = XmlFile.read(FILES.contents().get(file));
            Map<String, String> codes = model.all("error").stream()
                    .collect(Collectors.toMap(
                            error -> error.getAttribute("id"), error -> error.getAttribute("errorCode")));
            model.all("errorEventDefinition").forEach(event -> caught.add(codes.get(event.getAttribute("errorRef"))));
        }
        assertThat(caught)
                .containsExactlyInAnyOrderElementsOf(Stream.of(BusinessError.values())
                        .map(BusinessError::code)
                        .toList());
    }

    private static List<Element> steps() throws Exception {
        List<Element> steps = new ArrayList<>();
        for (String file : models().toList()) {
            XmlFile model = XmlFile.read(FILES.contents().get(file));
            steps.addAll(model.all("userTask"));
            model.all("startEvent").stream()
                    .filter(start -> !XmlFile.camunda(start, "formRef").isEmpty())
                    .forEach(steps::add);
        }
        return steps;
    }

    /** A gateway that only brings ways together asks nothing, and so needs no name. */
    private static boolean joins(Element node) {
        return node.getLocalName().equals("exclusiveGateway") && children(node, "incoming") > 1;
    }

    private static int children(Element node, String name) {
        return node.getElementsByTagNameNS("*", name).getLength();
    }

    private static List<Element> flowNodes(XmlFile model) {
        return Stream.of(
                        "startEvent",
                        "endEvent",
                        "boundaryEvent",
                        "userTask",
                        "serviceTask",
                        "businessRuleTask",
                        "callActivity",
                        "subProcess",
                        "exclusiveGateway")
                .flatMap(name -> model.all(name).stream())
                .toList();
    }

    private static List<String> beans(Element step) {
        List<String> beans = new ArrayList<>();
        var listeners = step.getElementsByTagNameNS(XmlFile.CAMUNDA, "taskListener");
        for (int i = 0; i < listeners.getLength(); i++) {
            beans.addAll(beansIn(((Element) listeners.item(i)).getAttribute("delegateExpression")));
        }
        return beans;
    }

    private static Set<String> beansIn(String text) {
        Set<String> beans = new TreeSet<>();
        Matcher matcher = Pattern.compile("delegateExpression=\"\\$\\{([A-Za-z]+)}\"|\\$\\{([A-Za-z]+)\\.")
                .matcher(text.startsWith("$") ? "delegateExpression=\"" + text + "\"" : text);
        while (matcher.find()) {
            beans.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return beans;
    }

    /** Every text in the source of a bean. */
    private static Set<String> textsIn(String bean) throws IOException {
        String type = Character.toUpperCase(bean.charAt(0)) + bean.substring(1);
        String source = Files.readString(Path.of("src/main/java/io/sluice/process/" + type + ".java"));
        Set<String> texts = new TreeSet<>();
        Matcher matcher = Pattern.compile("\"([A-Za-z]+)\"").matcher(source);
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        return texts;
    }

    private static JsonNode form(String file) throws IOException {
        return new ObjectMapper().readTree(FILES.contents().get(file));
    }
}
