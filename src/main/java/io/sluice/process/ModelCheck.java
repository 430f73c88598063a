package io.sluice.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.deployment.Explanations.About;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.salesforce.TestLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Whether models fit this application: every bean, form, decision, process, group, topic, message and error code that they
 * name is there, and they contain no code. An expression can do whatever Java can, so only a few shapes of it are let in.
 */
final class ModelCheck {

    private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";
    private static final Pattern BEAN = Pattern.compile("\\$\\{(" + NAME + ")}");
    private static final Pattern BEAN_CALL = Pattern.compile("\\$\\{(" + NAME + ")\\.(" + NAME + ")\\(execution\\)}");
    private static final Pattern CONDITION = Pattern.compile("\\$\\{(!?" + NAME + "|" + NAME
            + " ?(==|!=) ?('[^'\\\\]*'|\"[^\"\\\\]*\"|true|false|null|-?\\d+(\\.\\d+)?))}");
    private static final String BUSINESS_KEY = "#{execution.processBusinessKey}";

    private static final List<String> MESSAGES =
            List.of(ChangeRequestProcess.CANCELLED_MESSAGE, DeploymentProcess.START_NOW, DeploymentProcess.WAIT_ENDED);

    private static final Set<String> CODE_ATTRIBUTES =
            Set.of("class", "expression", "variableMappingClass", "variableMappingDelegateExpression", "formKey");
    private static final Set<String> CODE_ELEMENTS =
            Set.of("scriptTask", "script", "connector", "formData", "field", "validation");
    private static final Map<String, Class<?>> BEAN_TYPES = Map.of(
            "serviceTask",
            JavaDelegate.class,
            "sendTask",
            JavaDelegate.class,
            "businessRuleTask",
            JavaDelegate.class,
            "messageEventDefinition",
            JavaDelegate.class,
            "executionListener",
            ExecutionListener.class,
            "taskListener",
            TaskListener.class);

    private final Function<String, @Nullable Class<?>> beans;
    private final Predicate<String> groups;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> processes = new HashSet<>();
    private final Set<String> decisions = new HashSet<>();
    private final Set<String> forms = new HashSet<>();
    private String file = "";

    /**
     * @param beans type of a bean by its name; null where there is none
     * @param groups whether a group exists
     */
    ModelCheck(Function<String, @Nullable Class<?>> beans, Predicate<String> groups) {
        this.beans = beans;
        this.groups = groups;
    }

    /** What is wrong, one sentence each, in the words of the models' owners; empty when they fit. */
    List<String> problems(ModelFiles files) {
        List<Map.Entry<String, XmlFile>> models = new ArrayList<>();
        files.contents().forEach((name, content) -> {
            file = name;
            if (name.endsWith(".form")) {
                readForm(content);
                return;
            }
            try {
                XmlFile model = XmlFile.read(content);
                models.add(Map.entry(name, model));
                model.all("process").forEach(process -> processes.add(process.getAttribute("id")));
                model.all("decision").forEach(decision -> decisions.add(decision.getAttribute("id")));
            } catch (SAXException | IOException e) {
                problem("is not well-formed XML: " + e.getMessage());
            }
        });
        models.forEach(model -> {
            file = model.getKey();
            if (file.endsWith(".dmn")) {
                checkDecisions(model.getValue());
                if (file.equals(AnalyzerTable.FILE)) {
                    checkAnalyzerPolicy(
                            model.getValue(),
                            Objects.requireNonNull(files.contents().get(file)));
                }
                if (file.equals(TestTable.FILE)) {
                    checkTestPolicy(
                            model.getValue(),
                            Objects.requireNonNull(files.contents().get(file)));
                }
            } else {
                checkProcess(model.getValue());
            }
        });
        byte[] messages = files.contents().get(MessageTable.FILE);
        if (messages != null) {
            file = MessageTable.FILE;
            checkMessages(messages);
        }
        file = files.from();
        for (String key : List.of(ChangeRequestProcess.KEY, DeploymentProcess.KEY)) {
            if (!processes.contains(key)) {
                problem("has no process with the id '" + key + "'; Sluice starts it by this id.");
            }
        }
        return List.copyOf(problems);
    }

