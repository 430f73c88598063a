package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import io.sluice.TasklistClient.Answer;
import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequests;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.evidence.Evidence;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wrong input gets a message that says what is wrong and what to do, and nothing is half-saved. */
@SluiceTest
class WrongInputTest {

    private static final String SCOPE = "ApexClass:VisitRating";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    private OrgPair orgs;
    private Journey change;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    @Test
    void unknown_change_type_and_empty_name_start_nothing() {
        List<Object> before = everything();
        Answer refused = Persons.of(context)
                .at("rita")
                .start(ChangeRequestProcess.KEY, Map.of("name", " ", "changeType", "Huge", "overview", "x"));

        assertThat(refused.ok()).isFalse();
        assertThat(refused.body().path("message").asText())
                .startsWith("The name is empty")
                .contains("The change type \"Huge\" is unknown; choose Minor, Standard, Major or Emergency.");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void unknown_metadata_type_is_refused_to_the_person() {
        assertThat(change.refused("Define scope", "rita", Journey.scopeForm(SCOPE + "\nApexKlass:VisitRating", "")))
                .isEqualTo(
                        "Line 2 of the existing customizations, \"ApexKlass:VisitRating\": Salesforce has no metadata"
                                + " type \"ApexKlass\"; the form is Type:Name, for example CustomField:Invoice__c.Amount__c.");
    }

    @Test
    void bad_name_is_refused_to_the_person() {
        assertThat(change.refused(
                        "Define scope", "rita", Journey.scopeForm("", "CustomField:Site_Visit__c.Open Findings")))
                .contains("Line 1 of the proposed customizations, \"CustomField:Site_Visit__c.Open Findings\"")
                .contains("letters, digits and underscores only");
        assertThat(change.refused("Define scope", "rita", Journey.scopeForm("VisitRating", "")))
                .contains("it is not written as Type:FullName, for example ApexClass:InvoiceService.");
    }

    @Test
    void empty_scope_and_unknown_approver_are_refused_to_the_person() {
        assertThat(change.refused("Define scope", "rita", Journey.scopeForm(" ", "")))
                .contains("The scope is empty: name at least one existing or proposed customization");
        assertThat(change.refused(
                        "Define scope",
                        "rita",
                        Map.of("existing", SCOPE, "proposed", "", "additionalApprovers", "nobody")))
                .contains("Additional approver \"nobody\" has no account; name people by their user id.");
    }

    @Test
    void unknown_environment_is_refused_to_the_person() {
        change.toChooseEnvironment(SCOPE, "");
        String unknown = "There is no environment \"nowhere\"; page /environments shows the registered ones.";
        assertThat(change.refused("Choose environment", "dev", Map.of("environment", "nowhere")))
                .contains(unknown);
        assertThat(change.refused("Choose environment", "dev", Map.of("environment", orgs.productionId())))
                .contains(orgs.productionName() + " is production; choose an environment to work in.");
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        assertThat(change.refused("Choose target", "dev", Map.of("target", "nowhere")))
                .contains(unknown);
        assertThat(change.refused("Choose target", "dev", Map.of("target", orgs.sandboxId())))
                .contains("The change was made there; choose another environment as its target.");
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));

