package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        return of(record).stream()
                .flatMap(before -> comparisons.latest(before.id(), true).stream())
                .flatMap(verify -> compared.items().stream().filter(item -> !isAsVerified(item, verify)))
                .map(ComparedItem::component)
                .toList();
    }

    /** A component that the hop before did not compare was not in its scope, so it has moved. */
    private static boolean isAsVerified(ComparedItem item, Comparison verify) {
        return verify.items().stream()
                .anyMatch(then -> then.component().equals(item.component())
                        && Objects.equals(then.targetHash(), item.sourceHash()));
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
        Optional<DeploymentRecord> before = of(record);
        Optional<Comparison> there =
                before.flatMap(each -> Optional.ofNullable(each.comparison()).flatMap(comparisons::find));
        Set<Component> moved = new HashSet<>(moved(record, compared));
        Stream<String> here = compared.items().stream()
                .filter(item -> counts.test(item.component()) && (there.isEmpty() || moved.contains(item.component())))
                .map(ComparedItem::lastModifiedBy)
                .filter(Objects::nonNull);
        return there.isEmpty()
                ? here
                : Stream.concat(here, editors(before.orElseThrow(), there.orElseThrow(), counts));
    }
}
