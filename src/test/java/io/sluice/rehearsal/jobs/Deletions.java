package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.Manifest;
import io.sluice.rehearsal.metadata.Merge;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.Reference;
import io.sluice.rehearsal.metadata.References;
import io.sluice.rehearsal.metadata.XmlNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deletes what one destructive manifest names, all of it at once, so that components which need only each other go
 * together.
 */
final class Deletions {
    private final OrgMetadata org;
    private final String user;
    private final Instant now;
    private final OrgMetadata.NewId newId;
    private final boolean ignoreWarnings;
    private final Messages messages;

    Deletions(
            OrgMetadata org,
            String user,
            Instant now,
            OrgMetadata.NewId newId,
            boolean ignoreWarnings,
            Messages messages) {
        this.org = org;
        this.user = user;
        this.now = now;
        this.newId = newId;
        this.ignoreWarnings = ignoreWarnings;
        this.messages = messages;
    }

    void run(String file, Manifest manifest) {
        // Whom a name means can be told only while the named component is there.
        OrgMetadata with = org.copy();
        Map<String, Audit> going = new LinkedHashMap<>();
        manifest.types()
                .forEach((type, members) -> members.forEach(member -> {
                    if (allowed(file, type, member)) {
                        going.put(type + ":" + member, org.audit(type, member).orElse(null));
                    }
                }));
        if (going.isEmpty()) {
            return;
        }
        going.keySet().forEach(key -> remove(type(key), name(key)));
        Map<String, Set<String>> users = usersOf(going.keySet(), with);
        going.forEach((key, audit) -> {
            Set<String> using = users.getOrDefault(key, Set.of());
            if (using.isEmpty()) {
                messages.deleted(type(key), name(key), file, audit);
            } else {
                messages.fail(
                        type(key),
                        name(key),
                        file,
                        "This %s is referenced elsewhere in salesforce.com. Remove the usage and try again. : %s"
                                .formatted(label(type(key)), String.join(", ", using)));
            }
        });
    }

    private boolean allowed(String file, String type, String member) {
        boolean child = MetadataTypes.parentOf(type).isPresent();
        if (!child && MetadataTypes.named(type).isEmpty()) {
            messages.fail("", member, file, "Unknown type name '%s' specified in %s".formatted(type, file));
            return false;
        }
        if (member.equals("*")) {
            messages.fail(type, member, file, "Wildcards are not allowed in a destructive manifest");
            return false;
        }
        if (child ? org.child(type, member).isEmpty() : org.find(type, member).isEmpty()) {
            messages.warn(type, file, "No %s named: %s found".formatted(type, member), ignoreWarnings);
            return false;
        }
        if (type.equals("RecordType")) {
            messages.fail(type, member, file, "Cannot delete record type through API");
            return false;
        }
        boolean activeFlow = type.equals("Flow")
                && org.find(type, member)
                        .orElseThrow()
                        .root()
                        .childText("status")
                        .equals("Active");
        if (activeFlow || type.equals("CustomField") && !name(member, '.').contains("__")) {
            messages.fail(type, member, file, "insufficient access rights on cross-reference id");
            return false;
        }
        return true;
    }

    /** Takes the component away, and with an object its layouts and tab. */
    private void remove(String type, String fullName) {
        if (MetadataTypes.parentOf(type).isPresent()) {
            // Its object may have gone a moment ago.
            org.holder(type, fullName).ifPresent(holder -> {
                XmlNode gone = holder.children().get(type + ":" + fullName);
                XmlNode rest = holder.root()
                        .withChildren(holder.root().children().stream()
                                .filter(n -> n != gone)
                                .toList());
                SortedMap<String, byte[]> content = new TreeMap<>();
                content.put(holder.path(), rest.document());
                org.put(holder.type(), holder.fullName(), content, user, now, newId);
            });
            return;
        }
        org.remove(type, fullName);
        if (type.equals("CustomObject")) {
            List.copyOf(org.of("Layout").keySet()).stream()
                    .filter(l -> l.startsWith(fullName + "-"))
                    .forEach(l -> org.remove("Layout", l));
            org.remove("CustomTab", fullName);
        }
    }

    /** Deleted key to those that still need it; lines that an org drops by itself are dropped. */
    private Map<String, Set<String>> usersOf(Set<String> going, OrgMetadata with) {
        Map<String, Set<String>> users = new TreeMap<>();
        for (Component c : org.all()) {
            for (Reference r : References.of(c, with)) {
                String key = r.type() + ":" + r.fullName();
                if (!going.contains(key)) {
                    int dot = r.fullName().indexOf('.');
                    key = "CustomObject:" + (dot < 0 ? "" : r.fullName().substring(0, dot));
                    if (!r.type().equals("CustomField") || !going.contains(key)) {
                        continue;
                    }
                }
                if (r.removable()) {
                    Component now = org.find(c.type().xmlName(), c.fullName()).orElseThrow();
                    org.put(c.type(), c.fullName(), Merge.without(now, name(key), type(key)), user, this.now, newId);
                } else {
                    users.computeIfAbsent(key, k -> new TreeSet<>()).add(owner(r.owner()));
                }
            }
        }
        return users;
    }

    private static String owner(String key) {
        return spaced(type(key)) + " - " + name(key);
    }

    private static String label(String type) {
        return switch (type) {
            case "CustomField" -> "custom field";
            case "CustomObject" -> "custom object";
            default -> spaced(type);
        };
    }

    private static String spaced(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    private static String type(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    private static String name(String key) {
        return name(key, ':');
    }

    private static String name(String key, char after) {
        return key.substring(key.indexOf(after) + 1);
    }
}
