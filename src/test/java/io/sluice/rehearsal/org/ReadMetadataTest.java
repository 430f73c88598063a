package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.metadata.ApexClass;
import com.sforce.soap.metadata.CustomField;
import com.sforce.soap.metadata.CustomObject;
import com.sforce.soap.metadata.FieldType;
import com.sforce.soap.metadata.Metadata;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.Profile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadMetadataTest {
    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Read"));
    private MetadataConnection soap;

    @BeforeEach
    void fill() throws Exception {
        org.putFile("objects/Invoice__c.object", object(text("Amount__c", "")), "Dana Developer");
        org.putFile("classes/Totals.cls", "public class Totals {}", "Dana Developer");
        soap = new OrgClient(org).soap();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void salesforces_client_reads_objects_fields_and_code() throws Exception {
        CustomObject object = (CustomObject) read("CustomObject", "Invoice__c")[0];
        assertThat(object.getPluralLabel()).isEqualTo("Invoices");
        assertThat(object.getFields()[0].getLength()).isEqualTo(20);

        CustomField field = (CustomField) read("CustomField", "Invoice__c.Amount__c")[0];
        assertThat(field.getFullName()).isEqualTo("Invoice__c.Amount__c");
        assertThat(field.getType()).isEqualTo(FieldType.Text);

        ApexClass code = (ApexClass) read("ApexClass", "Totals")[0];
        assertThat(new String(code.getContent(), StandardCharsets.UTF_8)).isEqualTo("public class Totals {}");
    }

    @Test
    void a_profile_is_read_whole() throws Exception {
        org.putFile(
                "profiles/Clerk.profile",
                file(
                        "Profile",
                        "<classAccesses><apexClass>Totals</apexClass><enabled>true</enabled></classAccesses>"
                                + "<custom>true</custom>"),
                "Dana Developer");

        Profile profile = (Profile) read("Profile", "Clerk")[0];

        assertThat(profile.getClassAccesses()[0].getApexClass()).isEqualTo("Totals");
    }

    @Test
    void what_is_not_there_gives_an_empty_record() throws Exception {
        assertThat(read("ApexClass", "Totals", "Nothing"))
                .satisfiesExactly(there -> assertThat(there).isNotNull(), missing -> assertThat(missing)
                        .isNull());
    }

    @Test
    void ten_are_read_at_once_and_eleven_refused() throws Exception {
        assertThat(soap.readMetadata("ApexClass", names(10)).getRecords()).hasSize(10);
        assertThatThrownBy(() -> soap.readMetadata("ApexClass", names(11)))
                .hasMessageContaining("EXCEEDED_ID_LIMIT: record limit reached. cannot submit more than 10 records");
    }

    private Metadata[] read(String type, String... names) throws Exception {
        return soap.readMetadata(type, names).getRecords();
    }

    private static String[] names(int count) {
        String[] out = new String[count];
        java.util.Arrays.fill(out, "Totals");
        return out;
    }
}
