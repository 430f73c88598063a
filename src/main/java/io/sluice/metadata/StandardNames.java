package io.sluice.metadata;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which names are Salesforce's own, so that no org lacks them, and which names mean another component's. */
final class StandardNames {

    private static final Set<String> PROFILES = Set.of(
            "Admin",
            "Standard",
            "StandardAul",
            "ReadOnly",
            "SolutionManager",
            "MarketingProfile",
            "ContractManager",
            "Minimum Access - Salesforce",
            "Guest",
            "Guest License User",
            "HighVolumePortal",
            "Customer Portal Manager Standard",
            "PlatformPortal",
            "PartnerCommunity",
            "CustomerCommunity",
            "Chatter Free User",
            "Chatter External User",
            "Chatter Moderator User",
            "Identity User",
            "Cross Org Data Proxy User",
            "Force%2Ecom - App Subscription User");

    private static final Set<String> GLOBAL_ACTIONS = Set.of(
            "SendEmail",
            "LogACall",
            "NewTask",
            "NewEvent",
            "NewNote",
            "NewContact",
            "NewLead",
            "NewCase",
            "NewOpportunity",
            "NewAccount",
            "NewGroup",
            "NewCampaign",
            "NewProfileSkill",
            "Email",
            "ContactRequest");

    private static final List<String> PAGE_PREFIXES = List.of(
            "flexipage__", "runtime_", "sfa__", "sfdc_", "standard__", "lightning__", "one__", "support__", "setup_");

    /** Actions that Salesforce gives its own objects. */
    private static final Set<String> OBJECT_ACTIONS = Set.of(
            "CaseComment",
            "ChangeStatus",
            "LogACall",
            "SendEmail",
            "NewTask",
            "NewEvent",
            "NewNote",
            "NewContact",
            "NewCase",
            "NewChildCase",
            "NewOpportunity",
            "SocialPost");

    /** Objects made by the platform for a custom object. */
    private static final List<String> SHADOWS = List.of("__ChangeEvent", "__Share", "__History", "__Feed", "__Tag");

    /** Parts of compound fields. */
    private static final List<String> FIELD_PARTS = List.of(
            "__Latitude__s",
            "__Longitude__s",
            "__Street__s",
            "__City__s",
            "__PostalCode__s",
            "__StateCode__s",
            "__CountryCode__s",
            "__GeocodeAccuracy__s");

    /** Layouts of special screens are named by the screen. */
    private static final Map<String, String> LAYOUT_OBJECTS =
            Map.of("CaseClose", "Case", "CaseInteraction", "Case", "PersonAccount", "Account", "UserAlt", "User");

    private StandardNames() {}

    static boolean isStandard(Component component) {
        String name = component.fullName();
        return switch (component.type()) {
            case "CustomObject" -> !name.contains("__");
            case "CustomField" -> !name.substring(name.lastIndexOf('.') + 1).contains("__");
            case "CustomTab" -> name.startsWith("standard-");
            case "CustomApplication" -> name.startsWith("standard__");
            case "FlexiPage" -> PAGE_PREFIXES.stream().anyMatch(name::startsWith);
            case "Profile" -> PROFILES.contains(name);
            case "PlatformEventChannel" -> !name.endsWith("__chn");
            case "QuickAction" -> isStandardAction(name);
            case "RecordType" -> name.endsWith(".Master");
            case "CompactLayout" -> name.endsWith(".SYSTEM");
            case "StandardValueSet", "Settings" -> true;
            default -> false;
        };
    }

    private static boolean isStandardAction(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return GLOBAL_ACTIONS.contains(name);
        }
        String object = name.substring(0, dot);
        return object.equals("FeedItem") || !object.contains("__") && OBJECT_ACTIONS.contains(name.substring(dot + 1));
    }

    /** The object that people made, for the objects that the platform makes beside it. */
    static String object(String name) {
        for (String shadow : SHADOWS) {
            if (name.endsWith(shadow)) {
                return name.substring(0, name.length() - shadow.length()) + "__c";
            }
        }
        return name;
    }

    static String objectOfLayout(String layout) {
        int dash = layout.indexOf('-');
        String object = dash < 0 ? layout : layout.substring(0, dash);
        return LAYOUT_OBJECTS.getOrDefault(object, object);
    }

    /** The field that people made: whole compound fields for their parts, the contact's field for a person account's. */
    static Component field(String object, String field) {
        if (field.endsWith("__pc")) {
            return new Component("CustomField", "Contact." + field.substring(0, field.length() - 4) + "__c");
        }
        for (String part : FIELD_PARTS) {
            if (field.regionMatches(true, field.length() - part.length(), part, 0, part.length())) {
                return new Component(
                        "CustomField",
                        object(object) + "." + field.substring(0, field.length() - part.length()) + "__c");
            }
        }
        return new Component("CustomField", object(object) + "." + field);
    }
}