    private void readForm(byte[] content) {
        try {
            JsonNode form = new ObjectMapper().readTree(content);
            String id = form.path("id").asText();
            if (id.isBlank()) {
                problem("has no id; user tasks refer to a form by its id.");
            } else if (!forms.add(id)) {
                problem("has the id '" + id + "' that another form has too.");
            }
        } catch (IOException e) {
            problem("is no form: " + e.getMessage());
        }
    }

    private void checkProcess(XmlFile model) {
        for (Element process : model.all("process")) {
            if (XmlFile.camunda(process, "historyTimeToLive").isBlank()) {
                problem("has no history time to live; set it in the properties of the process, for example P365D.");
            }
        }
        everyElement(model.root());
        model.all("userTask").forEach(this::checkUserTask);
        model.all("startEvent").forEach(this::checkForm);
        model.all("businessRuleTask").forEach(this::checkDecision);
        model.all("callActivity").forEach(this::checkCall);
        model.all("serviceTask").forEach(this::checkService);
        model.all("conditionExpression").forEach(this::checkCondition);
        model.all("completionCondition").forEach(this::checkCondition);
        for (Element error : model.all("error")) {
            if (BusinessError.ofCode(error.getAttribute("errorCode")).isEmpty()) {
                problem("names the error code '" + error.getAttribute("errorCode")
                        + "', which this application never raises.");
            }
        }
        for (Element message : model.all("message")) {
            if (!MESSAGES.contains(message.getAttribute("name"))) {
                problem("names the message '" + message.getAttribute("name")
                        + "', which this application never sends; it sends '" + String.join("', '", MESSAGES) + "'.");
            }
        }
    }

