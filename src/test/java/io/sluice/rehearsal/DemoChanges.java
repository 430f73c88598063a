package io.sluice.rehearsal;

import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequests;
import java.net.URI;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/**
 * The demo's change requests under way, at different steps. They are raised by completing the forms at Tasklist's own
 * door, each by the person whose turn it is; nothing is written behind the product's back.
 */
final class DemoChanges {

    private final DemoForms forms;

    private DemoChanges(DemoForms forms) {
        this.forms = forms;
    }

    /** Raises them once; a demo that has change requests already is left as it is. */
    static void raise(ApplicationContext context, DemoOrgs orgs, int port) {
        ChangeRequests changes = context.getBean(ChangeRequests.class);
        if (!changes.list(ChangeFilter.ALL).isEmpty()) {
            return;
        }
        DemoChanges demo = new DemoChanges(new DemoForms(URI.create("http://localhost:" + port)));
        demo.waitingForApproval();
        demo.rejected();
        demo.inTheSandbox(orgs);
        demo.waitingForDeploymentApproval(orgs);
    }

    private void waitingForApproval() {
        String change = forms.raise(
                "Inspectors may plan visits",
                "Major",
                "Inspectors ask to create visits themselves. Gives the profile the right to assign an inspector.");
        forms.complete(
                change,
                "Define scope",
                "rita",
                Map.of("existing", "Profile:Inspector\nPermissionSet:Visit_Planner", "proposed", ""));
        forms.await(change, "Approve change request", "anna");
    }

    private void rejected() {
        String change = forms.raise(
                "Delete old visits by a flow",
                "Standard",
                "Visits older than two years are deleted every night, to keep lists short.");
        forms.complete(
                change,
                "Define scope",
                "rita",
                Map.of("existing", "Flow:Close_Resolved_Visit", "proposed", "Flow:Delete_Old_Visits"));
        forms.complete(
                change,
                "Approve change request",
                "ben",
                Map.of(
                        "decision",
                        "reject",
                        "reason",
                        "Findings must be kept for five years. Archive, do not delete."));
        forms.await(change, "Rework change request", "rita");
    }

    private void inTheSandbox(DemoOrgs orgs) {
        String change = forms.raise(
                "Count findings on the visit",
                "Minor",
                "The list of visits should show how many findings are open, without opening each visit.");
        forms.complete(
                change,
                "Define scope",
                "rita",
                Map.of(
                        "existing", "Layout:Site_Visit__c-Site Visit Layout",
                        "proposed", "CustomField:Site_Visit__c.Open_Findings__c"));
        toTheSandbox(change);
        orgs.development()
                .putFile(
                        "objects/Site_Visit__c.object",
                        withField(
                                orgs.development()
                                        .file("objects/Site_Visit__c.object")
                                        .orElseThrow(),
                                """
                                    <fields>
                                        <fullName>Open_Findings__c</fullName>
                                        <label>Open Findings</label>
                                        <precision>3</precision>
                                        <required>false</required>
                                        <scale>0</scale>
                                        <type>Number</type>
                                    </fields>
                                """),
                        DemoOrgs.DEVELOPER);
    }

    private void waitingForDeploymentApproval(DemoOrgs orgs) {
        String change = forms.raise(
                "Low findings cost less",
                "Minor",
                "A finding of low severity takes 2 points off the rating instead of 5, as agreed with the inspectors.");
        forms.complete(
                change,
                "Define scope",
                "rita",
                Map.of("existing", "ApexClass:VisitRating\nApexClass:VisitRatingTest", "proposed", ""));
        toTheSandbox(change);
        orgs.development()
                .putFile(
                        "classes/VisitRating.cls",
                        DemoOrgs.sample("classes/VisitRating.cls").replace("'Low' => 5", "'Low' => 2"),
                        DemoOrgs.DEVELOPER);
        orgs.development()
                .putFile(
                        "classes/VisitRatingTest.cls",
                        DemoOrgs.sample("classes/VisitRatingTest.cls").replace("assertEquals(70,", "assertEquals(73,"),
                        DemoOrgs.DEVELOPER);
        forms.complete(
                change,
                "Make changes",
                "dev",
                Map.of("scope", "ApexClass:VisitRating\nApexClass:VisitRatingTest", "next", "done"));
        forms.complete(change, "Choose target", "dev", Map.of("target", "production"));
        forms.complete(
                change,
                "Prepare deployment",
                "mara",
                Map.of(
                        "source", "development",
                        "target", "production",
                        "testLevel", "RunLocalTests",
                        "tests", "",
                        "goNeeded", true));
        forms.await(change, "Approve deployment", "anna");
    }

    private void toTheSandbox(String change) {
        forms.complete(change, "Approve change request", "anna", Map.of("decision", "approve", "reason", ""));
        forms.complete(change, "Choose environment", "dev", Map.of("environment", "development"));
        forms.await(change, "Make changes", "dev");
    }

    private static String withField(String object, String field) {
        int end = object.indexOf("\n    <label>") + 1;
        return object.substring(0, end) + field.indent(4) + object.substring(end);
    }
}
