package io.sluice.compare.difference;

import io.sluice.metadata.MetadataTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** People's words for types, for the items inside a component and for their properties. */
final class ItemNames {

    /** One item each: {@code element Words}, or {@code parent/element Words} where the parent decides. */
    private static final Map<String, String> ITEMS = read(ItemNameTable.ITEMS);

    /** Elements that people see as one part, and that never repeat. */
    private static final Map<String, String> PARTS = read(ItemNameTable.PARTS);

    private static final Map<String, String> TYPES = read(ItemNameTable.TYPES);
    private static final Map<String, String> LABELS = read(ItemNameTable.LABELS);

    /** Only hold other elements together; people don't know them. */
    private static final Set<String> UNSEEN = Set.of(ItemNameTable.UNSEEN.split("\\s+"));

    private static final Set<String> PROPER =
            Set.of("Apex", "Lightning", "Visualforce", "Salesforce", "Chatter", "Einstein", "Aura", "SAML", "OAuth");

    private static final Map<String, String> ACRONYMS = Map.ofEntries(
            Map.entry("id", "ID"),
            Map.entry("ids", "IDs"),
            Map.entry("api", "API"),
            Map.entry("url", "URL"),
            Map.entry("ip", "IP"),
            Map.entry("html", "HTML"),
            Map.entry("xml", "XML"),
            Map.entry("pdf", "PDF"),
            Map.entry("csv", "CSV"),
            Map.entry("css", "CSS"),
            Map.entry("sla", "SLA"),
            Map.entry("sms", "SMS"),
            Map.entry("https", "HTTPS"),
            Map.entry("http", "HTTP"),
            Map.entry("sso", "SSO"),
            Map.entry("saml", "SAML"),
            Map.entry("apex", "Apex"),
            Map.entry("visualforce", "Visualforce"),
            Map.entry("lightning", "Lightning"),
            Map.entry("chatter", "Chatter"),
            Map.entry("salesforce", "Salesforce"),
            Map.entry("soap", "SOAP"),
            Map.entry("rest", "REST"),
            Map.entry("uri", "URI"));

    private static final Pattern HUMP =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|_+");

    private ItemNames() {}

    /** {@code Field}, {@code Validation rule}, {@code Permission set}. */
    static String type(String type) {
        return TYPES.getOrDefault(type, upperFirst(words(type)));
    }

    /** A component with its short name: {@code Field Amount__c}; children are named inside their parent. */
    static String component(String type, String fullName) {
        boolean child =
                MetadataTypes.find(type).filter(known -> known.isChild()).isPresent() && !type.equals("CustomLabel");
        return type(type) + " " + (child ? fullName.substring(fullName.indexOf('.') + 1) : fullName);
    }

    /** Whether elements of this name are items of which there can be several. */
    static boolean isItem(String parent, String element) {
        return ITEMS.containsKey(parent + "/" + element) || ITEMS.containsKey(element);
    }

    /** What people call one element of this name that can repeat. */
    static String item(String parent, String element) {
        String words = ITEMS.get(parent + "/" + element);
        return words != null ? words : ITEMS.getOrDefault(element, upperFirst(words(singular(element))));
    }

    /** Several of them, in the middle of a sentence. */
    static String plural(String parent, String element) {
        String one = lowerFirst(item(parent, element));
        return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one.endsWith("s") ? one : one + "s";
    }

    /** What people call an element that stands alone; empty where they don't see it. */
    static String part(String element) {
        return UNSEEN.contains(element) ? "" : PARTS.getOrDefault(element, upperFirst(words(element)));
    }

    /** What people call a property. */
    static String label(String parent, String element) {
        String words = LABELS.get(parent + "/" + element);
        return words != null ? words : LABELS.getOrDefault(element, words(withoutSwitch(element)));
    }

    /** "Enable activities is switched on" says it twice. */
    private static String withoutSwitch(String element) {
        return element.replaceFirst("^(enable|is)(?=[A-Z])", "");
    }

    /** {@code camelCase} and {@code snake_case} as words, small except what always is capital. */
    static String words(String name) {
        List<String> parts = List.of(HUMP.split(name, -1));
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .map(part -> ACRONYMS.getOrDefault(
                        part.toLowerCase(Locale.ROOT),
                        part.length() > 1 && part.equals(part.toUpperCase(Locale.ROOT))
                                ? part
                                : part.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }

    /** Every word with a capital, as Salesforce writes permissions: {@code Modify All Data}. */
    static String title(String name) {
        return List.of(words(name).split(" ", -1)).stream()
                .map(ItemNames::upperFirst)
                .collect(Collectors.joining(" "));
    }

    static String upperFirst(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Small, unless it is a proper name or an acronym. */
    static String lowerFirst(String words) {
        int space = words.indexOf(' ');
        String first = space < 0 ? words : words.substring(0, space);
        boolean acronym = first.length() > 1 && Character.isUpperCase(first.charAt(1));
        return PROPER.contains(first) || acronym || words.isEmpty()
                ? words
                : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static String singular(String element) {
        if (element.endsWith("ies")) {
            return element.substring(0, element.length() - 3) + "y";
        }
        if (element.endsWith("sses") || element.endsWith("xes") || element.endsWith("ches")) {
            return element.substring(0, element.length() - 2);
        }
        return element.endsWith("s") && !element.endsWith("ss") && !element.endsWith("us")
                ? element.substring(0, element.length() - 1)
                : element;
    }

    private static Map<String, String> read(String table) {
        Map<String, String> names = new HashMap<>();
        table.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int space = line.indexOf(' ');
            if (names.put(line.substring(0, space), line.substring(space + 1)) != null) {
                throw new IllegalStateException("The table of names has " + line + " twice");
            }
        });
        return Map.copyOf(names);
    }
}
