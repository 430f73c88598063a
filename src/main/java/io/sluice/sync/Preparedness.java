package io.sluice.sync;

import io.sluice.environment.Environment;
import io.sluice.salesforce.ObjectDescription;
import io.sluice.salesforce.OrgConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far an org has the objects of {@code salesforce/}.
 *
 * @param version the org's own; 0 where it has none
 * @param missing objects and fields that its version should have or ours needs
 */
record Preparedness(Environment environment, int version, List<String> missing) {

    Preparedness {
        missing = List.copyOf(missing);
    }

    static Preparedness of(Environment environment, OrgConnection org) {
        List<String> missing = new ArrayList<>();
        Optional<ObjectDescription> changeRequest = Optional.empty();
        for (Map.Entry<String, List<String>> needed : new TreeMap<>(OrgObjects.FIELDS).entrySet()) {
            Optional<ObjectDescription> described = org.describe(needed.getKey());
            if (described.isEmpty()) {
                missing.add("object " + needed.getKey());
                continue;
            }
            if (needed.getKey().equals(OrgObjects.CHANGE_REQUEST)) {
                changeRequest = described;
            }
            needed.getValue().stream()
                    .filter(field -> described.get().field(field).isEmpty())
                    .forEach(field -> missing.add("field " + needed.getKey() + "." + field));
        }
        int version = changeRequest
                .map(object -> object.field(OrgObjects.GLOBAL_ID)
                        .flatMap(field -> OrgObjects.version(field.help()))
                        .orElse(1))
                .orElse(0);
        return new Preparedness(environment, version, missing);
    }

    boolean hasItems() {
        return version >= OrgObjects.WITH_ITEMS;
    }

    /** Why nothing can be written there; empty where everything can. */
    Optional<String> refusal() {
        String org = environment.name() + " (" + environment.id() + ")";
        if (version > OrgObjects.VERSION) {
            return Optional.of(
                    org + " has version " + version + " of Sluice's objects; this Sluice knows them up to version "
                            + OrgObjects.VERSION
                            + ". A newer Sluice works with this org; nothing was written. Update Sluice, or"
                            + " choose another environment.");
        }
        if (version > 0 && version < OrgObjects.VERSION) {
            return Optional.of(org + " has version " + version + " of Sluice's objects; version " + OrgObjects.VERSION
                    + " is needed"
                    + (missing.isEmpty() ? "." : ", which brings " + String.join(", ", missing) + ".")
                    + " An administrator can upgrade it on page /environments/" + environment.id()
                    + " with the button \"Prepare environment\"; what the records say stays.");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(org + " is not prepared for Sluice: it lacks "
                        + String.join(", ", missing) + ", or the user that Sluice logs in with may not see it."
                        + " An administrator can prepare it on page /environments/" + environment.id()
                        + " with the button \"Prepare environment\". By hand: deploy the folder salesforce/ to the org and"
                        + " assign the permission set Sluice_Integration to that user.");
    }

    /** Why its records can't even be read; an older version's can. */
    Optional<String> unreadable() {
        boolean older = version > 0
                && version < OrgObjects.VERSION
                && missing.stream().noneMatch(name -> OrgObjects.FIRST_FIELDS.entrySet().stream()
                        .anyMatch(first -> name.equals("object " + first.getKey())
                                || first.getValue().stream()
                                        .anyMatch(field -> name.equals("field " + first.getKey() + "." + field))));
        return older ? Optional.empty() : refusal();
    }
}
