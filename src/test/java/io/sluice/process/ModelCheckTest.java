package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner is told whose models do not fit the application. */
class ModelCheckTest {

    private static final String CHANGE = "processes/change-request.bpmn";
    private static final String DEPLOYMENT = "processes/deployment.bpmn";
    private static final ModelFiles SHIPPED = ModelFiles.ofFolder(Path.of(""));

    @Test
    void shipped_models_fit() {
        assertThat(problems(SHIPPED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${checkScope}|${chekScope}|\"Check scope\" uses the service 'chekScope', which this application does not offer.",
                "${checkScope}|${showScope}|\"Check scope\" uses the service 'showScope' in a place where it can't be used; it is no JavaDelegate.",
                "${checkScope}|${''.getClass()}|has the delegate expression ${''.getClass()}; it has to be the name of one service",
                "formRef=\"makeChanges\"|formRef=\"makeChange\"|\"Make changes\" shows the form 'makeChange', which is not among the forms.",
                "formRef=\"makeChanges\"|formKey=\"embedded:app:x.html\"|\"Make changes\" uses 'formKey'",
                "decisionRef=\"change-approvers\"|decisionRef=\"approvers\"|asks the decision 'approvers'",
                "decisionRefBinding=\"deployment\"|decisionRefBinding=\"latest\"|takes its decision from another deployment",
                "candidateGroups=\"release-manager\"|candidateGroups=\"release-managers\"|is offered to the group 'release-managers', which does not exist.",
                "calledElement=\"deployment\"|calledElement=\"deploy\"|\"Deploy\" calls the process 'deploy'",
                "historyTimeToLive=\"P365D\"|versionTag=\"1\"|has no history time to live",
                "errorCode=\"scope-invalid\"|errorCode=\"scope-wrong\"|names the error code 'scope-wrong', which this application never raises.",
                "name=\"change-request-cancelled\"|name=\"cancelled\"|names the message 'cancelled', which this application never sends",
                "${approved}|${approved.getClass().forName('java.lang.Runtime')}|has the expression ${approved.getClass()",
                "${changeApproval.isDecided(execution)}|${changeApproval.decided(execution)}|asks 'changeApproval.decided', which this application does not offer.",
                "camunda:delegateExpression=\"${checkScope}\"|camunda:class=\"java.lang.Thread\"|uses 'class' (java.lang.Thread)",
                "camunda:delegateExpression=\"${checkScope}\"|camunda:expression=\"${approved}\"|uses 'expression'",
                "camunda:delegateExpression=\"${checkScope}\"|camunda:type=\"mail\"|has the type 'mail'",
                "camunda:delegateExpression=\"${checkScope}\"|camunda:type=\"external\" camunda:topic=\"sf-deply\"|uses the topic 'sf-deply', which this application does not offer",
                "id=\"change-request\"|id=\"change\"|has no process with the id 'change-request'",
                "</bpmn:definitions>|</bpmn:definition>|is not well-formed XML",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>|<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>|is not well-formed XML",
            })
    void wrong_change_request_is_refused_in_the_words_of_its_owner(String good, String bad, String sentence) {
        assertThat(problems(changed(CHANGE, good, bad)))
                .anySatisfy(problem -> assertThat(problem).contains(sentence));
    }

    @Test
    void script_is_refused() {
        ModelFiles files = changed(
                DEPLOYMENT,
                "<camunda:taskListener delegateExpression=\"${showProof}\" event=\"create\"/>",
                "<camunda:taskListener event=\"create\"><camunda:script scriptFormat=\"js\">1</camunda:script></camunda:taskListener>");
        assertThat(problems(files))
                .singleElement()
                .asString()
                .contains("deployment.bpmn: \"Start deployment\" contains a script; models contain no code");
    }

    @Test
    void decision_that_names_an_unknown_group_is_refused() {
        assertThat(problems(changed("processes/change-approvers.dmn", "\"release-manager\"", "\"boss\"")))
                .singleElement()
                .asString()
                .contains("\"Change approvers\" names the group 'boss', which does not exist.");
    }

    @Test
    void decision_that_computes_its_answer_is_refused() {
        assertThat(problems(changed("processes/change-approvers.dmn", "\"release-manager\"", "changeType")))
                .singleElement()
                .asString()
                .contains("has the answer changeType");
    }

    @Test
    void renamed_and_moved_elements_still_fit() {
        ModelFiles files = changed(CHANGE, "Task_MakeChanges", "Activity_0x1");
        files = changed(files, CHANGE, "name=\"Make changes\"", "name=\"Work in the sandbox\"");
        assertThat(problems(changed(files, CHANGE, "x=\"2110\"", "x=\"3000\""))).isEmpty();
    }

    @Test
    void folder_without_models_is_refused(@TempDir Path folder) {
        assertThatThrownBy(() -> ModelFiles.ofFolder(folder))
                .isInstanceOf(ModelsRefused.class)
                .hasMessageContaining("sluice.models.folder")
                .hasMessageContaining("has no folder");
    }

    private static ModelFiles changed(String file, String good, String bad) {
        return changed(SHIPPED, file, good, bad);
    }

    private static ModelFiles changed(ModelFiles files, String file, String good, String bad) {
        String text = new String(files.contents().get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(good);
        // The first one only: one mistake, one sentence.
        int at = text.indexOf(good);
        String mistaken = good.startsWith("Task_")
                ? text.replace(good, bad)
                : text.substring(0, at) + bad + text.substring(at + good.length());
        var contents = new TreeMap<>(files.contents());
        contents.put(file, mistaken.getBytes(StandardCharsets.UTF_8));
        return new ModelFiles(contents, "the test");
    }

    private static List<String> problems(ModelFiles files) {
        return new ModelCheck(ModelCheckTest::type, KnownGroups.IDS::contains).problems(files);
    }

    private static Class<?> type(String bean) {
        try {
            Class<?> type =
                    Class.forName("io.sluice.process." + Character.toUpperCase(bean.charAt(0)) + bean.substring(1));
            return type.isAnnotationPresent(org.springframework.stereotype.Component.class) ? type : null;
        } catch (ClassNotFoundException | NoClassDefFoundError unknown) {
            return null;
        }
    }
}
