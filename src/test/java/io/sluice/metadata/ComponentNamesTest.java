package io.sluice.metadata;

import static io.sluice.metadata.Packages.component;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ApexClass:InvoiceService",
                "ApexClass:acme__InvoiceService",
                "CustomObject:Invoice__c",
                "CustomObject:acme__Invoice__c",
                "CustomObject:Account",
                "CustomObject:Invoice_Paid__e",
                "CustomField:Invoice__c.Amount__c",
                "CustomField:Account.acme__Rating__c",
                "CustomField:Account.Phone",
                "RecordType:Invoice__c.Domestic",
                "Layout:Invoice__c-Invoice Layout (new)",
                "Report:Finance/Open_Invoices",
                "Report:Finance/Year_End/Open_Invoices",
                "EmailTemplate:unfiled$public/Reminder",
                "Document:Logos/Logo.png",
                "CustomMetadata:Tax_Rate.Germany",
                "CustomLabel:Pay_Now",
                "Profile:Standard User",
                "Settings:Security",
                "WorkflowRule:Case.Tell the owner",
                "QuickAction:Case.Close_Case",
                "Flow:Invoice_Reminder-2"
            })
    void aWellFormedNameHasNoProblem(String text) {
        assertThat(ComponentNames.problem(component(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ApexClas:Invoices | no metadata type \"ApexClas\"",
                "customobject:Invoice__c | did you mean CustomObject?",
                "ApexClass:2Fast | must begin with a letter",
                "ApexClass:In-voices | letters, digits and underscores only",
                "ApexClass:Invoices_ | must not end with an underscore",
                "ApexClass:a__b__Invoices | two underscores in a row",
                "CustomField:Amount__c | form Object.Name",
                "CustomField:Invoice__c.Amount Net__c | letters, digits and underscores only",
                "CustomField:Invoice__z.Amount__c | no suffix of an object",
                "CustomObject:Invoice__q | no suffix of an object",
                "Layout:Invoice Layout | form Object-Layout name",
                "Report:Open_Invoices | form Folder/Name",
                "CustomMetadata:Germany | form Type.Record",
                "CustomMetadata:Tax_Rate__mdt.Germany | without __mdt",
                "ApexClass:* | wildcard is not a component"
            })
    void aWrongNameIsToldWithItsReason(String text, String reason) {
        assertThat(ComponentNames.problem(component(text))).get().asString().contains(reason);
    }

    @Test
    void aWrongNameComesWithAnExampleOfTheRightForm() {
        assertThat(ComponentNames.problem(component("CustomField:Amount__c")))
                .get()
                .asString()
                .endsWith("for example CustomField:Invoice__c.Amount__c");
    }

    @Test
    void anOverlongNameIsRefused() {
        String name = "A".repeat(81);

        assertThat(ComponentNames.problem(new Component("ApexClass", name)))
                .get()
                .asString()
                .contains("81 characters, at most 80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CustomField:Account.Rating | ends in __c",
                "CustomObject:Invoice | ends in __c (object), __e (platform event)",
                "CustomTab:standard-Account | Salesforce's own",
                "StandardValueSet:Industry | none can be created",
                "PlatformEventChannel:Invoices | ends in __chn"
            })
    void aProposedComponentNeedsANameThatPeopleCouldGive(String text, String reason) {
        assertThat(ComponentNames.problem(component(text))).isEmpty();
        assertThat(ComponentNames.problemOfProposed(component(text)))
                .get()
                .asString()
                .contains(reason);
    }

    @Test
    void aProposedCustomFieldIsFineUpToFortyCharacters() {
        String longest = "A".repeat(40);

        assertThat(ComponentNames.problemOfProposed(component("CustomField:Account." + longest + "__c")))
                .isEmpty();
        assertThat(ComponentNames.problemOfProposed(component("CustomField:Account.A" + longest + "__c")))
                .get()
                .asString()
                .contains("41 characters");
    }
}
