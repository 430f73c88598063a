package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import io.sluice.metadata.XmlNode;
import io.sluice.salesforce.ObjectDescription;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What analyzers ask of a target. Each question is put to the org once. Empty means that the org does not tell: whoever asks
 * finds nothing then, and the analysis says what was not told.
 */
public interface TargetFacts {

    /** The newest API version of the org, for example {@code 62.0}. */
    String apiVersion();

    boolean has(Component component);

    /** All components of a type. */
    Set<Component> all(String type);

    /** Which of these user names are active users; null-safe, in the spelling asked. */
    Optional<Set<String>> activeUsers(Set<String> userNames);

    /** ISO codes of the active currencies; of an org with one currency, an empty set. */
    Optional<Set<String>> currencies();

    /** An object with its fields; empty where it is not there or not told. */
    Optional<ObjectDescription> describe(String object);

    /** Whether an object has at least one record. */
    Optional<Boolean> hasRecords(String object);

    /** Whether a record of the object has this value in a picklist. */
    Optional<Boolean> usesValue(String object, String field, String value);

    /** Versions of the installed packages by prefix, for example {@code 1.12}. */
    Optional<Map<String, String>> packageVersions();

    /** The same of the source. */
    Optional<Map<String, String>> packageVersionsOfSource();

    /** The XML file that the target had of a component when both orgs were compared; empty where it was the same or not there. */
    Optional<XmlNode> compared(Component unit);

    /** Names of Apex classes with scheduled jobs. */
    Optional<Set<String>> scheduledClasses();

    /** The organization-wide default of an object, for example {@code Private} or {@code ReadWrite}. */
    Optional<String> sharingModel(String object);
}
