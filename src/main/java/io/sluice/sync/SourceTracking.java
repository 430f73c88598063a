package io.sluice.sync;

import io.sluice.metadata.Component;
import io.sluice.metadata.EncodedNames;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An org's own list of what changed: a row per component, with a revision that rises with every change. Scratch orgs and
 * Developer sandboxes with tracking have it.
 */
final class SourceTracking {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");
    private static final int PEOPLE_AT_ONCE = 200;

    /** Files of bundles are tracked each; the bundle is the component. */
    private static final Map<String, String> BUNDLES =
            Map.of("AuraDefinition", "AuraDefinitionBundle", "LightningComponentResource", "LightningComponentBundle");

    private final OrgConnection org;

    SourceTracking(OrgConnection org) {
        this.org = org;
    }

    /** @param deleted whether it is gone */
    record Tracked(Component component, String by, Instant at, boolean deleted) {}

    /** The newest revision, 0 where nothing was changed yet; empty where the org does not track changes. */
    OptionalLong newest() {
        try {
            List<Map<String, Object>> rows = org.queryTooling("SELECT MAX(RevisionCounter) newest FROM SourceMember");
            Object newest = rows.isEmpty() ? null : rows.get(0).get("newest");
            return OptionalLong.of(newest instanceof Number number ? number.longValue() : 0);
        } catch (OrgException e) {
            if (e.code().equals("INVALID_TYPE")) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /** What changed after a revision, each component once, as its newest row says. */
    List<Tracked> after(long revision) {
        List<Map<String, Object>> rows = org.queryTooling("SELECT MemberType, MemberName, RevisionCounter,"
                + " IsNameObsolete, ChangedBy, LastModifiedDate FROM SourceMember WHERE RevisionCounter > " + revision
                + " ORDER BY RevisionCounter");
        Map<String, String> people = people(rows.stream()
                .map(row -> text(row, "ChangedBy"))
                .filter(SourceTracking::isUserId)
                .collect(Collectors.toCollection(TreeSet::new)));
        Map<Component, Tracked> newest = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) {
            String by = text(row, "ChangedBy");
            @Nullable Instant at = time(text(row, "LastModifiedDate"));
            if (at == null) {
                throw new OrgException("UNREADABLE_ANSWER", "The org names a source change without its time");
            }
            String type = text(row, "MemberType");
            String name = EncodedNames.decode(text(row, "MemberName"));
            boolean file = BUNDLES.containsKey(type);
            Component component = file
                    ? new Component(BUNDLES.getOrDefault(type, type), name.replaceFirst("/.*", ""))
                    : new Component(type, name);
            newest.put(
                    component,
                    new Tracked(
                            component,
                            by.isEmpty() ? "unknown" : people.getOrDefault(key(by), by),
                            at,
                            // A file that is gone leaves its bundle there.
                            !file && Boolean.TRUE.equals(row.get("IsNameObsolete"))));
        }
        return List.copyOf(newest.values());
    }

    private Map<String, String> people(Set<String> ids) {
        Map<String, String> names = new HashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += PEOPLE_AT_ONCE) {
            String some = all.subList(from, Math.min(all.size(), from + PEOPLE_AT_ONCE)).stream()
                    .map(id -> "'" + id + "'")
                    .collect(Collectors.joining(","));
            org.query("SELECT Id, Name FROM User WHERE Id IN (" + some + ")")
                    .forEach(row -> names.put(key(text(row, "Id")), text(row, "Name")));
        }
        return names;
    }

    private static boolean isUserId(String text) {
        return text.matches("005[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");
    }

    /** Ids come with and without the three characters that only make them safe from changes of case. */
    private static String key(String id) {
        return isUserId(id) ? id.substring(0, 15) : id;
    }

    private static String text(Map<String, Object> row, String name) {
        return row.get(name) instanceof String text ? text : "";
    }

    private static @Nullable Instant time(String text) {
        return text.isEmpty() ? null : OffsetDateTime.parse(text, TIME).toInstant();
    }
}
