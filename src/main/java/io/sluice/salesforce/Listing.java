package io.sluice.salesforce;

import com.sforce.soap.metadata.FileProperties;
import io.sluice.metadata.Component;
import io.sluice.metadata.EncodedNames;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists a type's components, with what the API leaves out. */
final class Listing {

    /** {@code listMetadata} answers an empty list for these although every org has them. */
    private static final List<String> STANDARD_VALUE_SETS = List.of(
            "AccountContactMultiRoles",
            "AccountContactRole",
            "AccountOwnership",
            "AccountRating",
            "AccountType",
            "AssetStatus",
            "CampaignMemberStatus",
            "CampaignStatus",
            "CampaignType",
            "CaseContactRole",
            "CaseOrigin",
            "CasePriority",
            "CaseReason",
            "CaseStatus",
            "CaseType",
            "ContactRole",
            "ContractContactRole",
            "ContractStatus",
            "EntitlementType",
            "EventSubject",
            "EventType",
            "FiscalYearPeriodName",
            "FiscalYearPeriodPrefix",
            "FiscalYearQuarterName",
            "FiscalYearQuarterPrefix",
            "IdeaMultiCategory",
            "IdeaStatus",
            "IdeaThemeStatus",
            "Industry",
            "LeadSource",
            "LeadStatus",
            "OpportunityCompetitor",
            "OpportunityStage",
            "OpportunityType",
            "OrderStatus",
            "OrderType",
            "PartnerRole",
            "Product2Family",
            "QuoteStatus",
            "SalesTeamRole",
            "Salutation",
            "ServiceContractApprovalStatus",
            "SolutionStatus",
            "TaskPriority",
            "TaskStatus",
            "TaskSubject",
            "TaskType",
            "WorkOrderLineItemStatus",
            "WorkOrderPriority",
            "WorkOrderStatus");

    private static final Map<String, String> FOLDERS = Map.of(
            "Report", "ReportFolder",
            "Dashboard", "DashboardFolder",
            "Document", "DocumentFolder",
            "EmailTemplate", "EmailFolder");

    /** Reports and templates in no folder lie in this one, which no list of folders has. */
    private static final String UNFILED = "unfiled$public";

    /** "Cannot use: ... in this organization", and "Unknown type:...". */
    private static final String NO_SUCH_TYPE = "INVALID_TYPE";

    private final SoapApi soap;

    Listing(SoapApi soap) {
        this.soap = soap;
    }

    List<ListedComponent> list(String type) {
        try {
            return listed(type);
        } catch (OrgException e) {
            if (e.code().equals(NO_SUCH_TYPE)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<ListedComponent> listed(String type) {
        List<ListedComponent> found = new ArrayList<>();
        if (MetadataTypes.find(type).filter(MetadataType::inFolder).isPresent()) {
            List<String> folders = new ArrayList<>();
            soap.list(FOLDERS.getOrDefault(type, type + "Folder"), "").forEach(row -> folders.add(row.getFullName()));
            if (!folders.contains(UNFILED) && (type.equals("Report") || type.equals("EmailTemplate"))) {
                folders.add(UNFILED);
            }
            folders.forEach(folder -> soap.list(type, folder).forEach(row -> found.add(component(type, row))));
        } else {
            soap.list(type, "").forEach(row -> found.add(component(type, row)));
        }
        if (found.isEmpty() && type.equals("StandardValueSet")) {
            STANDARD_VALUE_SETS.forEach(
                    name -> found.add(new ListedComponent(new Component(type, name), null, null, null)));
        }
        return found;
    }

    private static ListedComponent component(String type, FileProperties row) {
        String namespace = row.getNamespacePrefix();
        return new ListedComponent(
                new Component(type, EncodedNames.decode(row.getFullName())),
                row.getLastModifiedByName(),
                time(row.getLastModifiedDate()),
                namespace == null || namespace.isBlank() ? null : namespace);
    }

    /** Standard components carry the year 1970. */
    private static @Nullable Instant time(@Nullable Calendar date) {
        return date == null || date.getTimeInMillis() <= 0 ? null : date.toInstant();
    }
}
