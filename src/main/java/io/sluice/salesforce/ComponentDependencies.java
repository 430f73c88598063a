package io.sluice.salesforce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An org's own list of which component uses which, Tooling's {@code MetadataComponentDependency}. It is a beta: an org may
 * refuse it, it leaves reports out, and a query ends at 2,000 rows without a word. The object's page in the Tooling API guide
 * allows only {@code =}, {@code !=}, {@code AND} and {@code OR}, so ids are asked for one by one in an {@code OR}.
 */
public final class ComponentDependencies {

    /** Where a query ends, whether or not there is more. */
    static final int MOST_ROWS = 2000;

    /** So many ids are named in one query; an address has to stay short. */
    static final int IDS_AT_ONCE = 100;

    private static final String USER = "MetadataComponentId";
    private static final String USED = "RefMetadataComponentId";

    private final OrgConnection org;

    public ComponentDependencies(OrgConnection org) {
        this.org = org;
    }

    /**
     * One component uses another. Names are developer names without the object before and the ending behind; ids are cut to
     * the 15 characters that identify.
     */
    public record Use(
            String userId, String userType, String userName, String usedId, String usedType, String usedName) {}

    /** What an org answers to the question who uses whom. */
    public sealed interface Answer {}

    /**
     * @param truncated ids, 15 characters each, of which the org told the first 2,000 rows only
     */
    public record Told(List<Use> uses, Set<String> truncated) implements Answer {

        public Told {
            uses = List.copyOf(uses);
            truncated = Set.copyOf(truncated);
        }
    }

    /**
     * The org does not tell: it lacks the object, or the user a right.
     *
     * @param sentence the org's code and words
     */
    public record Refused(String sentence) implements Answer {}

    /**
     * What the components with these ids use.
     *
     * @throws OrgException where the org can't be reached, so that a later try may bring more
     */
    public Answer usedBy(Collection<String> ids) {
        return ask(USER, ids, Use::userId);
    }

    /**
     * Who uses the components with these ids.
     *
     * @throws OrgException as {@link #usedBy}
     */
    public Answer usersOf(Collection<String> ids) {
        return ask(USED, ids, Use::usedId);
    }

    private Answer ask(String field, Collection<String> ids, Function<Use, String> asked) {
        List<String> all = ids.stream().map(Ids::short15).distinct().sorted().toList();
        List<Use> uses = new ArrayList<>();
        Set<String> truncated = new TreeSet<>();
        try {
            for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
                ask(field, all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)), uses, truncated);
            }
        } catch (OrgException e) {
            // Of a beta also an unknown exception is an answer: waiting for it to go away would stop deployments for
            // good.
            if (e.passing()) {
                throw e;
            }
            return new Refused(e.code() + ": " + e.getMessage());
        }
        Set<String> wanted = Set.copyOf(all);
        return new Told(
                uses.stream()
                        .filter(use -> wanted.contains(asked.apply(use)))
                        .distinct()
                        .toList(),
                truncated);
    }

    /** Too many rows for one answer are asked for in halves, down to a single id. */
    private void ask(String field, List<String> ids, List<Use> uses, Set<String> truncated) {
        List<Map<String, Object>> rows = org.queryTooling(
                "SELECT MetadataComponentId, MetadataComponentName, MetadataComponentType, RefMetadataComponentId,"
                        + " RefMetadataComponentName, RefMetadataComponentType FROM MetadataComponentDependency WHERE "
                        + ids.stream()
                                .map(id -> field + " = '" + Ids.long18(id) + "'")
                                .collect(Collectors.joining(" OR ")));
        if (rows.size() >= MOST_ROWS && ids.size() > 1) {
            int half = ids.size() / 2;
            ask(field, ids.subList(0, half), uses, truncated);
            ask(field, ids.subList(half, ids.size()), uses, truncated);
            return;
        }
        if (rows.size() >= MOST_ROWS) {
            truncated.add(ids.get(0));
        }
        rows.stream().map(ComponentDependencies::use).forEach(uses::add);
    }

    private static Use use(Map<String, Object> row) {
        return new Use(
                Ids.short15(text(row, USER)),
                text(row, "MetadataComponentType"),
                text(row, "MetadataComponentName"),
                Ids.short15(text(row, USED)),
                text(row, "RefMetadataComponentType"),
                text(row, "RefMetadataComponentName"));
    }

    private static String text(Map<String, Object> row, String name) {
        return row.get(name) instanceof String text ? text : "";
    }
}
