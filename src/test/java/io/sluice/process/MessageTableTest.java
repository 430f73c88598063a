package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.deployment.Explanation;
import io.sluice.deployment.Explanations.About;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** The shipped table of messages, by messages as orgs send them. */
class MessageTableTest {

    private static final Path FILE = Path.of(MessageTable.FILE);
    private static final List<Example> EXAMPLES = examples();

    /** What an org says, and how the meaning that fits begins. */
    record Example(About about, String message, String meaning) {}

    static List<Example> shown() {
        return EXAMPLES;
    }

    @ParameterizedTest
    @MethodSource("shown")
    void message_is_explained_with_a_remedy(Example example) {
        Explanation explanation =
                table().explain(example.about(), example.message()).orElseThrow();

        assertThat(explanation.meaning()).startsWith(example.meaning());
        assertThat(explanation.remedy()).isNotBlank();
    }

    @Test
    void every_row_explains_one_of_these_messages() throws Exception {
        Set<String> reached = new HashSet<>();
        EXAMPLES.forEach(example -> reached.add(table().explain(example.about(), example.message())
                .orElseThrow()
                .meaning()));

        XmlFile model = XmlFile.read(Files.readAllBytes(FILE));
        List<String> meanings = new ArrayList<>();
        for (Element rule : model.all("rule")) {
            Element meaning =
                    (Element) rule.getElementsByTagNameNS("*", "outputEntry").item(0);
            meanings.add(
                    meaning.getTextContent().strip().replaceAll("^\"|\"$", "").replace("\\\"", "\""));
        }
        assertThat(meanings).hasSizeGreaterThan(30).doesNotHaveDuplicates();
        assertThat(reached).containsExactlyInAnyOrderElementsOf(meanings);
    }

    @Test
    void unknown_message_is_not_explained() {
        assertThat(table().explain(About.COMPONENT, "Die Maschine ist müde")).isEmpty();
        assertThat(table().explain(About.COVERAGE, "System.AssertException: Assertion Failed"))
                .as("a test's message about something else")
                .isEmpty();
    }

    @Test
    void table_with_a_condition_that_is_no_feel_is_refused_at_start_by_its_file() throws IOException {
        String broken = Files.readString(FILE).replaceFirst("matches\\(message, ", "matches((message, ");
        ModelFiles files = ModelFiles.ofFolder(Path.of("."));
        files.contents().put(MessageTable.FILE, broken.getBytes(StandardCharsets.UTF_8));

        List<String> problems = new ModelCheck(name -> null, group -> true).problems(files);

        assertThat(problems)
                .filteredOn(problem -> problem.startsWith(MessageTable.FILE))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("can't explain a message"));
    }

    private static MessageTable table() {
        try (InputStream model = Files.newInputStream(FILE)) {
            return MessageTable.read(model);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Example> examples() {
        List<Example> all = new ArrayList<>();
        about(
                all,
                About.COMPONENT,
                "In field: recipient - no User named dana@acme.com found | It names a user",
                "In field: field - no CustomField named Visit__c.Color__c found | It refers to something",
                "No MODULE named markup://c:visitCard found : [markup://c:visitList] | A Lightning component",
                "An object 'Color__c' of type CustomField was named in package.xml, but was not found in zipped directory | The package names",
                "Entity of type 'Layout' named 'Visit__c-Old' cannot be found | The org does not know",
                "Variable does not exist: colour | The code uses a variable",
                "Method does not exist or incorrect signature: void close(Visit__c) from the type Visits | The code calls",
                "Invalid type: VisitHelper | The code uses a class or object",
                "Dependent class is invalid and needs recompilation: Class VisitTrigger : Method does not exist | A class that this one uses",
                "Dependent class is invalid and needs recompilation | A class that this one uses",
                "No such column 'Color__c' on entity 'Visit__c' | A query asks",
                "Unexpected token '}'. | The code does not compile",
                "Field Color__c does not exist. Check spelling. | It names a field",
                "The formula expression is invalid: Syntax error | A formula",
                "Picklist value: Blue in picklist: Color__c not found | A record type",
                "Cannot update a field to a Picklist from something else | The field exists",
                "Must specify a non-empty label for the CustomObject | The package brings",
                "You cannot deploy to a required field: Visit__c.Date__c | A profile or permission set sets",
                "Layout must contain an item for required layout field: Date__c | The target's object",
                "Permission EditPublicReports depends on permission(s): ManageReports | A profile or permission set gives a right without",
                "Unknown user permission: ManageSurveys | A profile or permission set names",
                "The user license doesn't allow the permission: ViewSetup | A profile or permission set gives a right that its user",
                "Not available for deploy for this organization | The feature",
                "Property 'colour' not valid in version 58.0 | The component uses something",
                "Error parsing file: Element colour invalid at this location in type CustomField | The file",
                "This custom field is referenced elsewhere in salesforce.com. | It can't be deleted",
                "Cannot delete record type through API | Salesforce does not delete",
                "This flow is active and can't be deleted | A flow that is active",
                "No ApexClass named: OldVisits found | It was to be deleted",
                "This schedulable class has jobs pending or in progress | Apex jobs",
                "You have reached the maximum number of custom fields on this object | The target has reached",
                "duplicate value found: DeveloperName duplicates value on record with id: 01I000000000001 | Something with the same name",
                "insufficient access rights on cross-reference id | The user who deploys",
                "invalid cross reference id | It refers to an id",
                "UNKNOWN_EXCEPTION: An unexpected error occurred. Please include this ErrorId if you contact support: 12-34 | Salesforce itself");
        about(
                all,
                About.TEST,
                "System.DmlException: Insert failed. First error: REQUIRED_FIELD_MISSING, [Date__c] | The test creates a record without",
                "System.DmlException: FIELD_CUSTOM_VALIDATION_EXCEPTION, Date is in the past | A validation rule",
                "System.DmlException: MIXED_DML_OPERATION, User, original object: Account | The test changes users",
                "System.TypeException: Methods defined as TestMethod do not support Web service callouts | The test calls",
                "System.DmlException: CANNOT_EXECUTE_FLOW_TRIGGER, Close Visit | A flow or trigger",
                "System.LimitException: Too many SOQL queries: 101 | The code does too much",
                "System.DmlException: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record | Somebody",
                "System.QueryException: List has no rows for assignment to SObject | The test looks for",
                "System.NullPointerException: Attempt to de-reference a null object | The code used a value",
                "System.AssertException: Assertion Failed: Expected: 2, Actual: 3 | The test ran");
        about(
                all,
                About.COVERAGE,
                "Average test coverage across all Apex Classes and Triggers is 60%, at least 75% test coverage is required. | Less than 75 %",
                "Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required | With named tests",
                "Flow test coverage is 10%, at least 75% is required | The target demands");
        about(
                all,
                About.DEPLOYMENT,
                "testLevel of NoTestRun cannot be used in production organizations | Production does not",
                "This class name's value is invalid: Visits. Provide the name of an Apex class that has test methods. | A class that was named",
                "LIMIT_EXCEEDED: too many files in zip | The package is larger");
        return List.copyOf(all);
    }

    private static void about(List<Example> all, About about, String... lines) {
        Stream.of(lines)
                .map(line -> line.split(" \\| ", 2))
                .forEach(parts -> all.add(new Example(about, parts[0], parts[1])));
    }
}
