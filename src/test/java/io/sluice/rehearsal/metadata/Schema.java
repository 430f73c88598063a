package io.sluice.rehearsal.metadata;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which elements a metadata file may have: what Salesforce's own Java client of version 62.0 knows. Types and later
 * versions that it does not know are not checked.
 */
public final class Schema {
    /** The newest version whose elements are known. */
    public static final double NEWEST = 62.0;

    private static final String PACKAGE = "com.sforce.soap.metadata.";
    private static final Map<Class<?>, Map<String, Class<?>>> ELEMENTS = new ConcurrentHashMap<>();

    private Schema() {}

    /** An element or value that the type does not have. */
    public record Problem(String words, int line, int column) {}

    /** The first problem of a file whose root stands for that type. */
    public static Optional<Problem> check(String type, XmlNode root) {
        return classOf(type).flatMap(c -> check(c, root));
    }

    private static Optional<Class<?>> classOf(String type) {
        try {
            return type.isEmpty() ? Optional.empty() : Optional.of(Class.forName(PACKAGE + type));
        } catch (ClassNotFoundException e) {
            // A type that this client does not know: nothing can be said about its elements.
            return Optional.empty();
        }
    }

    private static Optional<Problem> check(Class<?> type, XmlNode node) {
        Map<String, Class<?>> known = ELEMENTS.computeIfAbsent(type, Schema::elements);
        for (XmlNode child : node.children()) {
            Class<?> inner = known.get(child.name().toLowerCase(Locale.ROOT));
            if (inner == null) {
                return Optional.of(new Problem(
                        "Error parsing file: Element {%s}%s invalid at this location in type %s"
                                .formatted(XmlNode.NAMESPACE, child.name(), type.getSimpleName()),
                        child.line(),
                        child.column()));
            }
            Optional<Problem> below = value(inner, child);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> value(Class<?> type, XmlNode node) {
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (constant.toString().equals(node.text())) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Problem(
                    "Error parsing file: '%s' is not a valid value for the enum '%s'"
                            .formatted(node.text(), type.getSimpleName()),
                    node.line(),
                    node.column()));
        }
        return type.getName().startsWith(PACKAGE) ? check(type, node) : Optional.empty();
    }

    private static Map<String, Class<?>> elements(Class<?> type) {
        Map<String, Class<?>> out = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            String name = method.getName();
            int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
            if (prefix > 0 && method.getParameterCount() == 0 && name.length() > prefix && !name.equals("getClass")) {
                Class<?> inner = method.getReturnType();
                out.put(
                        name.substring(prefix).toLowerCase(Locale.ROOT),
                        inner.isArray() ? inner.getComponentType() : inner);
            }
        }
        return out;
    }
}
