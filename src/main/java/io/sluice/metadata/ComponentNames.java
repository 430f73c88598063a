package io.sluice.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in a sentence what is wrong with a component's type or name, before any org is asked. */
public final class ComponentNames {

    private static final int LONGEST_FULL_NAME = 255;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_PREFIX = 15;
    private static final int LONGEST_CUSTOM_OBJECT_OR_FIELD = 40;

    private static final Set<String> SUFFIXES = Set.of(
            "c",
            "e",
            "mdt",
            "b",
            "x",
            "kav",
            "ka",
            "pc",
            "s",
            "chn",
            "Share",
            "History",
            "Feed",
            "dlm",
            "dll",
            "ChangeEvent");

    private static final Set<String> OBJECT_SUFFIXES = Set.of("c", "e", "mdt", "b", "x", "kav", "dlm", "dll");

    /** Types whose names are people's words or addresses rather than API names: spaces and dots may occur. */
    private static final Set<String> FREE_NAMES = Set.of(
            "Profile",
            "Layout",
            "Network",
            "CustomSite",
            "Role",
            "MatchingRule",
            "DuplicateRule",
            "StandardValueSet",
            "Document",
            "ConnectedApp",
            "Certificate",
            "Translations",
            "Community",
            "CustomApplication",
            "Letterhead",
            "ReportType",
            "SiteDotCom",
            "CustomTab",
            "InstalledPackage",
            "ProfilePasswordPolicy",
            "ProfileSessionSetting",
            "ExperienceBundle",
            "DigitalExperienceBundle",
            "CustomObjectTranslation",
            "SharingSet",
            "Portal",
            "CallCenter",
            "TopicsForObjects",
            "ManagedTopics",
            "CaseSubjectParticle",
            "EmailServicesFunction",
            "IPAddressRange",
            "LeadConvertSettings",
            "QuickAction",
            "ApprovalProcess",
            "Flow",
            "FlowDefinition",
            "Territory2",
            "Territory2Rule",
            "Territory2Model",
            "HomePageLayout",
            "HomePageComponent",
            "PresenceUserConfig",
            "EntitlementProcess",
            "MilestoneType",
            "Skill",
            "CustomFeedFilter",
            "LightningExperienceTheme",
            "NetworkBranding",
            "CampaignInfluenceModel",
            "ForecastingType",
            "AppMenu",
            "Group",
            "Queue");

    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("CustomField", "Invoice__c.Amount__c"),
            Map.entry("CustomObject", "Invoice__c"),
            Map.entry("RecordType", "Invoice__c.Domestic"),
            Map.entry("ValidationRule", "Invoice__c.Amount_is_positive"),
            Map.entry("ListView", "Invoice__c.All_Open"),
            Map.entry("WebLink", "Invoice__c.Print"),
            Map.entry("Layout", "Invoice__c-Invoice Layout"),
            Map.entry("CustomMetadata", "Tax_Rate.Germany"),
            Map.entry("QuickAction", "Invoice__c.Send"),
            Map.entry("Report", "Finance/Open_Invoices"),
            Map.entry("Dashboard", "Finance/Overview"),
            Map.entry("EmailTemplate", "Finance/Reminder"),
            Map.entry("Document", "Logos/Logo.png"),
            Map.entry("CustomLabel", "Pay_Now"),
            Map.entry("ApexClass", "InvoiceService"),
            Map.entry("PlatformEventChannel", "Invoices__chn"),
            Map.entry("Settings", "Security"));

    private ComponentNames() {}

    /** A full name as components of the type have it, for people who have to type one. */
    public static String example(String type) {
        return EXAMPLES.getOrDefault(type, "My_" + type);
    }

    /** What is wrong with the component's type or name; empty where both can exist. Whether it does only an org knows. */
    public static Optional<String> problem(Component component) {
        Optional<MetadataType> found = MetadataTypes.find(component.type());
        if (found.isEmpty()) {
            return Optional.of(unknownType(component));
        }
        MetadataType type = found.get();
        String name = component.fullName();
        if (name.equals("*") || name.contains("*")) {
            return problem(component, "a wildcard is not a component; name each one");
        }
        if (name.length() > LONGEST_FULL_NAME) {
            return problem(
                    component,
                    "the name has " + name.length() + " characters, at most " + LONGEST_FULL_NAME + " are possible");
        }
        if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            return problem(component, "the name has white space at an end or a control character");
        }
        if (type.name().equals("CustomLabel")) {
            return apiName(component, name, "the name");
        }
        if (type.isChild()) {
            return child(component, type);
        }
        if (type.inFolder()) {
            return inFolder(component);
        }
        return switch (type.name()) {
            case "Layout" -> layout(component);
            case "CustomMetadata" -> record(component);
            case "CustomObject" -> object(component, name);
            case "CustomLabels" ->
                name.equals("CustomLabels")
                        ? Optional.empty()
                        : problem(
                                component,
                                "all labels of an org are one component named CustomLabels; one label is CustomLabel:"
                                        + name);
            default ->
                FREE_NAMES.contains(type.name()) ? Optional.empty() : apiName(component, lastPart(name), "the name");
        };
    }

    /** As {@link #problem}, and for a component that does not exist yet: whether people could create it under this name. */
    public static Optional<String> problemOfProposed(Component component) {
        Optional<String> problem = problem(component);
        if (problem.isPresent()) {
            return problem;
        }
        String name = component.fullName();
        return switch (component.type()) {
            case "CustomField" -> {
                String field = name.substring(name.indexOf('.') + 1);
                yield field.endsWith("__c")
                        ? tooLong(component, field, "a field's name")
                        : problem(component, "a new field's name ends in __c; standard fields exist already");
            }
            case "CustomObject" ->
                OBJECT_SUFFIXES.contains(suffix(name))
                        ? tooLong(component, name, "an object's name")
                        : problem(
                                component,
                                "a new object's name ends in __c (object), __e (platform event), __mdt (custom metadata type),"
                                        + " __b (big object) or __x (external object); standard objects exist already");
            case "CustomTab", "CustomApplication" ->
                name.startsWith("standard") && (name.startsWith("standard-") || name.startsWith("standard__"))
                        ? problem(component, "what begins with \"standard\" is Salesforce's own and can't be created")
                        : apiName(component, name, "the name");
            case "PlatformEventChannel" ->
                name.endsWith("__chn") ? Optional.empty() : problem(component, "a new channel's name ends in __chn");
            case "StandardValueSet", "Settings" ->
                problem(component, "Salesforce brings all components of this type; none can be created");
            case "Flow", "Group", "Queue", "Role" -> apiName(component, name, "the name");
            default -> Optional.empty();
        };
    }

    private static String unknownType(Component component) {
        String lower = component.type().toLowerCase(Locale.ROOT);
        Optional<String> near = MetadataTypes.all().stream()
                .map(MetadataType::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(lower)
                        || (name.toLowerCase(Locale.ROOT) + "s").equals(lower))
                .findFirst();
        return component + ": Salesforce has no metadata type \"" + component.type() + "\""
                + near.map(name -> "; did you mean " + name + "?")
                        .orElse("; the form is Type:Name, for example CustomField:Invoice__c.Amount__c");
    }

    private static Optional<String> child(Component component, MetadataType type) {
        String name = component.fullName();
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            return problem(
                    component,
                    "the name has the form " + ("CustomObject".equals(type.parent()) ? "Object" : "Parent") + ".Name");
        }
        String parent = name.substring(0, dot);
        String member = name.substring(dot + 1);
        Optional<String> ofParent = "CustomObject".equals(type.parent())
                ? object(component, parent)
                : apiName(component, parent, "the part before the dot");
        if (ofParent.isPresent()) {
            return ofParent;
        }
        if (type.name().equals("MatchingRule")
                || type.name().equals("ManagedTopic")
                || type.name().contains("Rule") && !type.name().equals("ValidationRule")) {
            // Assignment, sharing and workflow rules carry people's words.
            return member.length() > LONGEST_FULL_NAME
                    ? problem(component, "the rule's name is too long")
                    : Optional.empty();
        }
        return apiName(component, member, "the part after the dot");
    }

    private static Optional<String> inFolder(Component component) {
        String name = component.fullName();
        boolean wellFormed =
                !name.startsWith("/") && !name.endsWith("/") && !name.contains("//") && !name.contains("..");
        if (!wellFormed || !name.contains("/")) {
            return problem(component, "the name has the form Folder/Name");
        }
        if (component.type().equals("Document")) {
            return Optional.empty();
        }
        for (String step : name.split("/", -1)) {
            // unfiled$public is the folder of the templates that lie in none.
            if (!step.equals("unfiled$public")) {
                Optional<String> problem = apiName(component, step, "\"" + step + "\"");
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> layout(Component component) {
        String name = component.fullName();
        int dash = name.indexOf('-');
        if (dash <= 0 || dash == name.length() - 1) {
            return problem(component, "the name has the form Object-Layout name");
        }
        return object(component, name.substring(0, dash));
    }

    private static Optional<String> record(Component component) {
        String name = component.fullName();
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            return problem(component, "the name has the form Type.Record, the type without __mdt");
        }
        String type = name.substring(0, dot);
        if (type.endsWith("__mdt")) {
            return problem(component, "the type before the dot stands without __mdt");
        }
        Optional<String> ofType = apiName(component, type, "the part before the dot");
        return ofType.isPresent() ? ofType : apiName(component, name.substring(dot + 1), "the part after the dot");
    }

    private static Optional<String> object(Component component, String name) {
        Optional<String> problem = apiName(component, name, "the object's name");
        if (problem.isPresent()) {
            return problem;
        }
        boolean unknownEnding = name.contains("__") && !SUFFIXES.contains(suffix(name));
        return unknownEnding
                ? problem(
                        component,
                        "the object's name has \"__\" but ends in no suffix of an object, such as __c, __e or __mdt")
                : Optional.empty();
    }

    private static Optional<String> apiName(Component component, String name, String what) {
        if (name.isEmpty()) {
            return problem(component, what + " is empty");
        }
        if (!Character.isLetter(name.charAt(0)) || name.charAt(0) > 'z') {
            return problem(component, what + " must begin with a letter");
        }
        if (!name.matches("[A-Za-z0-9_]+")) {
            return problem(component, what + " may have letters, digits and underscores only");
        }
        if (name.endsWith("_")) {
            return problem(component, what + " must not end with an underscore");
        }
        List<String> parts = new ArrayList<>(List.of(name.split("__", -1)));
        while (parts.size() > 1 && SUFFIXES.contains(parts.get(parts.size() - 1))) {
            parts.remove(parts.size() - 1);
        }
        boolean prefixTooLong = parts.size() == 2 && parts.get(0).length() > LONGEST_PREFIX;
        if (parts.size() > 2 || prefixTooLong || name.contains("___")) {
            return problem(
                    component,
                    what + " has two underscores in a row where neither a package prefix (at most " + LONGEST_PREFIX
                            + " characters) nor a suffix such as __c is");
        }
        String core = parts.get(parts.size() - 1);
        if (core.length() > LONGEST_NAME) {
            return problem(
                    component,
                    what + " has " + core.length() + " characters, at most " + LONGEST_NAME + " are possible");
        }
        return Optional.empty();
    }

    private static Optional<String> tooLong(Component component, String name, String what) {
        String core = name.substring(0, name.lastIndexOf("__"));
        int prefix = core.indexOf("__");
        String own = prefix < 0 ? core : core.substring(prefix + 2);
        return own.length() > LONGEST_CUSTOM_OBJECT_OR_FIELD
                ? problem(
                        component,
                        what + " has " + own.length() + " characters before its suffix, at most "
                                + LONGEST_CUSTOM_OBJECT_OR_FIELD + " are possible")
                : Optional.empty();
    }

    private static String suffix(String name) {
        int at = name.lastIndexOf("__");
        return at < 0 ? "" : name.substring(at + 2);
    }

    /** Names such as {@code Case.Close} of global types: the part that people chose. */
    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<String> problem(Component component, String what) {
        String example = EXAMPLES.get(component.type());
        return Optional.of(
                component + ": " + what + (example == null ? "" : ", for example " + component.type() + ":" + example));
    }
}
