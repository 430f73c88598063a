package io.sluice.rehearsal.metadata;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects and fields that every org has. Objects listed with fields have exactly these; the others accept any
 * field name without {@code __c}.
 */
public final class StandardObjects {
    private static final Set<String> COMMON = fields("Id Name OwnerId Owner CreatedById CreatedBy CreatedDate"
            + " LastModifiedById LastModifiedBy LastModifiedDate SystemModstamp IsDeleted RecordTypeId RecordType"
            + " CurrencyIsoCode LastActivityDate LastViewedDate LastReferencedDate");
    private static final Map<String, Set<String>> OBJECTS = new LinkedHashMap<>();

    static {
        object(
                "Account",
                "AccountNumber AccountSource AnnualRevenue BillingAddress BillingStreet BillingCity BillingState"
                        + " BillingPostalCode BillingCountry CleanStatus Description Fax Industry Jigsaw NaicsCode"
                        + " NaicsDesc NumberOfEmployees Ownership Parent ParentId Phone PhotoUrl Rating"
                        + " ShippingAddress ShippingStreet ShippingCity ShippingState ShippingPostalCode"
                        + " ShippingCountry Sic SicDesc Site TickerSymbol Tradestyle Type Website YearStarted DunsNumber"
                        + " DandbCompanyId IsPartner IsCustomerPortal OperatingHoursId Tier");
        object(
                "Contact",
                "Account AccountId AssistantName AssistantPhone Birthdate CleanStatus Department Description"
                        + " DoNotCall Email EmailBouncedDate EmailBouncedReason Fax FirstName HasOptedOutOfEmail"
                        + " HasOptedOutOfFax HomePhone IndividualId Jigsaw LastName LastCURequestDate"
                        + " LastCUUpdateDate LeadSource MailingAddress MailingStreet MailingCity MailingState"
                        + " MailingPostalCode MailingCountry MobilePhone OtherAddress OtherStreet OtherCity"
                        + " OtherState OtherPostalCode OtherCountry OtherPhone Phone PhotoUrl ReportsTo ReportsToId"
                        + " Salutation Title");
        object(
                "Case",
                "Account AccountId AssetId BusinessHoursId CaseNumber ClosedDate Comments Contact ContactEmail"
                        + " ContactFax ContactId ContactMobile ContactPhone Description EntitlementId Entitlement"
                        + " FeedItemId IsClosed IsClosedOnCreate IsEscalated IsSelfServiceClosed IsStopped IsVisibleInSelfService"
                        + " Language MilestoneStatus Origin Parent ParentId Priority ProductId QuestionId Reason"
                        + " ServiceContractId SlaExitDate SlaStartDate SourceId Status StopStartDate Subject"
                        + " SuppliedCompany SuppliedEmail SuppliedName SuppliedPhone Type");
        object(
                "Opportunity",
                "Account AccountId Amount Campaign CampaignId CloseDate ContactId ContractId Description"
                        + " ExpectedRevenue Fiscal FiscalQuarter FiscalYear ForecastCategory ForecastCategoryName"
                        + " HasOpportunityLineItem IsClosed IsPrivate IsWon IqScore LeadSource NextStep Pricebook2Id"
                        + " Probability StageName SyncedQuoteId TotalOpportunityQuantity Type");
        object(
                "Lead",
                "Address AnnualRevenue City CleanStatus Company CompanyDunsNumber ConvertedAccountId"
                        + " ConvertedContactId ConvertedDate ConvertedOpportunityId Country Description DoNotCall"
                        + " Email Fax FirstName HasOptedOutOfEmail HasOptedOutOfFax IndividualId Industry"
                        + " IsConverted IsUnreadByOwner Jigsaw LastName LeadSource MobilePhone NumberOfEmployees"
                        + " Phone PostalCode Rating Salutation State Status Street Title Website");
        object(
                "User",
                "AboutMe Alias CommunityNickname CompanyName ContactId Department Division Email EmployeeNumber"
                        + " Extension FederationIdentifier FirstName IsActive LanguageLocaleKey LastLoginDate"
                        + " LastName LocaleSidKey Manager ManagerId MobilePhone Phone Profile ProfileId Street City"
                        + " State PostalCode Country TimeZoneSidKey Title UserRole UserRoleId Username UserType"
                        + " EmailEncodingKey");
        for (String name : ("Activity Announcement Asset AssetRelationship AssignedResource Attachment BusinessHours"
                        + " BusinessProcess CampaignMember Campaign CaseComment CaseContactRole CaseMilestone"
                        + " CollaborationGroup Contract ContractLineItem ContentDocument ContentVersion"
                        + " DuplicateRecordItem DuplicateRecordSet EmailMessage EmailTemplate Entitlement Event"
                        + " FeedItem Goal Group Idea Individual Knowledge__kav Location Macro Metric Network"
                        + " OpportunityContactRole OpportunityLineItem Order OrderItem Organization Partner"
                        + " Pricebook2 PricebookEntry ProcessInstance Product2 Profile Question QueueSobject Quote"
                        + " QuoteLineItem RecordType Report Scorecard ServiceContract Site SocialPersona Solution"
                        + " StreamingChannel Task Topic UserRole WorkOrder WorkOrderLineItem")
                .split(" ")) {
            OBJECTS.put(name, Set.of());
        }
    }

    private StandardObjects() {}

    private static void object(String name, String own) {
        Set<String> all = new TreeSet<>(COMMON);
        all.addAll(fields(own));
        OBJECTS.put(name, all);
    }

    private static Set<String> fields(String names) {
        return new TreeSet<>(Arrays.asList(names.split(" ")));
    }

    /** True for an object that every org has. */
    public static boolean has(String object) {
        return OBJECTS.containsKey(object);
    }

    /** Names of all objects that every org has. */
    public static Set<String> names() {
        return OBJECTS.keySet();
    }

    /** True for a field that the object has by itself, custom objects included. */
    public static boolean hasField(String object, String field) {
        Set<String> known = OBJECTS.get(object);
        if (known == null) {
            return COMMON.contains(field)
                    || object.endsWith("__e") && Set.of("ReplayId", "EventUuid").contains(field)
                    || object.endsWith("__mdt")
                            && Set.of(
                                            "DeveloperName",
                                            "MasterLabel",
                                            "Language",
                                            "NamespacePrefix",
                                            "QualifiedApiName",
                                            "Label")
                                    .contains(field);
        }
        return known.isEmpty() ? !field.endsWith("__c") : known.contains(field);
    }

    /** The fields that the object has by itself, as far as they are listed. */
    public static Set<String> fieldsOf(String object) {
        Set<String> known = OBJECTS.get(object);
        return known == null || known.isEmpty() ? COMMON : known;
    }
}