        Map<String, Object> preparation = new HashMap<>(change.preparation("RunSomeTests", "", true));
        preparation.put("target", "nowhere");
        change.complete("Prepare deployment", "mara", preparation);
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .contains("There is no environment \"nowhere\" to be the target; registered are: ")
                .contains("There is no test level \"RunSomeTests\"; choose one of NoTestRun, RunSpecifiedTests");
        assertThat(change.record().target()).isEqualTo(orgs.productionId());
        assertThat(change.record().testLevel()).isNull();
        assertThat(change.record().fingerprint()).isNull();
    }

    @Test
    void empty_reason_is_refused_wherever_one_is_needed() {
        change.scope(SCOPE, "");
        assertThat(change.refused("Approve change request", "anna", Journey.reject(" ")))
                .contains("A rejection needs a reason.");
        assertThat(change.refused("Approve change request", "anna", Map.of("decision", "", "reason", "")))
                .contains("Please answer \"What do you decide?\".");
        List<Object> before = change.state();
        assertThat(change.processes().cancel(change.number(), "rita", " ")).contains("Cancelling needs a reason.");
        assertThat(change.state()).isEqualTo(before);

        change.complete("Approve change request", "anna", Journey.approve());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        change.toPrepareDeployment(SCOPE);
        change.prepare(true);
        assertThat(change.refused("Approve deployment", "ben", Journey.reject("")))
                .contains("A rejection needs a reason.");
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.refused("Start deployment", "mara", Map.of("go", "not-now", "reason", "")))
                .contains("Please say why the deployment is not started.");
        change.complete("Start deployment", "mara", Map.of("go", "not-now", "reason", "Later"));
        assertThat(change.refused("Fix errors", "mara", Journey.next("give-up", " ")))
                .contains("Giving up needs a reason.");
        assertThat(change.refused("Fix errors", "mara", Journey.next("forget-it", "x")))
                .contains("Please answer \"What next?\".");
    }

    @Test
    void broken_zip_from_the_org_is_refused_and_repeated() {
        toRetrieve(SCOPE);
        orgs.sandbox().faults().truncateNextZip();
        change.run();

        assertThat(change.shown("Fix errors", "mara", "problem"))
                .contains("Environment " + orgs.sandboxId() + " returned a package that can't be read")
                .contains("Nothing was kept; repeating the retrieve is safe.");
        assertNoPackage();
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.openTasks()).containsExactly("Start deployment");
    }

    @Test
    void broken_zip_while_comparing_is_asked_for_again() {
        change.toMakeChanges(SCOPE, "");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        orgs.sandbox().faults().truncateNextZip();
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));

        assertThat(change.openTasks()).containsExactly("Prepare deployment");
        assertThat(change.incidents()).isEmpty();
    }

    @Test
    void scope_over_the_limit_is_refused_and_goes_on_when_it_is_small_enough() {
        change.toMakeChanges(SCOPE, "StaticResource:Plans");
        orgs.sandbox().putFile("staticresources/Plans.resource", incompressible(), OrgPair.DEVELOPER);
        orgs.sandbox().putFile("staticresources/Plans.resource-meta.xml", resource(), OrgPair.DEVELOPER);
        change.toPrepareDeployment(SCOPE + "\nStaticResource:Plans");

        assertThat(change.shown("Fix errors", "mara", "problem"))
                .contains("could not return the scope: LIMIT_EXCEEDED: The retrieved zip file exceeded the limit")
                .contains("Split the scope into several changes, or leave out big static resources.");
        assertThat(change.record().packageSha256()).isNull();
        assertThat(change.incidents()).isEmpty();

        orgs.sandbox().putFile("staticresources/Plans.resource", "small", OrgPair.DEVELOPER);
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));

        assertThat(change.openTasks()).containsExactly("Prepare deployment");
    }

    @Test
    void package_with_what_nobody_approved_is_refused() {
        change.toMakeChanges(SCOPE, "");
        orgs.develop("classes/VisitRating.cls", "'Low' => 5", "'Low' => 2");
        change.toPrepareDeployment(SCOPE);
        change.prepare(true);
        orgs.sandbox().faults().foreignFileInNextZip();
        change.complete("Approve deployment", "ben", Journey.approve());

        assertThat(change.shown("Fix errors", "mara", "problem"))
                .contains("The package holds what nobody approved: ApexClass:NobodyAskedForThis.");
        assertNoPackage();
    }

    private void toRetrieve(String scope) {
        change.toMakeChanges(scope, "");
        orgs.develop("classes/VisitRating.cls", "'Low' => 5", "'Low' => 2");
        change.toPrepareDeployment(scope);
        change.prepare(true);
        change.only("Approve deployment", "ben", Journey.approve());
    }

    private void assertNoPackage() {
        assertThat(change.record().packageSha256()).isNull();
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.APPROVED);
        assertThat(jdbc.sql("select count(*) from sluice.package_chunk c where not exists"
                                + " (select from sluice.package p where p.sha256 = c.sha256)")
                        .query(Long.class)
                        .single())
                .as("chunks without a package")
                .isZero();
    }

    /** More than an org hands out in one zip, which is 39 MB, however it is zipped. */
    private static String incompressible() {
        byte[] noise = new byte[41 * 1024 * 1024];
        new Random(7).nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }

    private static String resource() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <StaticResource xmlns="http://soap.sforce.com/2006/04/metadata">
                    <cacheControl>Private</cacheControl>
                    <contentType>text/plain</contentType>
                </StaticResource>
                """;
    }

    private List<Object> everything() {
        return List.of(
                context.getBean(ChangeRequests.class).list(ChangeFilter.ALL),
                context.getBean(RuntimeService.class)
                        .createProcessInstanceQuery()
                        .count(),
                context.getBean(Evidence.class).head());
    }
}
