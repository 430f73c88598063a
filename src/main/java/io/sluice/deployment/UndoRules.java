package io.sluice.deployment;

import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.Difference.Kind;
import io.sluice.deployment.Undone.Act;
import io.sluice.deployment.analyzer.Managed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Salesforce lets nobody undo, each rule with its key. The facts are those of the Metadata API guide on deleting
 * components and on deploying fields, flows, profiles and picklists.
 */
final class UndoRules {

    /** A rule; empty where it has nothing to say about an item. */
    private record Rule(String key, Function<Undone, Optional<String>> words) {}

    private static final Pattern VALUE =
            Pattern.compile("(?:^|\\.)(?:value|customValue|standardValue|picklistValues)\\[([^\\]]*)]$");

    private static final List<Rule> RULES = List.of(
            new Rule("managed-package", UndoRules::managed),
            new Rule(
                    "record-type",
                    when(
                            Act.CREATED,
                            "Salesforce deletes no record type through its interface. A rollback leaves it; deactivate it in"
                                    + " Setup.",
                            "RecordType")),
            new Rule(
                    "flow-created",
                    when(
                            Act.CREATED,
                            "An active flow can't be deleted, nor one with paused interviews. Deactivate it in Setup before the"
                                    + " rollback.",
                            "Flow")),
            new Rule(
                    "flow-version",
                    when(
                            Act.OVERWRITTEN,
                            "Deploying a flow makes a new version. A rollback makes one more with the old content; interviews"
                                    + " that are paused meanwhile stay with the version they began with.",
                            "Flow")),
            new Rule(
                    "flow-deleted",
                    when(
                            Act.DELETED,
                            "A rollback brings back the last version only. Older versions and paused interviews are gone.",
                            "Flow")),
            new Rule("picklist-value", UndoRules::values),
            new Rule("picklist-global", UndoRules::global),
            new Rule("field-type", UndoRules::type),
            new Rule("standard-field", UndoRules::standardField),
            new Rule("data-deleted", UndoRules::dataDeleted),
            new Rule("data-entered", UndoRules::dataEntered),
            new Rule(
                    "lightning-page",
                    when(
                            Act.CREATED,
                            "It can't be deleted while an active Lightning page holds or is it. Take it out there before the"
                                    + " rollback.",
                            "FlexiPage",
                            "LightningComponentBundle",
                            "AuraDefinitionBundle")),
            new Rule("profile", UndoRules::profile));

    private UndoRules() {}

    static List<String> keys() {
        return RULES.stream().map(Rule::key).toList();
    }

    static List<CannotUndo> of(Undone item) {
        return RULES.stream()
                .flatMap(rule -> rule.words().apply(item).stream()
                        .map(words -> new CannotUndo(item.component(), rule.key(), words)))
                .toList();
    }

    private static Function<Undone, Optional<String>> when(Act act, String words, String... types) {
        return item -> item.is(act, types) ? Optional.of(words) : Optional.empty();
    }

    private static Optional<String> managed(Undone item) {
        return Managed.prefix(item.component())
                .map(prefix -> "It belongs to the installed package " + prefix
                        + ", whose components Salesforce lets nobody delete or bring back; only what the package leaves open"
                        + " to its users is restored.");
    }

    private static Optional<String> values(Undone item) {
        if (!item.is(Act.OVERWRITTEN, "CustomField", "GlobalValueSet", "StandardValueSet")) {
            return Optional.empty();
        }
        List<String> added = item.differences().stream()
                .filter(each -> each.kind() == Kind.ADDED)
                .map(each -> VALUE.matcher(each.path()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
        return added.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "A picklist value is never removed, only deactivated, and records keep it. A rollback leaves "
                                + Words.named(added) + ".");
    }

    private static Optional<String> global(Undone item) {
        boolean promoted = item.is(Act.OVERWRITTEN, "CustomField")
                && item.differences().stream()
                        .anyMatch(
                                each -> each.kind() == Kind.ADDED && each.path().endsWith("valueSetName"));
        return promoted
                ? Optional.of("A picklist that was made to use a global value set can't be made local again.")
                : Optional.empty();
    }

    private static Optional<String> type(Undone item) {
        return item.is(Act.OVERWRITTEN, "CustomField")
                ? item.differences().stream()
                        .filter(each -> each.path().equals("type"))
                        .map(each -> "The type changes from " + each.target() + " to " + each.source()
                                + ". Salesforce converts the values that records have; they are not converted back, and some"
                                + " changes of type can't be made the other way round at all.")
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> standardField(Undone item) {
        return item.is(Act.OVERWRITTEN, "CustomField") && !item.ownName().contains("__")
                ? Optional.of("The label of a standard field is not set back through the interface; look at it in Setup"
                        + " afterwards.")
                : Optional.empty();
    }

    private static Optional<String> dataDeleted(Undone item) {
        if (item.is(Act.DELETED, "CustomField")) {
            return Optional.of(
                    "What records have in this field is deleted with it. A rollback brings back the field, but"
                            + " empty.");
        }
        if (item.is(Act.DELETED, "CustomObject")) {
            return Optional.of("Its records are deleted with it. A rollback brings back the object, but empty.");
        }
        return Optional.empty();
    }

    private static Optional<String> dataEntered(Undone item) {
        if (item.is(Act.CREATED, "CustomField")) {
            return Optional.of("A rollback deletes the field with everything that people enter into it until then.");
        }
        if (item.is(Act.CREATED, "CustomObject")) {
            return Optional.of("A rollback deletes the object with every record that is made until then.");
        }
        return Optional.empty();
    }

    private static Optional<String> profile(Undone item) {
        boolean gives = item.is(Act.OVERWRITTEN, "Profile")
                && item.differences().stream().map(Difference::kind).anyMatch(Kind.ADDED::equals);
        return gives
                ? Optional.of(
                        "A deployment adds to a profile and takes nothing away. What this one adds is left by a rollback"
                                + " where the old profile does not name it: "
                                + item.differences().stream()
                                        .filter(each -> each.kind() == Kind.ADDED)
                                        .limit(3)
                                        .map(Difference::words)
                                        .collect(Collectors.joining("; "))
                                + ".")
                : Optional.empty();
    }
}
