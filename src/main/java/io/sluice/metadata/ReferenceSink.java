package io.sluice.metadata;

import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what one component names, leaves out Salesforce's own and the component itself. */
final class ReferenceSink {

    // Possessive: a repeated group would otherwise take a stack frame for each character of a long text.
    private static final Pattern FORMULA_NOISE =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|/\\*.*?(?:\\*/|\\z)", Pattern.DOTALL);
    private static final Pattern FORMULA_NAME =
            Pattern.compile("\\$?[A-Za-z][A-Za-z0-9_]*(?:\\s*\\.\\s*[A-Za-z][A-Za-z0-9_]*)*+");
    private static final Pattern MERGE_FIELD = Pattern.compile("\\{!([^}]*)}");

    /** Salesforce follows at most ten lookups; what is longer is no path of fields. */
    private static final int LONGEST_PATH = 1000;

    private final SortedSet<Reference> found;
    private final Component from;

    ReferenceSink(SortedSet<Reference> found, Component from) {
        this.found = found;
        this.from = from;
    }

    ReferenceSink of(Component child) {
        return new ReferenceSink(found, child);
    }

    Component from() {
        return from;
    }

    void add(String type, String name, String where) {
        add(new Component(type, name), where);
    }

    void add(String type, Optional<String> name, String where) {
        name.ifPresent(present -> add(type, present, where));
    }

    void object(String name, String where) {
        add("CustomObject", StandardNames.object(name), where);
    }

    void object(Optional<String> name, String where) {
        name.ifPresent(present -> object(present, where));
    }

    /**
     * A field as files name it: {@code Field__c} of the object at hand, {@code Lookup__r.Field__c} through a lookup of that
     * object (where the path leads only the org knows), or {@code Object__c.Field__c} of another object.
     *
     * @param object the object at hand; empty where it is not known
     */
    void field(String object, String path, String where) {
        if (path.length() > LONGEST_PATH) {
            return;
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            if (!object.isEmpty()) {
                add(StandardNames.field(object, path), where);
            }
            return;
        }
        String first = path.substring(0, dot);
        String rest = path.substring(dot + 1);
        if (first.endsWith("__r")) {
            field(object, first.substring(0, first.length() - 1) + "c", where);
        } else if (first.equals(object) || first.matches(".*__(?:c|e|mdt|b|x|kav)")) {
            object(first, where);
            field(first, rest, where);
        }
    }

    void field(String object, Optional<String> path, String where) {
        path.ifPresent(present -> field(object, present, where));
    }

    /** {@code Object.Field}, where also a standard object may stand before the dot. */
    void qualifiedField(String name, String where) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            object(name.substring(0, dot), where);
            field(name.substring(0, dot), name.substring(dot + 1), where);
        }
    }

    /** {@code c:name} or {@code name}; other prefixes are the platform's or a package's, which the file does not tell. */
    void lightningComponent(String name, String where) {
        String own = name.startsWith("c:") ? name.substring(2) : name;
        if (own.matches("[A-Za-z][A-Za-z0-9_]*")) {
            add("LightningComponentBundle", own, where);
        }
    }

    /** Every name in a formula that can be told for certain. */
    void formula(String object, Optional<String> text, String where) {
        if (text.isEmpty()) {
            return;
        }
        Matcher names = FORMULA_NAME.matcher(FORMULA_NOISE.matcher(text.get()).replaceAll(" "));
        while (names.find()) {
            name(object, names.group().replaceAll("\\s", ""), where);
        }
    }

    /** Merge fields ({@code {!$Label.Hello}}) in any text. */
    void mergeFields(String object, String text, String where) {
        Matcher merged = MERGE_FIELD.matcher(text);
        while (merged.find()) {
            formula(object, Optional.of(merged.group(1)), where);
        }
    }

    private void name(String object, String name, String where) {
        String[] steps = name.split("\\.", -1);
        if (!name.startsWith("$")) {
            if (name.contains("__") && !(steps.length > 1 && !steps[0].contains("__"))) {
                field(object, name, where);
            }
            return;
        }
        if (steps.length < 2) {
            return;
        }
        switch (steps[0]) {
            case "$Label" -> {
                if (steps.length == 2) {
                    add("CustomLabel", steps[1], where);
                } else if (steps[1].equals("c")) {
                    add("CustomLabel", steps[2], where);
                }
            }
            case "$Permission" -> add("CustomPermission", steps[steps.length - 1], where);
            case "$Resource" -> add("StaticResource", steps[1], where);
            case "$Setup", "$ObjectType" -> {
                object(steps[1], where);
                if (steps.length > 2 && steps[0].equals("$Setup")) {
                    field(steps[1], steps[2], where);
                }
            }
            case "$CustomMetadata" -> {
                if (steps.length > 2 && steps[1].endsWith("__mdt")) {
                    String type = steps[1].substring(0, steps[1].length() - "__mdt".length());
                    object(steps[1], where);
                    add("CustomMetadata", type + "." + steps[2], where);
                    if (steps.length > 3) {
                        field(steps[1], steps[3], where);
                    }
                }
            }
            case "$Record", "$Record__Prior" -> {
                if (steps[1].contains("__")) {
                    field(object, name.substring(name.indexOf('.') + 1), where);
                }
            }
            case "$User", "$Profile", "$Organization", "$UserRole" -> {
                if (steps.length == 2) {
                    field(steps[0].substring(1), steps[1], where);
                }
            }
            default -> {
                // $Api, $System and the like name nothing that an org could lack.
            }
        }
    }

    private void add(Component to, String where) {
        if (to.fullName().isBlank() || to.equals(from) || StandardNames.isStandard(to)) {
            return;
        }
        found.add(new Reference(from, to, where));
    }
}
