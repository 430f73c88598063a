package io.sluice.sync;

import io.sluice.environment.Environment;
import io.sluice.salesforce.OrgConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether an org has the objects of {@code salesforce/} with all fields that Sluice needs. */
final class Preparedness {

    /** The length of Salesforce's longest long text area, for an org that states none. */
    private static final int LONGEST_TEXT_AREA = 131_072;

    /** What is missing, who can prepare the environment, and how by hand; empty where nothing is missing. */
    Optional<String> missing(Environment environment, OrgConnection org) {
        List<String> missing = new ArrayList<>();
        new TreeMap<>(OrgObjects.FIELDS).forEach((object, needed) -> {
            Optional<SortedMap<String, Integer>> fields = org.fields(object);
            if (fields.isEmpty()) {
                missing.add("object " + object);
                return;
            }
            needed.stream()
                    .filter(field -> !fields.get().containsKey(field.toLowerCase(Locale.ROOT)))
                    .forEach(field -> missing.add("field " + object + "." + field));
        });
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(environment.name() + " (" + environment.id() + ") is not prepared for Sluice: it lacks "
                + String.join(", ", missing) + ", or the user that Sluice logs in with may not see it."
                + " An administrator can prepare it on page /environments/" + environment.id()
                + " with the button \"Prepare environment\". By hand: deploy the folder salesforce/ to the org and assign"
                + " the permission set " + OrgObjects.PERMISSION_SET + " to that user.");
    }

    /** How many characters the record's scope may have in this org. */
    int longestScope(OrgConnection org) {
        return org.fields(OrgObjects.CHANGE_REQUEST)
                .map(fields -> fields.getOrDefault(OrgObjects.SCOPE.toLowerCase(Locale.ROOT), 0))
                .filter(length -> length > 0)
                .orElse(LONGEST_TEXT_AREA);
    }

    /** A sentence where the scope does not fit into the org's record; a line's end counts twice, as Salesforce does. */
    Optional<String> tooLong(String scope, Environment environment, OrgConnection org) {
        long length = scope.length() + scope.chars().filter(c -> c == '\n').count();
        int longest = longestScope(org);
        if (length <= longest) {
            return Optional.empty();
        }
        return Optional.of("The scope has " + length + " characters with its line ends; the field " + OrgObjects.SCOPE
                + " of the record in " + environment.name() + " holds at most " + longest
                + ". Split the change into several change requests.");
    }
}
