package io.sluice.sync;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of {@code salesforce/}, by their API names, and their version. */
final class OrgObjects {

    /**
     * The version that this Sluice needs and installs. An org states its own in the help text of the change request's
     * global id, which every describe answer hands out; version 1 stated none.
     */
    static final int VERSION = 2;

    /** The version with items as records. */
    static final int WITH_ITEMS = 2;

    static final String CHANGE_REQUEST = "Sluice_Change_Request__c";
    static final String SCOPE_ITEM = "Sluice_Scope_Item__c";
    static final String DEPLOYMENT = "Sluice_Deployment__c";
    static final String GLOBAL_ID = "Global_Id__c";
    static final String SCOPE = "Scope__c";
    static final String STATUS = "Status__c";
    static final String APPROVAL = "Approval__c";

    private static final Pattern STATED_VERSION = Pattern.compile("Objects of Sluice, version (\\d{1,6})");
    private static final Set<String> PERMISSION_SETS = Set.of("Sluice_Integration", "Sluice_Developer");

    /** The fields of version 1 that are still read or written, by object. */
    static final Map<String, List<String>> FIRST_FIELDS = Map.of(
            CHANGE_REQUEST,
            List.of(
                    GLOBAL_ID,
                    "Number__c",
                    "Title__c",
                    "Change_Type__c",
                    STATUS,
                    "Overview__c",
                    "Requester__c",
                    "Revision__c",
                    SCOPE,
                    APPROVAL),
            DEPLOYMENT,
            List.of(GLOBAL_ID, "Change_Request__c", "Source__c", "Target__c", STATUS));

    /** All fields that Sluice reads or writes, by object. */
    static final Map<String, List<String>> FIELDS = Map.of(
            CHANGE_REQUEST,
            FIRST_FIELDS.getOrDefault(CHANGE_REQUEST, List.of()),
            DEPLOYMENT,
            FIRST_FIELDS.getOrDefault(DEPLOYMENT, List.of()),
            SCOPE_ITEM,
            List.of(GLOBAL_ID, "Change_Request__c", "Type__c", "Full_Name__c", "Kind__c", "Note__c", "Revision__c"));

    private OrgObjects() {}

    /** The version that a help text states; empty where it states none. */
    static Optional<Integer> version(String help) {
        Matcher stated = STATED_VERSION.matcher(help);
        return stated.find() ? Optional.of(Integer.valueOf(stated.group(1))) : Optional.empty();
    }

    /** Whether the component came into the org by preparing it for Sluice. */
    static boolean isOurs(Component component) {
        String name = component.fullName();
        return PERMISSION_SETS.contains(name)
                || isOf(CHANGE_REQUEST, name)
                || isOf(SCOPE_ITEM, name)
                || isOf(DEPLOYMENT, name);
    }

    /** The object itself, its tab, its fields ({@code Object.Field}) and its layouts ({@code Object-Layout}). */
    private static boolean isOf(String object, String name) {
        return name.equals(object) || name.startsWith(object + ".") || name.startsWith(object + "-");
    }
}
