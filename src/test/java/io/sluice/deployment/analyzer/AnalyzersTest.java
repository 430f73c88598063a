package io.sluice.deployment.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Every rule has a package that trips it and one that does not, as alike as can be. */
class AnalyzersTest {

    private static final Collection<Analyzer> ANALYZERS = analyzers();
    private static final String FACET = "Facet-0a1b2c3d-0000-1111-2222-333344445555";

    record Case(String rule, PackageCase trips, PackageCase fine) {

        @Override
        public String toString() {
            return rule;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("flow-deletion", a().deletes("Flow:Visit"), a().deletes("ApexClass:Visit")));
        cases.add(new Case(
                "record-type-deletion", a().deletes("RecordType:Visit__c.Old"), a().deletes("ListView:Visit__c.Old")));
        cases.add(new Case(
                "standard-deletion",
                a().deletes("CustomField:Account.Site"),
                a().deletes("CustomField:Account.Site__c")));
        cases.add(new Case(
                "standard-deletion",
                a().with(
                                "package.xml",
                                "<Package><types><members>Shift</members><name>CustomObject</name></types>"
                                        + "<version>62.0</version></Package>")
                        .object("Shift", "<label>Shift</label>")
                        .inTarget("CustomObject:Account"),
                a().object("Shift__c", "<label>Shift</label>").inTarget("CustomObject:Account")));
        cases.add(new Case(
                "last-layout-deletion",
                a().deletes("Layout:Visit__c-Visit").inTarget("Layout:Visit__c-Visit", "Layout:Visit__c2-Other"),
                a().deletes("Layout:Visit__c-Visit").inTarget("Layout:Visit__c-Visit", "Layout:Visit__c-Other")));
        cases.add(new Case(
                "duplicate-layout-item", layout("Name", "Kind__c", "Kind__c"), layout("Name", "Kind__c", "Size__c")));
        cases.add(new Case("several-defaults", values("true", "true"), values("true", "false")));
        cases.add(new Case("duplicate-rule-order", duplicateRule("1", "1"), duplicateRule("1", "2")));
        cases.add(new Case("duplicate-rule-order", duplicateRule("", "2"), duplicateRule("1", "2")));
        cases.add(new Case("list-view-of-mine", listView("ControlledByParent"), listView("ReadWrite")));
        cases.add(new Case("api-version-above-target", apex("63.0"), apex("62.0")));
        cases.add(new Case("flexipage-facets", page(FACET, FACET.replace("0a", "0b")), page(FACET, FACET)));
        cases.add(new Case("flow-elements", flow("Ask", "Gone"), flow("Ask", "Tell")));
        cases.add(new Case("flow-elements", flow("Tell", "Tell"), flow("Ask", "Tell")));
        cases.add(new Case(
                "data-category-overwrite",
                a().with("datacategorygroups/Topics.datacategorygroup", "<DataCategoryGroup/>"),
                a().with("reports/Sales/A.report", "<Report/>")));
        cases.add(new Case(
                "name-in-other-folder",
                a().with("reports/Sales/A.report", "<Report/>").inTarget("Report:Service/A"),
                a().with("reports/Sales/A.report", "<Report/>").inTarget("Report:Sales/A", "Report:Service/B")));
        cases.add(new Case(
                "scheduled-apex", apex("62.0").scheduled("Visits"), apex("62.0").scheduled("Others")));
        cases.add(new Case(
                "currency-absent",
                a().with("reports/Sales/A.report", "<Report><currency>CHF</currency></Report>")
                        .currencies("EUR"),
                a().with("reports/Sales/A.report", "<Report><currency>CHF</currency></Report>")));
        cases.add(new Case(
                "unknown-user",
                dashboard().users("ben@example.com"),
                dashboard().users("ann@example.com")));
        cases.add(new Case(
                "field-type-change",
                a().field("Checkbox", "").describedAs("string", false),
                a().field("Checkbox", "").describedAs("string", false).empty()));
        cases.add(new Case(
                "field-type-change",
                a().field("Number", "").describedAs("string", false),
                a().field("Number", "<formula>1</formula>").describedAs("string", false)));
        cases.add(new Case(
                "master-detail-switch",
                a().field("MasterDetail", "").describedAs("reference", false),
                a().field("MasterDetail", "").describedAs("reference", true)));
        cases.add(new Case(
                "unknown-picklist-value",
                recordType("Red").describedAs("picklist", false, "Blue"),
                recordType("Blue").describedAs("picklist", false, "Blue")));
        cases.add(new Case(
                "package-not-installed",
                apex("acme__Visits", "62.0").inTarget("InstalledPackage:other"),
                apex("acme__Visits", "62.0").inTarget("InstalledPackage:acme")));
        cases.add(new Case(
                "package-version-behind",
                apex("acme__Visits", "62.0").versions("acme", "1.10.0.2", "1.9.0.7"),
                apex("acme__Visits", "62.0").versions("acme", "1.9.0.7", "1.10.0.2")));
        cases.add(new Case(
                "package-version-behind",
                a().with("installedPackages/acme.installedPackage", "<InstalledPackage/>")
                        .versions("acme", "2.0.0.1", "2.0.0"),
                a().with("installedPackages/acme.installedPackage", "<InstalledPackage/>")
                        .versions("acme", "2.0.0.1", "2.0.0.1")));
        cases.add(new Case(
                "picklist-value-withdrawn",
                picklist("Red").describedAs("picklist", false, "Red", "Blue").used("Blue"),
                picklist("Red").describedAs("picklist", false, "Red", "Blue").used("Red")));
        cases.add(new Case(
                "picklist-value-withdrawn",
                picklist("Red</fullName><isActive>false</isActive><fullName>")
                        .describedAs("picklist", false, "Red")
                        .used("Red"),
                picklist("Red</fullName><isActive>true</isActive><fullName>")
                        .describedAs("picklist", false, "Red")
                        .used("Red")));
        cases.add(new Case(
                "picklist-promotion",
                globalPicklist().compared("Visit__c", fieldXml("Kind__c", valueSet("Red"))),
                globalPicklist()
                        .compared(
                                "Visit__c",
                                fieldXml("Kind__c", "<valueSet><valueSetName>Other</valueSetName></valueSet>"))));
        cases.add(new Case(
                "standard-field-label",
                a().object("Account", fieldXml("Industry", "<label>Branch</label>"))
                        .compared("Account", fieldXml("Industry", "<trackHistory>false</trackHistory>")),
                a().object("Account", fieldXml("Industry", "<label>Branch</label>"))
                        .compared("Account", fieldXml("Industry", "<label>Branch</label>"))));
        cases.add(new Case(
                "sharing-default-change",
                a().object("Visit__c", "<sharingModel>Private</sharingModel>")
                        .compared("Visit__c", "<sharingModel>ReadWrite</sharingModel>"),
                a().object("Visit__c", "<sharingModel>Private</sharingModel>")
                        .compared("Visit__c", "<sharingModel>Private</sharingModel>")));
        cases.add(new Case("role-sharing", role().sharing("ReadWrite"), role().sharing("Private")));
        cases.add(new Case(
                "profile-alone",
                a().with("profiles/Agent.profile", "<Profile/>"),
                apex("62.0").with("profiles/Agent.profile", "<Profile/>")));
        cases.add(new Case(
                "new-without-rights",
                a().field("Text", ""),
                a().field("Text", "").with("permissionsets/Agent.permissionset", "<PermissionSet/>")));
        cases.add(new Case(
                "permission-set-replaced",
                a().with("permissionsets/Agent.permissionset", "<PermissionSet/>")
                        .inTarget("PermissionSet:Agent"),
                a().with("permissionsets/Agent.permissionset", "<PermissionSet/>")));
        cases.add(new Case("active-flow-version", flow("Ask", "Tell").inTarget("Flow:Visit"), flow("Ask", "Tell")));
        cases.add(new Case(
                "in-another-change",
                apex("62.0").overlap("ApexClass:Visits"),
                apex("62.0").overlap("ApexClass:Others")));
        cases.add(new Case("managed-prefix", apex("acme__Visits", "62.0"), a().field("Text", "")));
        cases.add(new Case(
                "apex-deleted-before-tests",
                a().deletes("ApexClass:Visits").tests("NoTestRun"),
                a().deletes("ApexClass:Visits")));
        cases.add(new Case("near-limit", a().size(8000, 1, 1), a().size(7999, 1, 1)));
        cases.add(new Case("near-limit", a().size(1, 39L * 1024 * 1024, 1), a().size(1, 1024, 1)));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rule_finds_what_it_looks_for(Case each) {
        Analyzer analyzer = analyzer(each.rule());

        assertThat(each.trips().foundBy(analyzer)).as("what trips").isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(each.rule());
            assertThat(finding.blocks()).isEqualTo(analyzer.rule().usual() == Rule.Effect.BLOCK);
            assertThat(finding.words()).endsWith(".");
            assertThat(finding.remedy()).isEqualTo(analyzer.rule().remedy());
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rule_leaves_the_like_alone(Case each) {
        assertThat(each.fine().foundBy(analyzer(each.rule()))).isEmpty();
    }

    @Test
    void every_rule_has_a_case_and_its_words() {
        assertThat(cases().stream().map(Case::rule).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        ANALYZERS.stream().map(each -> each.rule().key()).toList());
        assertThat(ANALYZERS).hasSizeGreaterThan(25).allSatisfy(each -> {
            Rule rule = each.rule();
            assertThat(rule.key()).matches("[a-z]+(-[a-z]+)*");
            assertThat(Stream.of(rule.looksFor(), rule.why(), rule.remedy())).allMatch(text -> text.endsWith("."));
        });
        assertThat(new TreeSet<>(
                        ANALYZERS.stream().map(each -> each.rule().title()).toList()))
                .hasSameSizeAs(ANALYZERS);
    }

    private static Analyzer analyzer(String key) {
        return ANALYZERS.stream()
                .filter(each -> each.rule().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Collection<Analyzer> analyzers() {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(Analyzer.class.getPackageName())) {
            return List.copyOf(context.getBeansOfType(Analyzer.class).values());
        }
    }

    private static PackageCase a() {
        return new PackageCase();
    }

    private static PackageCase apex(String version) {
        return apex("Visits", version);
    }

    private static PackageCase apex(String name, String version) {
        return a().with("classes/" + name + ".cls", "class Visits { }")
                .with(
                        "classes/" + name + ".cls-meta.xml",
                        "<ApexClass><apiVersion>" + version + "</apiVersion></ApexClass>");
    }

    private static PackageCase layout(String... fields) {
        StringBuilder items = new StringBuilder();
        for (String field : fields) {
            items.append("<layoutItems><field>").append(field).append("</field></layoutItems>");
        }
        return a().with(
                        "layouts/Visit__c-Visit.layout",
                        "<Layout><layoutSections><layoutColumns>" + items
                                + "</layoutColumns></layoutSections></Layout>");
    }

    private static PackageCase values(String one, String other) {
        return a().field(
                        "Picklist",
                        "<valueSet><valueSetDefinition><value><fullName>A</fullName><default>" + one
                                + "</default></value><value><fullName>B</fullName><default>" + other
                                + "</default></value></valueSetDefinition></valueSet>");
    }

    private static PackageCase duplicateRule(String one, String other) {
        return a().with(
                        "duplicateRules/Visit__c.Same.duplicateRule",
                        "<DuplicateRule><duplicateRuleFilter>" + condition(one) + condition(other)
                                + "</duplicateRuleFilter></DuplicateRule>");
    }

    private static String condition(String order) {
        return "<duplicateRuleFilterItems><field>Name</field>"
                + (order.isEmpty() ? "" : "<sortOrder>" + order + "</sortOrder>") + "</duplicateRuleFilterItems>";
    }

    private static PackageCase listView(String sharing) {
        return a().object(
                        "Visit__c",
                        "<listViews><fullName>Mine</fullName><filterScope>Mine</filterScope></listViews><sharingModel>"
                                + sharing + "</sharingModel>");
    }

    private static PackageCase page(String there, String shown) {
        return a().with(
                        "flexipages/Visit.flexipage",
                        "<FlexiPage><flexiPageRegions><itemInstances><componentInstance><componentInstanceProperties><name>body"
                                + "</name><value>" + shown
                                + "</value></componentInstanceProperties></componentInstance></itemInstances><name>main</name>"
                                + "<type>Region</type></flexiPageRegions><flexiPageRegions><name>" + there
                                + "</name><type>Facet</type></flexiPageRegions></FlexiPage>");
    }

    /** A flow that starts with one screen, which leads to the screen Tell or to another one. */
    private static PackageCase flow(String first, String next) {
        return a().with(
                        "flows/Visit.flow",
                        "<Flow><screens><name>" + first + "</name><connector><targetReference>" + next
                                + "</targetReference></connector></screens><screens><name>Tell</name></screens>"
                                + "<start><connector><targetReference>" + first
                                + "</targetReference></connector></start><status>Active</status></Flow>");
    }

    private static PackageCase dashboard() {
        return a().with(
                        "dashboards/Sales/A.dashboard",
                        "<Dashboard><runningUser>ann@example.com</runningUser><title>A</title></Dashboard>");
    }

    private static PackageCase picklist(String value) {
        return a().field("Picklist", valueSet(value));
    }

    private static PackageCase globalPicklist() {
        return a().field("Picklist", "<valueSet><valueSetName>Colours</valueSetName></valueSet>");
    }

    private static String fieldXml(String name, String more) {
        return "<fields><fullName>" + name + "</fullName>" + more + "<type>Picklist</type></fields>";
    }

    private static String valueSet(String value) {
        return "<valueSet><valueSetDefinition><value><fullName>" + value
                + "</fullName></value></valueSetDefinition></valueSet>";
    }

    private static PackageCase recordType(String value) {
        return a().object(
                        "Visit__c",
                        "<recordTypes><fullName>Big</fullName><picklistValues><picklist>Kind__c</picklist><values><fullName>"
                                + value + "</fullName></values></picklistValues></recordTypes>");
    }

    private static PackageCase role() {
        return a().with("roles/Boss.role", "<Role><caseAccessLevel>Edit</caseAccessLevel><name>Boss</name></Role>");
    }
}
