package io.sluice.salesforce;

import io.sluice.metadata.Component;
import io.sluice.metadata.EncodedNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An org's own list of what changed, Tooling's {@code SourceMember}: a row per component, with a revision that rises with
 * every change. Scratch orgs have it, and Developer and Developer Pro sandboxes where tracking was turned on.
 */
public final class SourceMembers {

    /** So many ids are named in one query; an address has to stay short. */
    private static final int PEOPLE_AT_ONCE = 200;

    private final OrgConnection org;

    public SourceMembers(OrgConnection org) {
        this.org = org;
    }

    /**
     * One changed component, or one file of a bundle.
     *
     * @param by the person's name, else the id as the org gives it; null where it gives neither
     * @param at null where the org gives no time
     * @param deleted whether it is gone
     */
    public record SourceMember(
            Component component,
            long revision,
            @Nullable String by,
            @Nullable Instant at,
            boolean deleted) {}

    /** The newest revision, 0 where nothing was changed yet; empty where the org does not track changes. */
    public OptionalLong newest() {
        try {
            List<Map<String, Object>> rows = org.queryTooling("SELECT MAX(RevisionCounter) newest FROM SourceMember");
            return OptionalLong.of(rows.isEmpty() ? 0 : number(rows.get(0), "newest"));
        } catch (OrgException e) {
            if (e.code().equals("INVALID_TYPE")) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /** What changed after a revision, oldest first. */
    public List<SourceMember> after(long revision) {
        List<Map<String, Object>> rows = org.queryTooling("SELECT MemberType, MemberName, RevisionCounter,"
                + " IsNameObsolete, ChangedBy, LastModifiedDate FROM SourceMember WHERE RevisionCounter > " + revision
                + " ORDER BY RevisionCounter");
        Map<String, String> people = people(rows.stream()
                .map(row -> text(row, "ChangedBy"))
                .filter(SourceMembers::isUserId)
                .collect(Collectors.toCollection(TreeSet::new)));
        return rows.stream()
                .map(row -> {
                    String by = text(row, "ChangedBy");
                    String at = text(row, "LastModifiedDate");
                    return new SourceMember(
                            new Component(text(row, "MemberType"), EncodedNames.decode(text(row, "MemberName"))),
                            number(row, "RevisionCounter"),
                            by.isEmpty() ? null : people.getOrDefault(key(by), by),
                            at.isEmpty() ? null : OrgTimes.read("LastModifiedDate", at),
                            Boolean.TRUE.equals(row.get("IsNameObsolete")));
                })
                .toList();
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

    private static String key(String id) {
        return isUserId(id) ? Ids.short15(id) : id;
    }

    private static long number(Map<String, Object> row, String name) {
        return row.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static String text(Map<String, Object> row, String name) {
        return row.get(name) instanceof String text ? text : "";
    }
}