    private void everyElement(Element element) {
        boolean camunda = XmlFile.CAMUNDA.equals(element.getNamespaceURI());
        if (CODE_ELEMENTS.contains(element.getLocalName())) {
            problem(XmlFile.named(element) + " contains a " + element.getLocalName()
                    + "; models contain no code and no forms of their own. Use a service that this application"
                    + " offers.");
        }
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            String name = attribute.getLocalName();
            boolean ofCamunda = camunda || XmlFile.CAMUNDA.equals(attribute.getNamespaceURI());
            if (ofCamunda && CODE_ATTRIBUTES.contains(name)) {
                problem(XmlFile.named(element) + " uses '" + name + "' (" + attribute.getValue()
                        + "); use a delegate expression with a service that this application offers.");
            } else if (ofCamunda && name.equals("delegateExpression")) {
                checkBean(element, attribute.getValue());
            } else {
                checkExpression(element, attribute.getValue());
            }
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child instanceof Element inner) {
                everyElement(inner);
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                if (!element.getLocalName().equals("documentation")) {
                    checkExpression(element, child.getNodeValue().strip());
                }
            }
        }
    }

    private void checkExpression(Element element, String text) {
        if (!text.contains("${") && !text.contains("#{") || text.equals(BUSINESS_KEY)) {
            return;
        }
        Matcher call = BEAN_CALL.matcher(text);
        if (call.matches()) {
            Class<?> type = beans.apply(call.group(1));
            boolean offered = type != null
                    && type.getPackageName().startsWith("io.sluice.process")
                    && java.util.Arrays.stream(type.getMethods())
                            .anyMatch(method -> method.getName().equals(call.group(2)));
            if (!offered) {
                problem(XmlFile.named(element) + " asks '" + call.group(1) + "." + call.group(2)
                        + "', which this application does not offer.");
            }
        } else if (!CONDITION.matcher(text).matches()) {
            problem(XmlFile.named(element) + " has the expression " + text
                    + "; an expression reads one variable (${approved}), compares one with a value"
                    + " (${whatNext == 'repeat'}) or asks a service (${changeFacts.changeType(execution)}).");
        }
    }

    private void checkBean(Element element, String expression) {
        Matcher matcher = BEAN.matcher(expression);
        Class<?> wanted = BEAN_TYPES.get(element.getLocalName());
        if (!matcher.matches() || wanted == null) {
            problem(XmlFile.named(element) + " has the delegate expression " + expression
                    + "; it has to be the name of one service, for example ${checkScope}.");
            return;
        }
        Class<?> type = beans.apply(matcher.group(1));
        if (type == null || !type.getPackageName().startsWith("io.sluice.process")) {
            problem(XmlFile.named(element) + " uses the service '" + matcher.group(1)
                    + "', which this application does not offer.");
        } else if (!wanted.isAssignableFrom(type)) {
            problem(XmlFile.named(element) + " uses the service '" + matcher.group(1)
                    + "' in a place where it can't be used; it is no " + wanted.getSimpleName() + ".");
        }
    }

    private void checkService(Element task) {
        String type = XmlFile.camunda(task, "type");
        String topic = XmlFile.camunda(task, "topic");
        if (type.equals("external")) {
            if (!topic.equals(DeploymentProcess.WAITING_TOPIC)) {
                problem(XmlFile.named(task) + " uses the topic '" + topic
                        + "', which this application does not offer; it offers '" + DeploymentProcess.WAITING_TOPIC
                        + "'.");
            }
        } else if (!type.isEmpty()) {
            problem(XmlFile.named(task) + " has the type '" + type + "', which this application does not offer.");
        } else if (XmlFile.camunda(task, "delegateExpression").isEmpty()) {
            problem(XmlFile.named(task) + " does nothing: it has no delegate expression.");
        }
    }

    private void checkUserTask(Element task) {
        checkForm(task);
        for (String group : XmlFile.camunda(task, "candidateGroups").split(",", -1)) {
            String id = group.strip();
            if (!id.isEmpty() && !groups.test(id)) {
                problem(XmlFile.named(task) + " is offered to the group '" + id + "', which does not exist.");
            }
        }
    }

    private void checkForm(Element element) {
        String form = XmlFile.camunda(element, "formRef");
        if (form.isEmpty()) {
            return;
        }
        if (!forms.contains(form)) {
            problem(XmlFile.named(element) + " shows the form '" + form + "', which is not among the forms.");
        }
        checkBinding(element, "formRefBinding", "form");
    }

    private void checkDecision(Element task) {
        String decision = XmlFile.camunda(task, "decisionRef");
        if (decision.isEmpty()) {
            return;
        }
        if (!decisions.contains(decision)) {
            problem(XmlFile.named(task) + " asks the decision '" + decision + "', which is not among the decisions.");
        }
        checkBinding(task, "decisionRefBinding", "decision");
    }

    private void checkCall(Element call) {
        String process = call.getAttribute("calledElement");
        if (!processes.contains(process)) {
            problem(XmlFile.named(call) + " calls the process '" + process + "', which is not among the processes.");
        }
        checkBinding(call, "calledElementBinding", "process");
    }

    private void checkBinding(Element element, String attribute, String what) {
        if (!XmlFile.camunda(element, attribute).equals("deployment")) {
            problem(XmlFile.named(element) + " takes its " + what + " from another deployment; set the binding to"
                    + " 'deployment', so that a running change keeps what it started with.");
        }
    }

    private void checkCondition(Element condition) {
        if (!condition.getAttribute("language").isEmpty()) {
            problem(XmlFile.named(condition) + " has a condition in the language '" + condition.getAttribute("language")
                    + "'; models contain no code.");
        }
    }

    private void checkDecisions(XmlFile model) {
        for (Element decision : model.all("decision")) {
            if (decision.getAttributeNS(XmlFile.CAMUNDA_DMN, "historyTimeToLive")
                    .isBlank()) {
                problem(XmlFile.named(decision) + " has no history time to live; set it in the decision's properties.");
            }
        }
        for (Element element : model.all("*")) {
            String language = element.getAttribute("expressionLanguage");
            if (!language.isEmpty() && !language.equalsIgnoreCase("feel")) {
                problem(XmlFile.named(element) + " uses the expression language '" + language + "'; use FEEL.");
            }
        }
        if (!Set.of(MessageTable.FILE, AnalyzerTable.FILE, TestTable.FILE).contains(file)) {
            model.all("outputEntry").forEach(this::checkGroup);
        }
    }

    private void checkGroup(Element output) {
        String text = output.getTextContent().strip();
        Matcher literal = Pattern.compile("\"([^\"]*)\"").matcher(text);
        if (!literal.matches()) {
            problem(XmlFile.named(output) + " has the answer " + text
                    + "; an answer is the id of one group in quotes, for example \"release-manager\".");
        } else if (!groups.test(literal.group(1))) {
            problem(XmlFile.named(output) + " names the group '" + literal.group(1) + "', which does not exist.");
        }
    }

    /** Asks the table once: every row's condition is evaluated then, whatever the message. */
    private void checkMessages(byte[] content) {
        try {
            MessageTable table = MessageTable.read(new ByteArrayInputStream(content));
            for (About about : About.values()) {
                table.explain(about, "any message");
            }
        } catch (RuntimeException unreadable) {
            problem("can't explain a message. The decision needs the id '" + MessageTable.ID
                    + "', conditions in FEEL over about and message, and the answers meaning and remedy. The first"
                    + " trouble: "
                    + unreadable.getMessage());
        }
    }

    /** Every answer must be an effect, and every condition hold up to being asked. */
    private void checkAnalyzerPolicy(XmlFile model, byte[] content) {
        for (Element output : model.all("outputEntry")) {
            String text = output.getTextContent().strip();
            if (!text.matches("\"(block|warn|off)\"")) {
                problem(XmlFile.named(output) + " has the answer " + text
                        + "; an answer is \"block\", \"warn\" or \"off\", in quotes.");
            }
        }
        try {
            AnalyzerTable.read(new ByteArrayInputStream(content)).effect("any", Rule.Effect.WARN, "production");
        } catch (RuntimeException unreadable) {
            problem("can't decide on a finding. The decision needs the id '" + AnalyzerTable.ID
                    + "', conditions in FEEL over rule, usual and targetKind, and the answer effect. The first"
                    + " trouble: "
                    + unreadable.getMessage());
        }
    }

    /** The first answer of every row must be a test level, and every condition hold up to being asked. */
    private void checkTestPolicy(XmlFile model, byte[] content) {
        for (Element rule : model.all("rule")) {
            NodeList outputs = rule.getElementsByTagNameNS("*", "outputEntry");
            String text = outputs.item(0).getTextContent().strip();
            boolean level = text.startsWith("\"")
                    && text.endsWith("\"")
                    && text.length() > 1
                    && TestLevel.ofApiName(text.substring(1, text.length() - 1)).isPresent();
            if (!level) {
                problem(XmlFile.named(rule) + " has the answer " + text
                        + "; it is a test level in quotes, for example \"RunLocalTests\".");
            }
        }
        try {
            TestTable.read(new ByteArrayInputStream(content)).minimum(TestTable.SOME_FACTS);
        } catch (RuntimeException unreadable) {
            problem("can't say which tests are needed. The decision needs the id '" + TestTable.ID
                    + "', conditions in FEEL over targetKind, itemTypes, apexInPackage, differences, rightsGained,"
                    + " powerfulRightsGained and rightsLost, and the answers minimum and reason. The first trouble: "
                    + unreadable.getMessage());
        }
    }

    private void problem(String sentence) {
        problems.add(file + ": " + sentence);
    }
}
