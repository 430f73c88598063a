package io.sluice.deployment;

import io.sluice.deployment.analyzer.TargetFacts;
import io.sluice.metadata.Component;
import io.sluice.metadata.XmlNode;
import io.sluice.salesforce.ObjectDescription;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a target tells analyzers, each question asked once. What it refuses to tell is noted. */
final class OrgFacts implements TargetFacts {

    /** So many names stand in one query; an address has to stay short. */
    private static final int NAMES_AT_ONCE = 100;

    private final OrgLists lists;
    private final OrgConnection org;
    private final Supplier<OrgConnection> source;
    private final Function<Component, Optional<XmlNode>> compared;
    private final Map<String, Optional<?>> answers = new HashMap<>();
    private final Set<String> notes = new TreeSet<>();

    /**
     * @param source the source's connection, for the little that is asked of it
     * @param compared the file that the target had when both orgs were compared
     */
    OrgFacts(OrgConnection org, Supplier<OrgConnection> source, Function<Component, Optional<XmlNode>> compared) {
        this.org = org;
        this.source = source;
        this.compared = compared;
        this.lists = new OrgLists(org);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public String apiVersion() {
        return org.identity().apiVersion();
    }

    @Override
    public boolean has(Component component) {
        return lists.has(component);
    }

    @Override
    public Set<Component> all(String type) {
        return lists.all(type);
    }

    @Override
    public Optional<Set<String>> activeUsers(Set<String> userNames) {
        return ask("users " + new TreeSet<>(userNames), "which users it has", () -> {
            List<String> all = List.copyOf(userNames);
            Set<String> active = new HashSet<>();
            for (int from = 0; from < all.size(); from += NAMES_AT_ONCE) {
                String some = all.subList(from, Math.min(all.size(), from + NAMES_AT_ONCE)).stream()
                        .map(OrgFacts::quoted)
                        .collect(Collectors.joining(", "));
                org.query("SELECT Username FROM User WHERE IsActive = true AND Username IN (" + some + ")")
                        .forEach(row -> active.add(text(row, "Username").toLowerCase(Locale.ROOT)));
            }
            return Optional.of(all.stream()
                    .filter(name -> active.contains(name.toLowerCase(Locale.ROOT)))
                    .collect(Collectors.toSet()));
        });
    }

    @Override
    public Optional<Set<String>> currencies() {
        return ask("currencies", "which currencies it has", () -> {
            try {
                return Optional.of(org.query("SELECT IsoCode FROM CurrencyType WHERE IsActive = true").stream()
                        .map(row -> text(row, "IsoCode"))
                        .collect(Collectors.toSet()));
            } catch (OrgException e) {
                if (e.code().equals("INVALID_TYPE")) {
                    // An org with one currency has no such object.
                    return Optional.of(Set.of());
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<ObjectDescription> describe(String object) {
        return isAbsent(object)
                ? Optional.empty()
                : ask("describe " + object, "what " + object + " is like", () -> org.describe(object));
    }

    /** A new object is not asked about one by one: one list has all custom objects. */
    private boolean isAbsent(String object) {
        return object.endsWith("__c") && !lists.has(new Component("CustomObject", object));
    }

    @Override
    public Optional<Boolean> hasRecords(String object) {
        return ask(
                "records " + object,
                "whether " + object + " has records",
                () -> Optional.of(
                        !org.query("SELECT Id FROM " + object + " LIMIT 1").isEmpty()));
    }

    @Override
    public Optional<Boolean> usesValue(String object, String field, String value) {
        return ask("value " + object + "." + field + " " + value, "which values of " + field + " records have", () -> {
            boolean several = org.describe(object)
                    .flatMap(described -> described.field(field))
                    .filter(described -> described.type().equals("multipicklist"))
                    .isPresent();
            String condition = several ? " INCLUDES (" + quoted(value) + ")" : " = " + quoted(value);
            return Optional.of(!org.query("SELECT Id FROM " + object + " WHERE " + field + condition + " LIMIT 1")
                    .isEmpty());
        });
    }

    @Override
    public Optional<Map<String, String>> packageVersions() {
        return ask("packages", "the versions of its packages", () -> Optional.of(versions(org)));
    }

    @Override
    public Optional<Map<String, String>> packageVersionsOfSource() {
        return ask(
                "packages of the source",
                "the versions of the source's packages",
                () -> Optional.of(versions(source.get())));
    }

    /** An org without packages has no such rows; those without a prefix are unlocked packages, whose components have none either. */
    private static Map<String, String> versions(OrgConnection org) {
        Map<String, String> versions = new HashMap<>();
        for (Map<String, Object> row : org.queryTooling("SELECT SubscriberPackage.NamespacePrefix,"
                + " SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion,"
                + " SubscriberPackageVersion.PatchVersion, SubscriberPackageVersion.BuildNumber"
                + " FROM InstalledSubscriberPackage")) {
            if (row.get("SubscriberPackage") instanceof Map<?, ?> installed
                    && row.get("SubscriberPackageVersion") instanceof Map<?, ?> version
                    && installed.get("NamespacePrefix") instanceof String prefix) {
                versions.put(
                        prefix,
                        Stream.of("MajorVersion", "MinorVersion", "PatchVersion", "BuildNumber")
                                .map(part -> String.valueOf(version.get(part)))
                                .collect(Collectors.joining(".")));
            }
        }
        return versions;
    }

    @Override
    public Optional<XmlNode> compared(Component unit) {
        return compared.apply(unit);
    }

    @Override
    public Optional<Set<String>> scheduledClasses() {
        return ask(
                "jobs",
                "which Apex jobs are pending",
                () -> Optional.of(org
                        .query(
                                "SELECT ApexClass.Name FROM AsyncApexJob WHERE Status IN ('Queued', 'Preparing', 'Holding',"
                                        + " 'Processing')")
                        .stream()
                        .map(row ->
                                row.get("ApexClass") instanceof Map<?, ?> apex ? String.valueOf(apex.get("Name")) : "")
                        .collect(Collectors.toSet())));
    }

    @Override
    public Optional<String> sharingModel(String object) {
        return ask("sharing " + object, "the organization-wide default of " + object, () -> org
                .queryTooling(
                        "SELECT InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName = " + quoted(object))
                .stream()
                .map(row -> text(row, "InternalSharingModel"))
                .filter(model -> !model.isEmpty())
                .findFirst());
    }

    @SuppressWarnings("unchecked") // each question is asked with one type of answer
    private <T> Optional<T> ask(String question, String words, Supplier<Optional<T>> answer) {
        Optional<?> known = answers.get(question);
        if (known == null) {
            try {
                known = answer.get();
            } catch (OrgException e) {
                if (e.passing()) {
                    throw e;
                }
                notes.add(
                        "The target does not tell " + words + " (" + e.code() + "), so nothing was looked for there.");
                known = Optional.empty();
            }
            answers.put(question, known);
        }
        return (Optional<T>) known;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String text(Map<String, Object> row, String name) {
        return row.get(name) instanceof String text ? text : "";
    }
}
