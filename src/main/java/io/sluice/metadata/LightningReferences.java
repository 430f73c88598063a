package io.sluice.metadata;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Lightning components and Visualforce pages name. */
final class LightningReferences {

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?(?:\\*/|\\z)|(?m:^\\s*//[^\\n]*)|<!--.*?(?:-->|\\z)", Pattern.DOTALL);
    private static final Pattern IMPORT =
            Pattern.compile("(?:from|import)\\s*\\(?\\s*['\"]((?:@salesforce|c)/[^'\"]+)['\"]");
    private static final Pattern WEB_TAG = Pattern.compile("<c-([a-z0-9_-]+)");
    private static final Pattern AURA_TAG = Pattern.compile("<c:([A-Za-z]\\w*)");
    private static final Pattern AURA_TYPE = Pattern.compile("\\btype\\s*=\\s*\"c:([A-Za-z]\\w*)\"");
    private static final Pattern CONTROLLER = Pattern.compile("\\bcontroller\\s*=\\s*\"([A-Za-z]\\w*)\"");
    private static final Pattern EXTENSIONS = Pattern.compile("\\bextensions\\s*=\\s*\"([\\w\\s,]+)\"");
    private static final Pattern STANDARD_CONTROLLER = Pattern.compile("\\bstandardController\\s*=\\s*\"(\\w+)\"");

    private LightningReferences() {}

    /** One file of a Lightning web component. */
    static void web(String inside, String source, ReferenceSink sink) {
        String code = COMMENT.matcher(source).replaceAll(" ");
        if (inside.endsWith(".js") || inside.endsWith(".ts")) {
            Matcher imports = IMPORT.matcher(code);
            while (imports.find()) {
                imported(imports.group(1), sink);
            }
        } else if (inside.endsWith(".html")) {
            Matcher tags = WEB_TAG.matcher(code);
            while (tags.find()) {
                sink.lightningComponent(camel(tags.group(1)), inside);
            }
        } else if (inside.endsWith(".css")) {
            Matcher imports = Pattern.compile("@import\\s+['\"]c/(\\w+)['\"]").matcher(code);
            while (imports.find()) {
                sink.lightningComponent(imports.group(1), inside);
            }
        }
    }

    static void aura(String inside, String source, ReferenceSink sink) {
        String code = COMMENT.matcher(source).replaceAll(" ");
        boolean markup = Set.of("cmp", "app", "evt", "intf", "design")
                .contains(inside.substring(inside.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (!markup) {
            return;
        }
        all(CONTROLLER, code, name -> sink.add("ApexClass", name, "controller"));
        all(AURA_TAG, code, name -> sink.lightningComponent(name, inside));
        all(AURA_TYPE, code, name -> sink.add("AuraDefinitionBundle", name, inside));
        sink.mergeFields("", code, inside);
    }

    static void visualforce(String source, ReferenceSink sink) {
        String code = COMMENT.matcher(source).replaceAll(" ");
        all(CONTROLLER, code, name -> sink.add("ApexClass", name, "controller"));
        all(EXTENSIONS, code, names -> {
            for (String name : names.split(",", -1)) {
                sink.add("ApexClass", name.strip(), "extensions");
            }
        });
        all(STANDARD_CONTROLLER, code, name -> sink.object(name, "standardController"));
        all(AURA_TAG, code, name -> sink.add("ApexComponent", name, "markup"));
        sink.mergeFields("", code, "markup");
    }

    private static void imported(String module, ReferenceSink sink) {
        String[] steps = module.split("/", -1);
        if (steps[0].equals("c")) {
            sink.lightningComponent(steps[1], module);
            return;
        }
        if (steps.length < 3) {
            return;
        }
        String name = module.substring(steps[0].length() + steps[1].length() + 2);
        switch (steps[1]) {
            case "apex", "apexContinuation" -> {
                String[] parts = name.split("\\.", -1);
                // Three parts begin with the namespace of a package.
                if (parts.length == 2) {
                    sink.add("ApexClass", parts[0], module);
                }
            }
            case "schema" -> {
                if (name.contains(".")) {
                    sink.qualifiedField(name, module);
                } else {
                    sink.object(name, module);
                }
            }
            case "label" -> {
                if (name.startsWith("c.")) {
                    sink.add("CustomLabel", name.substring(2), module);
                }
            }
            case "resourceUrl" -> sink.add("StaticResource", name, module);
            case "contentAssetUrl" -> sink.add("ContentAsset", name, module);
            case "customPermission" -> sink.add("CustomPermission", name, module);
            case "messageChannel" ->
                sink.add(
                        "LightningMessageChannel",
                        name.endsWith("__c") ? name.substring(0, name.length() - 3) : name,
                        module);
            default -> {
                // User, site and client modules name nothing that an org could lack.
            }
        }
    }

    private static void all(Pattern pattern, String code, Consumer<String> each) {
        Matcher matcher = pattern.matcher(code);
        while (matcher.find()) {
            each.accept(matcher.group(1));
        }
    }

    /** {@code order-item-tile} is the component {@code orderItemTile}. */
    private static String camel(String tag) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char each : tag.toCharArray()) {
            if (each == '-') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(each) : each);
                upper = false;
            }
        }
        return name.toString();
    }
}
