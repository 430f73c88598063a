package io.sluice.sync;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.Map;

/** The objects of {@code salesforce/}, by their API names. */
final class OrgObjects {

    static final String CHANGE_REQUEST = "Sluice_Change_Request__c";
    static final String DEPLOYMENT = "Sluice_Deployment__c";
    static final String PERMISSION_SET = "Sluice_Integration";
    static final String GLOBAL_ID = "Global_Id__c";
    static final String SCOPE = "Scope__c";
    static final String STATUS = "Status__c";
    static final String APPROVAL = "Approval__c";

    /** The fields that Sluice reads or writes, by object. */
    static final Map<String, List<String>> FIELDS = Map.of(
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

    private OrgObjects() {}

    /** Whether the component came into the org by preparing it for Sluice. */
    static boolean isOurs(Component component) {
        String name = component.fullName();
        return name.equals(PERMISSION_SET) || isOf(CHANGE_REQUEST, name) || isOf(DEPLOYMENT, name);
    }

    /** The object itself, its tab, its fields ({@code Object.Field}) and its layouts ({@code Object-Layout}). */
    private static boolean isOf(String object, String name) {
        return name.equals(object) || name.startsWith(object + ".") || name.startsWith(object + "-");
    }
}
