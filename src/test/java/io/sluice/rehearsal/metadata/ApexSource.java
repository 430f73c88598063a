package io.sluice.rehearsal.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little that a rehearsal org understands of Apex: which custom names and classes a source mentions, which test
 * methods it has, and the directives in their comments.
 */
public final class ApexSource {
    private static final Pattern NOISE =
            Pattern.compile("//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\\\n])*'", Pattern.DOTALL);
    private static final Pattern CUSTOM = Pattern.compile("\\b(?:(\\w+)\\s*\\.\\s*)?([A-Za-z]\\w*?__(?:c|mdt|e|r))\\b");
    private static final Pattern CLASS_USE = Pattern.compile(
            "\\bnew\\s+([A-Z]\\w*)\\s*\\(|(?<![\\w.)])([A-Z]\\w*)\\s*\\.\\s*\\w+\\s*\\(|\\b(?:extends|implements)\\s+([A-Z]\\w*)\\b");
    private static final Pattern TRIGGER = Pattern.compile("(?i)^\\s*trigger\\s+\\w+\\s+on\\s+(\\w+)");
    private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]\\w*\\b");
    private static final Pattern TEST_METHOD = Pattern.compile(
            "(?i)(?:@istest(?:\\s*\\([^)]*\\))?\\s*(?:(?:private|public|global)\\s+)?static\\s+void|(?:(?:private|public|global)\\s+)?static\\s+testmethod\\s+void|testmethod\\s+(?:(?:private|public|global)\\s+)?static\\s+void)\\s+(\\w+)\\s*\\(");
    private static final Pattern UNREACHED = Pattern.compile("//\\s*rehearsal:\\s*not covered");
    private static final Set<String> BUILT_IN = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private static final Set<String> BUILT_IN_EXCEPTIONS = Set.of(
            "AssertException",
            "AsyncException",
            "AuraHandledException",
            "CalloutException",
            "DmlException",
            "EmailException",
            "FinalException",
            "HandledException",
            "IllegalArgumentException",
            "InvalidParameterValueException",
            "JSONException",
            "LimitException",
            "ListException",
            "MathException",
            "NoAccessException",
            "NoDataFoundException",
            "NullPointerException",
            "QueryException",
            "SObjectException",
            "SearchException",
            "SecurityException",
            "SerializationException",
            "StringException",
            "TypeException",
            "VisualforceException",
            "XmlException");

    static {
        for (String name : ("Account AggregateResult ApexPages Approval Assert Auth Blob Boolean BusinessHours Cache"
                        + " Case Comparable Comparator ConnectApi Contact Continuation Cookie Crypto Database Date"
                        + " Datetime Decimal Dom Double EncodingUtil Event EventBus FeatureManagement FieldSet Flow"
                        + " FormulaEval Http HttpCalloutMock HttpRequest HttpResponse Id Integer Invocable Iterable"
                        + " Iterator JSON JSONGenerator JSONParser Label Lead Limits List Location Logger Long Map"
                        + " Matcher Math Messaging Metadata Network Object Opportunity OrgLimits PageReference"
                        + " Packaging Page Pattern Process QueryLocator Queueable QuickAction Reports RestContext"
                        + " RestRequest RestResponse Savepoint Schedulable Schema Search SelectOption Set Site"
                        + " String StubProvider System Task Test TestSetup Time TimeZone Trigger Type URL User"
                        + " UserInfo UserManagement Uuid Version VisualEditor WebServiceCallout XmlStreamReader"
                        + " XmlStreamWriter AccessLevel AccessType Batchable SObject Security Exception AsyncInfo"
                        + " Profile Group Product2 Pricebook2 PricebookEntry Order OrderItem Quote Campaign Asset"
                        + " Attachment ContentVersion ContentDocument EmailMessage FeedItem")
                .split(" ")) {
            BUILT_IN.add(name);
        }
    }

    private final Component component;
    private final OrgMetadata org;
    private final String raw;
    private final String code;

    private ApexSource(Component component, OrgMetadata org) {
        this.component = component;
        this.org = org;
        byte[] bytes = component.files().get(component.path());
        this.raw = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        this.code = blank(raw);
    }

    /** Reads a class or trigger against what the org holds. */
    public static ApexSource of(Component component, OrgMetadata org) {
        return new ApexSource(component, org);
    }

    /** True when the class itself is annotated {@code @IsTest}. */
    public boolean isTest() {
        int body = code.indexOf('{');
        return body > 0
                && Pattern.compile("(?i)@istest\\b")
                        .matcher(code.substring(0, body))
                        .find();
    }

    /** The object whose records a trigger watches; empty for a class. */
    public Optional<String> triggerObject() {
        Matcher trigger = TRIGGER.matcher(code);
        return trigger.find() ? Optional.of(trigger.group(1)) : Optional.empty();
    }

    /** The whole text, comments included. */
    public String text() {
        return raw;
    }

    /** The text with comments and strings blanked, so that places stay the same. */
    public String code() {
        return code;
    }

    /** What stands before the body of the class, annotations included. */
    public String head() {
        int body = code.indexOf('{');
        return raw.substring(0, Math.max(0, body));
    }

    /** Numbers of the lines with code, each with whether a test can reach it: not when it is marked so. */
    public SortedMap<Integer, Boolean> lines() {
        SortedMap<Integer, Boolean> out = new TreeMap<>();
        String[] blanked = code.split("\n", -1);
        String[] written = raw.split("\n", -1);
        for (int i = 0; i < blanked.length; i++) {
            if (!blanked[i].isBlank()) {
                out.put(i + 1, !UNREACHED.matcher(written[i]).find());
            }
        }
        return out;
    }

    /** True when the code (no comment, no string) has the name as a word of its own; case does not count. */
    public boolean mentions(String name) {
        return Pattern.compile("(?i)\\b" + Pattern.quote(name) + "\\b")
                .matcher(code)
                .find();
    }

    /** Every word of the code, in lower case; for many {@link #mentions(String)} at once. */
    public Set<String> words() {
        Set<String> out = new LinkedHashSet<>();
        Matcher word = WORD.matcher(code);
        while (word.find()) {
            out.add(word.group().toLowerCase(Locale.ROOT));
        }
        return out;
    }

    /** Test methods by name, each with its line and its text (its comments included) up to the next test method. */
    public Map<String, TestMethod> testMethods() {
        Map<String, TestMethod> out = new LinkedHashMap<>();
        Matcher method = TEST_METHOD.matcher(code);
        String name = null;
        int from = 0;
        while (method.find()) {
            if (name != null) {
                out.put(name, new TestMethod(name, line(from), raw.substring(from, method.start())));
            }
            name = method.group(1);
            from = method.start();
        }
        if (name != null) {
            out.put(name, new TestMethod(name, line(from), raw.substring(from)));
        }
        return out;
    }

    /** One test method. */
    public record TestMethod(String name, int line, String text) {}

    /** The custom objects, fields and classes that the code names. */
    public List<Reference> references() {
        List<Reference> out = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Matcher custom = CUSTOM.matcher(code);
        while (custom.find()) {
            String before = custom.group(1);
            String name = custom.group(2);
            if (name.endsWith("__r")) {
                name = name.substring(0, name.length() - 1) + "c";
            }
            if (seen.add((before == null ? "" : before) + "." + name)) {
                custom(before, name, custom.start(2), out);
            }
        }
        Matcher use = CLASS_USE.matcher(code);
        while (use.find()) {
            int group = use.group(1) != null ? 1 : use.group(2) != null ? 2 : 3;
            String name = use.group(group);
            if (seen.add(name) && !known(name)) {
                out.add(reference(
                        "ApexClass",
                        name,
                        group == 2 ? "Variable does not exist: " + name : "Invalid type: " + name,
                        use.start(group)));
            } else if (org.find("ApexClass", name).isPresent() && !name.equals(component.fullName())) {
                out.add(reference("ApexClass", name, "Invalid type: " + name, use.start(group)));
            }
        }
        return out;
    }

    private void custom(String before, String name, int at, List<Reference> out) {
        boolean object = org.has("CustomObject", name);
        if (before != null && before.matches("\\w+__(c|mdt|e)") && org.has("CustomObject", before)) {
            out.add(reference(
                    "CustomField",
                    before + "." + name,
                    "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name."
                            .formatted(name, before),
                    at));
        } else if (object) {
            out.add(reference("CustomObject", name, "Invalid type: " + name, at));
        } else {
            List<String> holders = org.of("CustomObject").values().stream()
                    .filter(o -> o.children().containsKey("CustomField:" + o.fullName() + "." + name))
                    .map(Component::fullName)
                    .toList();
            if (holders.isEmpty()) {
                boolean field = before != null;
                out.add(reference(
                        field ? "CustomField" : "CustomObject",
                        field ? "?." + name : name,
                        field ? "Variable does not exist: " + name : "Invalid type: " + name,
                        at));
            } else {
                // Without types nobody can say whose field is meant: it counts for every mentioned object that has it.
                for (String holder : holders) {
                    if (mentions(holder) || holders.size() == 1) {
                        out.add(reference("CustomField", holder + "." + name, "Variable does not exist: " + name, at));
                    }
                }
            }
        }
    }

    private boolean known(String name) {
        return CUSTOM.matcher(name).matches() // looked up as an object already
                || BUILT_IN.contains(name)
                || BUILT_IN_EXCEPTIONS.contains(name)
                || org.find("ApexClass", name).isPresent()
                || StandardObjects.has(name)
                || declared(name);
    }

    private boolean declared(String name) {
        String quoted = Pattern.quote(name);
        return Pattern.compile("\\b(?:class|interface|enum)\\s+" + quoted + "\\b")
                        .matcher(code)
                        .find()
                || Pattern.compile("\\b[A-Za-z_][\\w<>,. \\[\\]]*\\s+" + quoted + "\\s*[=;,):{]")
                        .matcher(code)
                        .find();
    }

    private Reference reference(String type, String fullName, String problem, int at) {
        return new Reference(component.key(), type, fullName, problem, line(at), column(at), false);
    }

    private int line(int at) {
        return 1 + (int) code.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private int column(int at) {
        return at - (at == 0 ? -1 : code.lastIndexOf('\n', at - 1));
    }

    /** Comments and strings become spaces, so that places stay the same. */
    private static String blank(String source) {
        return NOISE.matcher(source)
                .replaceAll(hit -> Matcher.quoteReplacement(hit.group().replaceAll("[^\\n]", " ")));
    }
}
