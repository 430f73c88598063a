package io.sluice.compare.difference;

import io.sluice.metadata.Component;
import java.util.Set;

/** Whether a profile's rights on something are there in any case, because the thing was retrieved together with it. */
final class Companions {

    private Companions() {}

    /** @param name the thing as the profile names it, for example {@code Invoice__c.Amount__c} */
    static boolean cover(Set<Component> companions, String type, String name) {
        if (companions.contains(new Component(type, name))) {
            return true;
        }
        int dot = name.indexOf('.');
        return switch (type) {
            // An object brings its fields and record types.
            case "CustomField", "RecordType" ->
                dot > 0 && companions.contains(new Component("CustomObject", name.substring(0, dot)));
            // A custom object's tab has the object's name, a standard one's the name with this in front.
            case "CustomTab" ->
                name.startsWith("standard-")
                        && companions.contains(new Component("CustomObject", name.substring("standard-".length())));
            // A principal is named Credential-Principal.
            case "ExternalCredential" ->
                name.indexOf('-') > 0 && companions.contains(new Component(type, name.substring(0, name.indexOf('-'))));
            default -> false;
        };
    }
}
