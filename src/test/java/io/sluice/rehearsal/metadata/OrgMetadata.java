package io.sluice.rehearsal.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All components of an org, by type and name. A copy is cheap (types are copied when first written to), so that a
 * deployment works on a copy and the org takes it over as a whole, or not at all.
 */
public final class OrgMetadata {
    private final Map<String, NavigableMap<String, Component>> byType;
    private final Set<String> own = new HashSet<>();

    public OrgMetadata() {
        byType = new HashMap<>();
    }

    private OrgMetadata(Map<String, NavigableMap<String, Component>> byType) {
        this.byType = byType;
    }

    /** A copy whose changes this one does not see. */
    public OrgMetadata copy() {
        own.clear();
        return new OrgMetadata(new HashMap<>(byType));
    }

    /** Components of a top-level type by name. */
    public NavigableMap<String, Component> of(String type) {
        return Collections.unmodifiableNavigableMap(byType.getOrDefault(type, Collections.emptyNavigableMap()));
    }

    /** Components of a type whose names begin so, without looking at the others. */
    public Collection<Component> startingWith(String type, String start) {
        return of(type).subMap(start, true, start + Character.MAX_VALUE, false).values();
    }

    /** One component of a top-level type. */
    public Optional<Component> find(String type, String fullName) {
        return Optional.ofNullable(
                byType.getOrDefault(type, Collections.emptyNavigableMap()).get(fullName));
    }

    /** All components. */
    public Collection<Component> all() {
        List<Component> out = new ArrayList<>();
        MetadataTypes.all().forEach(t -> out.addAll(of(t.xmlName()).values()));
        return out;
    }

    /** True when the org has that component, child, standard object or standard field. */
    public boolean has(String type, String fullName) {
        if (type.equals("CustomObject")) {
            return StandardObjects.has(fullName) || find(type, fullName).isPresent();
        }
        if (type.equals("CustomField")) {
            int dot = fullName.indexOf('.');
            return dot > 0 && hasField(fullName.substring(0, dot), fullName.substring(dot + 1));
        }
        Optional<MetadataType> parent = MetadataTypes.parentOf(type);
        return parent.isPresent()
                ? child(type, fullName).isPresent()
                : find(type, fullName).isPresent();
    }

    /** True when the object exists and has that field, by itself or by its metadata. */
    public boolean hasField(String object, String field) {
        if (!has("CustomObject", object)) {
            return false;
        }
        return StandardObjects.hasField(object, field)
                || find("CustomObject", object)
                        .map(c -> c.children().containsKey("CustomField:" + object + "." + field))
                        .orElse(false);
    }

    /** The XML of a child. */
    public Optional<XmlNode> child(String type, String fullName) {
        return holder(type, fullName).map(c -> c.children().get(type + ":" + fullName));
    }

    /** The component whose file holds that child, whether or not the child exists. */
    public Optional<Component> holder(String type, String fullName) {
        return MetadataTypes.parentOf(type).flatMap(parent -> {
            if (parent.xmlName().equals("CustomLabels")) {
                return of(parent.xmlName()).values().stream().findFirst();
            }
            int dot = fullName.indexOf('.');
            return dot < 1 ? Optional.empty() : find(parent.xmlName(), fullName.substring(0, dot));
        });
    }

    /** Who changed a component or child last. */
    public Optional<Audit> audit(String type, String fullName) {
        if (MetadataTypes.parentOf(type).isPresent()) {
            return holder(type, fullName).map(c -> c.childAudits().get(type + ":" + fullName));
        }
        String top = MetadataTypes.ofFolderType(type).map(MetadataType::xmlName).orElse(type);
        return find(top, fullName).map(Component::audit);
    }

    /** How a component's id is made: by the three characters that its kind begins with. */
    public interface NewId extends Function<String, String> {}

    /**
     * Puts the files of one component in place of what was there. Dates of the component and of each child move only
     * when it really changed.
     */
    public Component put(
            MetadataType type,
            String fullName,
            SortedMap<String, byte[]> files,
            String user,
            Instant now,
            NewId newId) {
        Optional<Component> before = find(type.xmlName(), fullName);
        if (before.isPresent() && before.get().sameFiles(files)) {
            return before.get();
        }
        Audit audit = before.map(b -> b.audit().changed(user, now))
                .orElseGet(() -> new Audit(newId.apply(prefix(type.xmlName())), user, now, user, now));
        Component bare = new Component(type, fullName, files, audit, Map.of());
        Map<String, Audit> childAudits = new LinkedHashMap<>();
        bare.children().forEach((key, node) -> {
            XmlNode old = before.map(b -> b.children().get(key)).orElse(null);
            Audit oldAudit = before.map(b -> b.childAudits().get(key)).orElse(null);
            if (old == null || oldAudit == null) {
                String childType = key.substring(0, key.indexOf(':'));
                childAudits.put(key, new Audit(newId.apply(prefix(childType)), user, now, user, now));
            } else {
                childAudits.put(key, old.sameAs(node) ? oldAudit : oldAudit.changed(user, now));
            }
        });
        if (before.isPresent() && type.container() && sameHeader(before.get(), bare)) {
            // A changed field does not change the date of its object.
            audit = before.get().audit();
        }
        Component made = new Component(type, fullName, files, audit, childAudits);
        writable(type.xmlName()).put(fullName, made);
        return made;
    }

