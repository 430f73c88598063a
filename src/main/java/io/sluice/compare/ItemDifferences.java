package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.metadata.Component;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What differs inside the items of comparisons, in people's words. */
public interface ItemDifferences {

    /** Whether the items of a comparison were looked into; those of older comparisons were not. */
    boolean lookedInside(UUID comparison);

    /** Everything that differs in one item; empty where both sides are the same, or where nobody has looked inside. */
    Optional<ComponentDifferences> of(UUID comparison, Component item);

    /** How much differs, for those of the items that differ inside. */
    Map<Component, DifferenceCount> counts(UUID comparison, Collection<Component> items);

    /**
     * What a deployment of the source would do to rights. It deletes nothing by itself: what only the target has counts where
     * the deployment names it.
     *
     * @param deletions what the deployment deletes
     */
    RightsFacts rights(UUID comparison, Collection<Component> deletions);

    /** The first differences that are rights: powerful gains first, then gains, losses and changes, each by item. */
    List<ItemDifference> rightsFirst(UUID comparison, int limit);

    /** The first differences that are none of rights, by item. */
    List<ItemDifference> othersFirst(UUID comparison, int limit);

    /** How much differs in the whole comparison. */
    DifferenceCount total(UUID comparison);

    /** What became of each item that a deployment meant to change or somebody else changed; empty for other comparisons. */
    List<VerifiedItem> verified(UUID comparison);

    /** The differences of some items, each in its order; items without any are absent. */
    Map<Component, List<Difference>> of(UUID comparison, Collection<Component> items);
}
