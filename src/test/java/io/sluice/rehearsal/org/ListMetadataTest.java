package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.metadata.DescribeMetadataObject;
import com.sforce.soap.metadata.FileProperties;
import com.sforce.soap.metadata.ListMetadataQuery;
import com.sforce.soap.metadata.ManageableState;
import com.sforce.soap.metadata.MetadataConnection;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListMetadataTest {
    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("List"));
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
    void the_registrys_types_are_described_with_their_directories() throws Exception {
        DescribeMetadataObject[] types = soap.describeMetadata(62.0).getMetadataObjects();

        assertThat(types).hasSizeGreaterThan(500);
        assertThat(named(types, "Report").getInFolder()).isTrue();
        assertThat(named(types, "LightningComponentBundle").getDirectoryName()).isEqualTo("lwc");
        assertThat(named(types, "LightningComponentBundle").getSuffix()).isNull();
        assertThat(named(types, "EmailTemplate").getMetaFile()).isTrue();
        assertThat(named(types, "Bot").getChildXmlNames()).containsExactly("BotVersion");
        assertThat(types).extracting(DescribeMetadataObject::getXmlName).doesNotContain("ReportFolder", "CustomField");
    }

    @Test
    void reports_are_listed_folder_by_folder() throws Exception {
        put("reports/Sales-meta.xml", file("ReportFolder", "<name>Sales</name>"));
        put("reports/Sales/North-meta.xml", file("ReportFolder", "<name>North</name>"));
        put("reports/Sales/Total.report", file("Report", "<name>Total</name>"));
        put("reports/Sales/North/Deep.report", file("Report", "<name>Deep</name>"));

        assertThat(names("ReportFolder", null)).containsExactly("Sales", "Sales/North");
        assertThat(list("ReportFolder", null))
                .extracting(FileProperties::getType)
                .containsOnly("ReportFolder");
        assertThat(list("ReportFolder", null))
                .extracting(FileProperties::getFileName)
                .contains("reports/Sales/North-meta.xml");
        assertThat(names("Report", null)).isEmpty();
        assertThat(names("Report", "Sales")).containsExactly("Sales/Total");
        assertThat(names("Report", "Sales/North")).containsExactly("Sales/North/Deep");
    }

    @Test
    void documents_keep_the_ending_of_their_file_in_their_name() throws Exception {
        put("documents/Logos-meta.xml", file("DocumentFolder", "<name>Logos</name>"));
        put("documents/Logos/mark.png", "not really a picture");

        assertThat(names("DocumentFolder", null)).containsExactly("Logos");
        assertThat(names("Document", "Logos")).containsExactly("Logos/mark.png");
    }

    @Test
    void standard_value_sets_and_bot_versions_list_empty_although_they_are_there() throws Exception {
        put("standardValueSets/Industry.standardValueSet", file("StandardValueSet", "<sorted>false</sorted>"));
        put("bots/Helper.bot", file("Bot", "<botVersions><fullName>v1</fullName></botVersions><label>Helper</label>"));

        assertThat(names("StandardValueSet", null)).isEmpty();
        assertThat(names("BotVersion", null)).isEmpty();
        assertThat(names("Bot", null)).containsExactly("Helper");
        assertThat(org.components()).contains("StandardValueSet:Industry", "BotVersion:Helper.v1");
    }

    @Test
    void standard_objects_are_listed_with_the_custom_ones() throws Exception {
        put("objects/Invoice__c.object", object(""));

        assertThat(names("CustomObject", null)).contains("Account", "Invoice__c");
    }

    @Test
    void what_came_with_a_package_has_its_namespace_and_is_installed() throws Exception {
        put("installedPackages/acme.installedPackage", file("InstalledPackage", "<versionNumber>1.2</versionNumber>"));
        put("classes/acme__Billing.cls", "global class Billing {}");
        put("classes/Own.cls", "public class Own {}");
        put("objects/Invoice__c.object", object(text("acme__Rate__c", "") + text("acme__c", "")));

        assertThat(list("ApexClass", null))
                .satisfiesExactly(
                        own -> {
                            assertThat(own.getFullName()).isEqualTo("Own");
                            assertThat(own.getNamespacePrefix()).isNull();
                            assertThat(own.getManageableState()).isEqualTo(ManageableState.unmanaged);
                        },
                        managed -> {
                            assertThat(managed.getFullName()).isEqualTo("acme__Billing");
                            assertThat(managed.getNamespacePrefix()).isEqualTo("acme");
                            assertThat(managed.getManageableState()).isEqualTo(ManageableState.installed);
                        });
        assertThat(list("CustomField", null))
                .extracting(f -> f.getFullName() + " " + f.getNamespacePrefix())
                .containsExactly("Invoice__c.acme__Rate__c acme", "Invoice__c.acme__c null");
    }

    private void put(String path, String content) {
        org.putFile(path, content, "Dana Developer");
    }

    private List<String> names(String type, String folder) throws Exception {
        return list(type, folder).stream().map(FileProperties::getFullName).toList();
    }

    private List<FileProperties> list(String type, String folder) throws Exception {
        ListMetadataQuery query = new ListMetadataQuery();
        query.setType(type);
        query.setFolder(folder);
        return Arrays.asList(soap.listMetadata(new ListMetadataQuery[] {query}, 62.0));
    }

    private static DescribeMetadataObject named(DescribeMetadataObject[] types, String name) {
        return Arrays.stream(types)
                .filter(t -> t.getXmlName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