    private static boolean sameHeader(Component a, Component b) {
        return header(a).sameAs(header(b));
    }

    private static XmlNode header(Component c) {
        return c.root()
                .withChildren(c.root().children().stream()
                        .filter(n -> !c.type().children().containsKey(n.name()))
                        .toList());
    }

    /** Puts a component back as it was saved. */
    public void restore(
            MetadataType type,
            String fullName,
            SortedMap<String, byte[]> files,
            Audit audit,
            Map<String, Audit> childAudits) {
        writable(type.xmlName()).put(fullName, new Component(type, fullName, files, audit, childAudits));
    }

    void restore(Component c) {
        writable(c.type().xmlName()).put(c.fullName(), c);
    }

    /** Removes a top-level component; false when there was none. */
    public boolean remove(String type, String fullName) {
        return find(type, fullName).isPresent() && writable(type).remove(fullName) != null;
    }

    /** The namespace of the installed package that a component came with; empty when it is the org's own. */
    public String namespace(String fullName) {
        Map<String, Component> packages = byType.getOrDefault("InstalledPackage", Collections.emptyNavigableMap());
        if (packages.isEmpty()) {
            return "";
        }
        int at = Math.max(fullName.lastIndexOf('.'), Math.max(fullName.lastIndexOf('/'), fullName.indexOf('-')));
        String own = fullName.substring(at + 1);
        int end = own.indexOf("__");
        boolean prefix = end > 0 && !own.substring(end + 2).matches("c|r|mdt|e|b|x|kav|p");
        return prefix && packages.containsKey(own.substring(0, end)) ? own.substring(0, end) : "";
    }

    /** What differs between an older copy and this: components to put, and those gone. */
    record Difference(List<Component> put, List<Component> gone) {}

    /** Compares with an older copy; types that neither touched cost nothing. */
    Difference since(OrgMetadata before) {
        List<Component> put = new ArrayList<>();
        List<Component> gone = new ArrayList<>();
        Set<String> types = new HashSet<>(byType.keySet());
        types.addAll(before.byType.keySet());
        for (String type : types) {
            NavigableMap<String, Component> now = byType.getOrDefault(type, Collections.emptyNavigableMap());
            NavigableMap<String, Component> then = before.byType.getOrDefault(type, Collections.emptyNavigableMap());
            if (now != then) {
                now.forEach((name, c) -> {
                    if (then.get(name) != c) {
                        put.add(c);
                    }
                });
                then.forEach((name, c) -> {
                    if (!now.containsKey(name)) {
                        gone.add(c);
                    }
                });
            }
        }
        return new Difference(put, gone);
    }

    private NavigableMap<String, Component> writable(String type) {
        if (own.add(type)) {
            byType.put(type, new TreeMap<>(byType.getOrDefault(type, new TreeMap<>())));
        }
        return byType.get(type);
    }

    private static String prefix(String type) {
        return switch (type) {
            case "ApexClass" -> "01p";
            case "ApexTrigger" -> "01q";
            case "ApexPage" -> "066";
            case "ApexComponent" -> "099";
            case "CustomObject" -> "01I";
            case "CustomField" -> "00N";
            case "Layout" -> "00h";
            case "Flow" -> "301";
            case "Profile" -> "00e";
            case "PermissionSet" -> "0PS";
            case "CustomTab" -> "01r";
            case "CustomApplication" -> "02u";
            case "FlexiPage" -> "0M0";
            case "ValidationRule" -> "03d";
            case "RecordType" -> "012";
            case "ListView" -> "00B";
            case "StaticResource" -> "081";
            case "LightningComponentBundle" -> "0Rb";
            case "AuraDefinitionBundle" -> "0Ab";
            case "Report" -> "00O";
            case "Dashboard" -> "01Z";
            case "EmailTemplate" -> "00X";
            default -> "0Hx";
        };
    }
}
