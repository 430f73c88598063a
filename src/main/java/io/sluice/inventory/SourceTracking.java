package io.sluice.inventory;

import io.sluice.metadata.Component;
import io.sluice.metadata.EncodedNames;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An org's source tracking: a row per changed component, with a revision that rises with every change. Scratch orgs have
 * it, and Developer and Developer Pro sandboxes where it was turned on.
 */
final class SourceTracking {

    /** {@code 2026-11-24T04:00:00.000+0000}, as the API writes it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    /** So many ids are named in one query; an address has to stay short. */
    private static final int PEOPLE_AT_ONCE = 200;

    private final OrgConnection org;

    SourceTracking(OrgConnection org) {
        this.org = org;
    }

    /** What changed after a revision. */
    record Changes(long counter, List<InventoryComponent> changed, List<Component> deleted) {}

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

    Changes after(long counter) {
        List<Map<String, Object>> rows =
                org.queryTooling("SELECT MemberType, MemberName, RevisionCounter, IsNameObsolete,"
                        + " ChangedBy, LastModifiedDate FROM SourceMember WHERE RevisionCounter > " + counter
                        + " ORDER BY RevisionCounter");
        Map<String, String> people = people(rows.stream()
                .map(row -> text(row, "ChangedBy"))
                .filter(SourceTracking::isUserId)
                .collect(Collectors.toCollection(TreeSet::new)));
        List<InventoryComponent> changed = new ArrayList<>();
        List<Component> deleted = new ArrayList<>();
        long newest = counter;
        for (Map<String, Object> row : rows) {
            Component component = new Component(text(row, "MemberType"), EncodedNames.decode(text(row, "MemberName")));
            if (row.get("RevisionCounter") instanceof Number revision) {
                newest = Math.max(newest, revision.longValue());
            }
            if (Boolean.TRUE.equals(row.get("IsNameObsolete"))) {
                deleted.add(component);
            } else {
                String by = text(row, "ChangedBy");
                changed.add(new InventoryComponent(
                        component,
                        InventoryFilter.OWN,
                        by.isEmpty() ? null : people.getOrDefault(key(by), by),
                        time(text(row, "LastModifiedDate"))));
            }
        }
        return new Changes(newest, changed, deleted);
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
