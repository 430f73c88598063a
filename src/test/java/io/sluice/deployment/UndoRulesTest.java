package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.Differences;
import io.sluice.deployment.Undone.Act;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentState;
import io.sluice.metadata.PackageContents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One case that trips each rule, and one beside it that does not. */
class UndoRulesTest {

    static Stream<Arguments> cases() {
        return Stream.of(
                trips("managed-package", Act.OVERWRITTEN, "CustomField", "Account.acme__Score__c"),
                trips("record-type", Act.CREATED, "RecordType", "Visit__c.Audit"),
                trips("flow-created", Act.CREATED, "Flow", "Escalate"),
                trips("flow-version", Act.OVERWRITTEN, "Flow", "Escalate"),
                trips("flow-deleted", Act.DELETED, "Flow", "Escalate"),
                trips("data-deleted", Act.DELETED, "CustomField", "Visit__c.Rating__c"),
                trips("data-deleted", Act.DELETED, "CustomObject", "Visit__c"),
                trips("data-entered", Act.CREATED, "CustomField", "Visit__c.Rating__c"),
                trips("data-entered", Act.CREATED, "CustomObject", "Visit__c"),
                trips("standard-field", Act.OVERWRITTEN, "CustomField", "Account.Industry"),
                trips("lightning-page", Act.CREATED, "FlexiPage", "Visit_Page"),
                trips("lightning-page", Act.CREATED, "LightningComponentBundle", "visitCard"));
    }

    private static Arguments trips(String rule, Act act, String type, String name) {
        return Arguments.of(rule, act, new Component(type, name));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rule_is_tripped(String rule, Act act, Component component) {
        assertThat(UndoRules.of(new Undone(component, act, List.of())))
                .extracting(CannotUndo::rule)
                .contains(rule);
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                Arguments.of(Act.OVERWRITTEN, new Component("RecordType", "Visit__c.Audit")),
                Arguments.of(Act.DELETED, new Component("RecordType", "Visit__c.Audit")),
                Arguments.of(Act.OVERWRITTEN, new Component("CustomField", "Visit__c.Rating__c")),
                Arguments.of(Act.OVERWRITTEN, new Component("CustomObject", "Visit__c")),
                Arguments.of(Act.OVERWRITTEN, new Component("FlexiPage", "Visit_Page")),
                Arguments.of(Act.CREATED, new Component("ApexClass", "Visits")),
                Arguments.of(Act.DELETED, new Component("ApexClass", "Visits")),
                Arguments.of(Act.OVERWRITTEN, new Component("Profile", "Inspector")));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void rule_is_silent(Act act, Component component) {
        assertThat(UndoRules.of(new Undone(component, act, List.of()))).isEmpty();
    }

    @Test
    void picklist_value_that_is_added_stays() throws IOException {
        assertThat(said(field(values("New", "Late")), field(values("New"))))
                .containsExactly(
                        "picklist-value A picklist value is never removed, only deactivated, and records keep it. A"
                                + " rollback leaves Late.");
        assertThat(said(field(values("New")), field(values("New", "Late")))).isEmpty();
    }

    @Test
    void global_value_set_gets_and_keeps_values_too() throws IOException {
        Component set = new Component("GlobalValueSet", "Grades");
        String path = "globalValueSets/Grades.globalValueSet";
        String root = "GlobalValueSet";
        assertThat(words(
                        set,
                        state(
                                set,
                                path,
                                root,
                                "<customValue><fullName>A</fullName></customValue>"
                                        + "<customValue><fullName>B</fullName></customValue><sorted>true</sorted>"),
                        state(
                                set,
                                path,
                                root,
                                "<customValue><fullName>A</fullName></customValue><sorted>true</sorted>")))
                .singleElement()
                .asString()
                .endsWith("A rollback leaves B.");
    }

    @Test
    void picklist_that_becomes_global_stays_so() throws IOException {
        String global = "<type>Picklist</type><valueSet><valueSetName>Grades</valueSetName></valueSet>";
        assertThat(said(field(global), field(values("New"))))
                .anySatisfy(each -> assertThat(each).startsWith("picklist-global "));
        assertThat(said(field(values("New")), field(global))).noneMatch(each -> each.startsWith("picklist-global "));
    }

    @Test
    void values_are_not_converted_back() throws IOException {
        assertThat(said(field("<type>Text</type>"), field("<type>Number</type>")))
                .singleElement()
                .asString()
                .startsWith("field-type The type changes from Number to Text. Salesforce converts");
        assertThat(said(field("<type>Text</type><label>B</label>"), field("<type>Text</type><label>A</label>")))
                .isEmpty();
    }

    @Test
    void what_a_profile_gets_is_not_taken_away() throws IOException {
        Component profile = new Component("Profile", "Inspector");
        String path = "profiles/Inspector.profile";
        String more = "<userPermissions><enabled>true</enabled><name>ViewSetup</name></userPermissions>";
        assertThat(words(profile, state(profile, path, "Profile", more), state(profile, path, "Profile", "")))
                .singleElement()
                .asString()
                .startsWith("profile A deployment adds to a profile and takes nothing away.");
        assertThat(words(profile, state(profile, path, "Profile", ""), state(profile, path, "Profile", more)))
                .isEmpty();
    }

    @Test
    void every_rule_has_a_case() {
        Set<String> tripped =
                new TreeSet<>(cases().map(each -> (String) each.get()[0]).toList());
        tripped.addAll(List.of("picklist-value", "picklist-global", "field-type", "profile"));
        assertThat(tripped).containsExactlyInAnyOrderElementsOf(UndoRules.keys());
    }

    private static List<String> said(ComponentState source, ComponentState target) {
        return words(source.component(), source, target);
    }

    private static List<String> words(Component component, ComponentState source, ComponentState target) {
        List<Difference> differences =
                Differences.of(component, source, target, Set.of()).differences();
        return UndoRules.of(new Undone(component, Act.OVERWRITTEN, differences)).stream()
                .map(each -> each.rule() + " " + each.words())
                .toList();
    }

    private static String values(String... names) {
        StringBuilder values =
                new StringBuilder("<type>Picklist</type><valueSet><valueSetDefinition><sorted>false</sorted>");
        for (String name : names) {
            values.append("<value><fullName>" + name + "</fullName><label>" + name + "</label></value>");
        }
        return values.append("</valueSetDefinition></valueSet>").toString();
    }

    private static ComponentState field(String inner) throws IOException {
        return state(
                new Component("CustomField", "Visit__c.Status__c"),
                "objects/Visit__c.object",
                "CustomObject",
                "<fields><fullName>Status__c</fullName>" + inner + "</fields>");
    }

    private static ComponentState state(Component component, String path, String root, String inner)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(("<" + root + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">" + inner + "</" + root + ">")
                    .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return PackageContents.read(new ByteArrayInputStream(bytes.toByteArray()), List.of(component))
                .get(component)
                .state();
    }
}
