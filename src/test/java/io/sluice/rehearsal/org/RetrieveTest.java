package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.metadata.FileProperties;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.RetrieveRequest;
import com.sforce.soap.metadata.RetrieveResult;
import com.sforce.soap.metadata.RetrieveStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieveTest {
    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Retrieve"));
    private MetadataConnection soap;

    @BeforeEach
    void connect() throws Exception {
        soap = new OrgClient(org).soap();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void a_retrieve_goes_from_pending_by_in_progress_to_its_end() throws Exception {
        String id = soap.retrieve(Retrieves.request("62.0", "ApexClass:*")).getId();
        assertThat(soap.checkRetrieveStatus(id, false).getStatus()).isEqualTo(RetrieveStatus.Pending);
        org.step();
        assertThat(soap.checkRetrieveStatus(id, false).getStatus()).isEqualTo(RetrieveStatus.InProgress);
        org.step();
        assertThat(soap.checkRetrieveStatus(id, false).getStatus()).isEqualTo(RetrieveStatus.Succeeded);
        assertThatThrownBy(() -> soap.checkRetrieveStatus("09S000000000000AAA", false))
                .hasMessageContaining("INVALID_CROSS_REFERENCE_KEY");
    }

    @Test
    void a_wildcard_leaves_out_standard_objects_and_what_came_with_a_package() throws Exception {
        put("installedPackages/acme.installedPackage", file("InstalledPackage", "<versionNumber>1.2</versionNumber>"));
        put("objects/acme__Rate__c.object", object(""));
        put("objects/Account.object", file("CustomObject", text("Tier__c", "")));
        put("objects/Invoice__c.object", object(""));

        assertThat(Retrieves.files(org, soap, "CustomObject:*"))
                .containsOnlyKeys("objects/Invoice__c.object", "package.xml");
        assertThat(Retrieves.files(org, soap, "CustomObject:*", "CustomObject:Account", "CustomObject:acme__Rate__c"))
                .containsOnlyKeys(
                        "objects/Account.object",
                        "objects/Invoice__c.object",
                        "objects/acme__Rate__c.object",
                        "package.xml");
    }

    @Test
    void the_code_of_a_package_is_hidden() throws Exception {
        put("installedPackages/acme.installedPackage", file("InstalledPackage", "<versionNumber>1.2</versionNumber>"));
        put("classes/acme__Billing.cls", "global class Billing { Integer secret; }");

        assertThat(Retrieves.files(org, soap, "ApexClass:acme__Billing").get("classes/acme__Billing.cls"))
                .isEqualTo("(hidden)");
    }

    @Test
    void children_and_what_lies_in_folders_know_no_wildcard_but_labels_do() throws Exception {
        put("objects/Invoice__c.object", object(text("Amount__c", "")));
        put("reports/Sales-meta.xml", file("ReportFolder", "<name>Sales</name>"));
        put("reports/Sales/Total.report", file("Report", "<name>Total</name>"));
        put("labels/CustomLabels.labels", file("CustomLabels", "<labels><fullName>Hello</fullName></labels>"));

        assertThat(Retrieves.files(org, soap, "CustomField:*", "Report:*")).containsOnlyKeys("package.xml");
        assertThat(Retrieves.files(org, soap, "CustomLabel:*"))
                .containsOnlyKeys("labels/CustomLabels.labels", "package.xml");
        assertThat(Retrieves.files(org, soap, "Report:Sales", "Report:Sales/Total"))
                .containsOnlyKeys("reports/Sales-meta.xml", "reports/Sales/Total.report", "package.xml");
    }

    @Test
    void specific_files_alone_are_given_and_only_of_a_single_package() throws Exception {
        put("classes/One.cls", "public class One {}");
        put("classes/Two.cls", "public class Two {}");
        RetrieveRequest request = Retrieves.request("62.0", "ApexClass:*");
        request.setSpecificFiles(new String[] {"classes/Two.cls"});

        assertThat(Retrieves.files(Retrieves.result(org, soap, request)))
                .containsOnlyKeys("classes/Two.cls", "package.xml");
        request.setSinglePackage(false);
        assertThatThrownBy(() -> soap.retrieve(request)).hasMessageContaining("INVALID_OPERATION");
    }

    @Test
    void permission_sets_come_whole_from_40_and_in_context_before() throws Exception {
        put("classes/Totals.cls", "public class Totals {}");
        put(
                "permissionsets/Clerk.permissionset",
                file(
                        "PermissionSet",
                        "<classAccesses><apexClass>Totals</apexClass><enabled>true</enabled></classAccesses>"
                                + "<label>Clerk</label>"));

        assertThat(permissionSet("40.0", "PermissionSet:Clerk")).contains("Totals");
        assertThat(permissionSet("39.0", "PermissionSet:Clerk")).doesNotContain("Totals");
        assertThat(permissionSet("39.0", "PermissionSet:Clerk", "ApexClass:Totals"))
                .contains("Totals");
    }

    @Test
    void a_wildcard_gives_a_profile_no_permissions_for_what_it_leaves_out() throws Exception {
        put("installedPackages/acme.installedPackage", file("InstalledPackage", "<versionNumber>1.2</versionNumber>"));
        put(
                "profiles/Clerk.profile",
                file(
                        "Profile",
                        access("acme__Billing") + access("Totals") + "<custom>true</custom>"
                                + "<fieldPermissions><editable>true</editable><field>Account.Tier__c</field></fieldPermissions>"));

        String profile = Retrieves.files(org, soap, "Profile:*", "ApexClass:*", "CustomObject:*")
                .get("profiles/Clerk.profile");

        assertThat(profile).contains("Totals", "<custom>").doesNotContain("acme__Billing", "Tier__c");
        assertThat(Retrieves.files(org, soap, "Profile:Clerk", "CustomObject:Account")
                        .get("profiles/Clerk.profile"))
                .contains("Tier__c");
    }

    @Test
    void ten_thousand_files_are_given_and_one_more_is_too_many(@TempDir Path folder) throws Exception {
        Path layouts = Files.createDirectories(folder.resolve("layouts"));
        for (int i = 0; i < 10_000; i++) {
            Files.writeString(layouts.resolve("Account-L" + i + ".layout"), file("Layout", ""));
        }
        try (RehearsalOrg full = RehearsalOrg.start(OrgSettings.of("Full").withFolder(folder))) {
            MetadataConnection client = new OrgClient(full).soap();
            RetrieveResult all = Retrieves.result(full, client, Retrieves.request("62.0", "Layout:*"));
            assertThat(all.isSuccess()).isTrue();
            assertThat(all.getFileProperties()).hasSize(10_001);

            full.putFile("layouts/Account-More.layout", file("Layout", ""), "Dana Developer");
            RetrieveResult tooMany = Retrieves.result(full, client, Retrieves.request("62.0", "Layout:*"));

            assertThat(tooMany.isSuccess()).isFalse();
            assertThat(tooMany.getDone()).isTrue();
            assertThat(tooMany.getErrorStatusCode().name()).isEqualTo("LIMIT_EXCEEDED");
            assertThat(tooMany.getErrorMessage())
                    .isEqualTo("LIMIT_EXCEEDED: Too many files in retrieve call, limit is: 10000");
            assertThat(tooMany.getZipFile()).isNull();
        }
    }

    @Test
    void a_zip_beyond_one_message_is_too_large(@TempDir Path folder) throws Exception {
        Path resources = Files.createDirectories(folder.resolve("staticresources"));
        byte[] noise = new byte[40_000_000];
        new java.util.Random(1).nextBytes(noise);
        Files.write(resources.resolve("Noise.resource"), noise);
        Files.writeString(resources.resolve("Noise.resource-meta.xml"), file("StaticResource", ""));
        try (RehearsalOrg full = RehearsalOrg.start(OrgSettings.of("Full").withFolder(folder))) {
            RetrieveResult result =
                    Retrieves.result(full, new OrgClient(full).soap(), Retrieves.request("62.0", "StaticResource:*"));

            assertThat(result.isSuccess()).isFalse();
            assertThat(result.getErrorMessage())
                    .startsWith("LIMIT_EXCEEDED: The retrieved zip file exceeded the limit of 52428800 bytes."
                            + " Total bytes retrieved: 5");
        }
    }

    @Test
    void a_folders_properties_have_the_folders_type() throws Exception {
        put("reports/Sales-meta.xml", file("ReportFolder", "<name>Sales</name>"));

        RetrieveResult result = Retrieves.result(org, soap, Retrieves.request("62.0", "Report:Sales"));

        assertThat(result.getFileProperties()[1])
                .returns("ReportFolder", FileProperties::getType)
                .returns("Dana Developer", FileProperties::getLastModifiedByName);
    }

    @Test
    void packages_and_dependencies_are_refused_instead_of_ignored() {
        RetrieveRequest request = Retrieves.request("62.0", "ApexClass:*");
        request.setPackageNames(new String[] {"Sales"});
        assertThatThrownBy(() -> soap.retrieve(request)).hasMessageContaining("packageNames");
    }

    private static String access(String apexClass) {
        return "<classAccesses><apexClass>" + apexClass + "</apexClass><enabled>true</enabled></classAccesses>";
    }

    private String permissionSet(String version, String... members) throws Exception {
        return Retrieves.files(Retrieves.result(org, soap, Retrieves.request(version, members)))
                .get("permissionsets/Clerk.permissionset");
    }

    private void put(String path, String content) {
        org.putFile(path, content, "Dana Developer");
    }
}
