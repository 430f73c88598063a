package io.sluice.web;

import io.sluice.change.Overlap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scope page and its JSON twin show. */
final class ScopeView {

    private ScopeView() {}

    /**
     * The scope as it stands.
     *
     * @param number of the change request
     * @param editable whether the viewer may edit it now
     * @param why why not, or where the edits go; a sentence
     * @param inSandbox whether it is what the sandbox's record states
     * @param problems what stands in the way, a sentence each
     * @param release whether the scopes of its parts are added when it is submitted
     * @param parts the change requests that are part of a release now; empty for what is no release
     * @param overlaps other open change requests that touch the same
     */
    record Basket(
            String number,
            boolean editable,
            String why,
            boolean inSandbox,
            List<Item> existing,
            List<Item> proposed,
            List<Item> deletions,
            List<String> problems,
            boolean release,
            List<Part> parts,
            List<Overlap> overlaps) {

        public int size() {
            return existing.size() + proposed.size() + deletions.size();
        }
    }

    /**
     * A change request that is part of a release.
     *
     * @param brought whether its scope is approved, so that the release brings it
     */
    record Part(String number, String name, String status, boolean brought) {}

    /**
     * One item.
     *
     * @param mark id of the place beside its hit that says whether it is in the scope
     * @param from numbers of the change requests that a release has it from; empty for what is the change request's own
     */
    record Item(String type, String name, String mark, List<String> from) {

        public String component() {
            return type + ":" + name;
        }
    }

    /**
     * Where to pick from.
     *
     * @param types that the environment has, sorted
     * @param namespaces prefixes of managed packages
     * @param people who last modified something
     */
    record Shelf(
            String environment,
            String environmentName,
            List<String> types,
            List<String> namespaces,
            List<String> people) {}

    /**
     * One component that fits.
     *
     * @param kind as what it is in the scope; null where it is not
     */
    record Hit(
            String type,
            String name,
            String mark,
            String namespace,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String kind) {

        public String component() {
            return type + ":" + name;
        }
    }

    /**
     * A page of what fits.
     *
     * @param more whether there are more after the last one
     */
    record Hits(List<Hit> hits, boolean more) {

        public @Nullable Hit last() {
            return hits.isEmpty() ? null : hits.get(hits.size() - 1);
        }
    }

    /** A change in the sandbox since the push. */
    record Changed(String component, String by, @Nullable Instant at, boolean inScope, boolean deleted) {

        /** As the page sends it back. */
        public String sent() {
            return (deleted ? "delete " : "") + component;
        }
    }
}
