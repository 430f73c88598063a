package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What brought a record's source to where it is: the deployment of the same change to that environment. */
@org.springframework.stereotype.Component
class HopBefore {

    private final ChangePathStore paths;
    private final DeploymentStore store;
    private final Comparisons comparisons;

    HopBefore(ChangePathStore paths, DeploymentStore store, Comparisons comparisons) {
        this.paths = paths;
        this.store = store;
        this.comparisons = comparisons;
    }

    /** The record of the same change that changed this record's source; empty for a first hop. */
    private Optional<DeploymentRecord> of(DeploymentRecord record) {
        return paths.of(record.change()).stream()
                .filter(hop -> hop.target().equals(record.source()))
                .flatMap(hop -> Optional.ofNullable(hop.deployment()).flatMap(store::find).stream())
                .map(DeploymentStore.Row::record)
                .filter(before -> before.status() == DeploymentStatus.DEPLOYED)
                .findFirst();
    }

    /** Components that are not any more, in the source, what the hop before verified there. */
    List<Component> moved(DeploymentRecord record, Comparison compared) {
        return brought(record, compared).entrySet().stream()
                .filter(item -> !item.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the hop before verified in the source: whether it is the same there now. What it left out is not among it. */
    private SortedMap<Component, Boolean> brought(DeploymentRecord record, Comparison compared) {
        SortedMap<Component, Boolean> same = new TreeMap<>();
        of(record).flatMap(before -> comparisons.latest(before.id(), true)).ifPresent(verify -> {
            Map<Component, ComparedItem> verified = new HashMap<>();
            verify.items().forEach(then -> verified.put(then.component(), then));
            compared.items().forEach(now -> {
                ComparedItem then = verified.get(now.component());
                if (then != null) {
                    same.put(now.component(), Objects.equals(then.targetHash(), now.sourceHash()));
                }
            });
        });
        return same;
    }

    /**
     * Who last edited what a comparison finds different, as the orgs name them. What a deployment of Sluice brought to the
     * source was edited by whoever edited it where that came from.
     */
    Stream<String> editors(DeploymentRecord record, Comparison compared) {
        Set<Component> differing = new HashSet<>();
        compared.differing().forEach(item -> differing.add(item.component()));
        return editors(record, compared, differing::contains).distinct();
    }

    private Stream<String> editors(DeploymentRecord record, Comparison compared, Predicate<Component> counts) {
        Map<Component, Boolean> brought = brought(record, compared);
        Stream<String> here = compared.items().stream()
                .filter(item -> counts.test(item.component()))
                .filter(item -> !Boolean.TRUE.equals(brought.get(item.component())))
                .map(ComparedItem::lastModifiedBy)
                .filter(Objects::nonNull);
        Stream<String> before = of(record).stream()
                .flatMap(earlier -> Optional.ofNullable(earlier.comparison()).flatMap(comparisons::find).stream()
                        .flatMap(there -> editors(earlier, there, counts)));
        return Stream.concat(here, before);
    }
}
