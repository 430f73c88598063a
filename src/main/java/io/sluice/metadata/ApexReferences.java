package io.sluice.metadata;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Apex names for certain. No identifier of Apex itself may have two underscores in a row, so every {@code X__c} is an
 * object, a field or a relationship; which of them, the words around it tell.
 */
final class ApexReferences {

    private static final String OBJECT = "[A-Za-z]\\w*?__(?:c|e|mdt|b|x)";

    private static final Pattern NOISE =
            Pattern.compile("/\\*.*?(?:\\*/|\\z)|//[^\\n]*|'(?:\\\\.|[^'\\\\\\n])*+'", Pattern.DOTALL);
    private static final Pattern TRIGGER = Pattern.compile("(?i)\\btrigger\\s+\\w+\\s+on\\s+(" + OBJECT + ")\\b");
    private static final Pattern DECLARED = Pattern.compile("(?<![\\w.])(" + OBJECT + ")\\s+([A-Za-z]\\w*)\\s*[=;:,)]");
    private static final Pattern IN_TYPE =
            Pattern.compile("(?<![\\w.])(?:new\\s+|[<(,]\\s*)(" + OBJECT + ")\\s*(?=[>(\\[)])");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<![\\w.])(?:Schema\\.)?(?:SObjectType\\.)?(" + OBJECT + ")\\s*\\.\\s*(?:fields\\s*\\.\\s*)?(\\w+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEW_RECORD =
            Pattern.compile("\\bnew\\s+(" + OBJECT + "|[A-Z][A-Za-z]+)\\s*\\(([^()]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED_VALUE = Pattern.compile("(?:^|,)\\s*([A-Za-z]\\w*__c)\\s*=(?!=)");
    private static final Pattern QUERY =
            Pattern.compile("(?is)\\bSELECT\\s+([\\w\\s,.]+?)\\s+FROM\\s+([A-Za-z]\\w*)\\b");
    private static final Pattern LABEL = Pattern.compile("(?<![\\w.])(?:System\\.)?Label\\.([A-Za-z]\\w*)(?![\\w.])");
    private static final Pattern WORD = Pattern.compile("(?<![\\w.])([A-Za-z]\\w*)\\s*(?=[.(<>\\s{,\\[])");

    private final String code;
    private final ReferenceSink sink;

    ApexReferences(String source, ReferenceSink sink) {
        this.code = NOISE.matcher(source).replaceAll(" ");
        this.sink = sink;
    }

    /** @param names class names of the package in lower case, as Apex does not tell cases apart */
    void read(Set<String> names, Map<String, Component> classes) {
        objects();
        fieldsOfVariables();
        queries();
        newRecords();
        Matcher labels = LABEL.matcher(code);
        while (labels.find()) {
            sink.add("CustomLabel", labels.group(1), "Label");
        }
        Matcher words = WORD.matcher(code);
        while (words.find()) {
            String word = words.group(1).toLowerCase(Locale.ROOT);
            Component target = names.contains(word) ? classes.get(word) : null;
            if (target != null) {
                sink.add(target.type(), target.fullName(), "code");
            }
        }
    }

    private void objects() {
        Matcher trigger = TRIGGER.matcher(code);
        while (trigger.find()) {
            sink.object(trigger.group(1), "trigger");
        }
        Matcher types = IN_TYPE.matcher(code);
        while (types.find()) {
            sink.object(types.group(1), "code");
        }
        Matcher tokens = TOKEN.matcher(code);
        while (tokens.find()) {
            sink.object(tokens.group(1), "code");
            if (tokens.group(2).endsWith("__c")) {
                sink.field(tokens.group(1), tokens.group(2), "code");
            }
        }
    }

    /** {@code Invoice__c invoice} makes {@code invoice.Amount__c} certain, unless another type uses the same name. */
    private void fieldsOfVariables() {
        Map<String, String> types = new HashMap<>();
        Matcher declared = DECLARED.matcher(code);
        while (declared.find()) {
            sink.object(declared.group(1), "code");
            types.merge(declared.group(2), declared.group(1), (one, other) -> one.equals(other) ? one : "");
        }
        types.forEach((variable, type) -> {
            if (type.isEmpty() || declaredOtherwise(variable, type)) {
                return;
            }
            Matcher used = Pattern.compile("(?<![\\w.])" + variable + "\\.([A-Za-z]\\w*__c)\\b")
                    .matcher(code);
            while (used.find()) {
                sink.field(type, used.group(1), "code");
            }
        });
    }

    private boolean declaredOtherwise(String variable, String type) {
        Matcher other =
                Pattern.compile("([\\w>\\]]+)\\s+" + variable + "\\s*[=;:,)]").matcher(code);
        while (other.find()) {
            if (!other.group(1).equals(type)
                    && !other.group(1)
                            .matches(
                                    "(?i)return|insert|update|upsert|delete|undelete|in|new|and|or|set|merge|instanceof")) {
                return true;
            }
        }
        return false;
    }

    private void queries() {
        Matcher queries = QUERY.matcher(code);
        while (queries.find()) {
            String object = queries.group(2);
            // FROM Items__r in a query inside a query names a relationship, whose object only the org knows.
            if (object.endsWith("__r")) {
                continue;
            }
            sink.object(object, "query");
            for (String field : queries.group(1).split(",", -1)) {
                String name = field.strip();
                if (name.matches("[A-Za-z]\\w*__c|[A-Za-z]\\w*__r\\.[\\w.]+")) {
                    sink.field(object, name, "query");
                }
            }
        }
    }

    private void newRecords() {
        Matcher created = NEW_RECORD.matcher(code);
        while (created.find()) {
            Matcher values = NAMED_VALUE.matcher(created.group(2));
            while (values.find()) {
                sink.field(created.group(1), values.group(1), "code");
            }
        }
    }
}
