package io.sluice.salesforce;

import com.sforce.soap.metadata.FileProperties;
import io.sluice.metadata.Component;
import io.sluice.metadata.EncodedNames;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    private final ListStream stream;

    Listing(SoapApi soap, SoapStream stream, String version) {
        this.soap = soap;
        this.stream = new ListStream(stream, version);
    }

    /** Three queries a call, each answer read while it arrives; what fails so is asked for alone. */
    void list(Collection<String> types, Consumer<ListedComponent> each, BiConsumer<String, OrgException> failed) {
        List<ListStream.Query> queries = new ArrayList<>();
        for (String type : types) {
            if (MetadataTypes.find(type).filter(MetadataType::inFolder).isPresent()) {
                try {
                    folders(type).forEach(folder -> queries.add(new ListStream.Query(type, folder)));
                } catch (OrgException e) {
                    refused(type, e, failed);
                }
            } else {
                queries.add(new ListStream.Query(type, ""));
            }
        }
        for (int from = 0; from < queries.size(); from += ListStream.MOST) {
            List<ListStream.Query> some = queries.subList(from, Math.min(from + ListStream.MOST, queries.size()));
            list(some, each, failed);
        }
    }

    private void list(
            List<ListStream.Query> queries, Consumer<ListedComponent> each, BiConsumer<String, OrgException> failed) {
        Set<String> told;
        try {
            told = stream.list(queries, each);
        } catch (OrgException e) {
            if (queries.size() == 1) {
                refused(queries.get(0).type(), e, failed);
                return;
            }
            if (isFault(e)) {
                throw e;
            }
            queries.forEach(query -> list(List.of(query), each, failed));
            return;
        }
        for (ListStream.Query query : queries) {
            if (!told.contains(query.type())) {
                standardValueSets(query.type()).forEach(each);
            }
        }
    }

    private static void refused(String type, OrgException e, BiConsumer<String, OrgException> failed) {
        if (isFault(e)) {
            throw e;
        }
        failed.accept(type, e);
    }

    /** Whether it says nothing of the type. An org that stumbles over one type calls that an unknown exception. */
    private static boolean isFault(OrgException e) {
        return e instanceof OrgBusyException
                || Refusals.isFault(e.code()) && !e.code().equals("UNKNOWN_EXCEPTION");
    }

    private static List<ListedComponent> standardValueSets(String type) {
        return type.equals("StandardValueSet")
                ? STANDARD_VALUE_SETS.stream()
                        .map(name -> new ListedComponent(new Component(type, name), null, null, null))
                        .toList()
                : List.of();
    }

    private List<String> folders(String type) {
        List<String> folders = new ArrayList<>();
        soap.list(FOLDERS.getOrDefault(type, type + "Folder"), "").forEach(row -> folders.add(row.getFullName()));
        if (!folders.contains(UNFILED) && (type.equals("Report") || type.equals("EmailTemplate"))) {
            folders.add(UNFILED);
        }
        return folders;
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
            folders(type).forEach(folder -> soap.list(type, folder).forEach(row -> found.add(component(type, row))));
        } else {
            soap.list(type, "").forEach(row -> found.add(component(type, row)));
        }
        if (found.isEmpty()) {
            found.addAll(standardValueSets(type));
        }
        return found;
    }

    private static ListedComponent component(String type, FileProperties row) {
        String namespace = row.getNamespacePrefix();
        return new ListedComponent(
                new Component(type, EncodedNames.decode(row.getFullName())),
                row.getId(),
                row.getLastModifiedByName(),
                time(row.getLastModifiedDate()),
                namespace == null || namespace.isBlank() ? null : namespace);
    }

    /** Standard components carry the year 1970. */
    private static @Nullable Instant time(@Nullable Calendar date) {
        return date == null || date.getTimeInMillis() <= 0 ? null : date.toInstant();
    }
}
