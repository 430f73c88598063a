package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Differences;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import io.sluice.metadata.ComponentState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks inside of what is not the same. */
public final class InsideLook {

    private InsideLook() {}

    /**
     * What differs inside of items.
     *
     * @param companions every component that was asked of both sides in one request
     */
    public static List<ComponentDifferences> of(
            List<ComparedItem> items, Side source, Side target, Set<Component> companions) {
        return items.stream()
                .filter(item -> item.bucket() != Bucket.SAME
                        && item.bucket() != Bucket.IN_NEITHER
                        && item.bucket() != Bucket.UNKNOWN)
                .map(ComparedItem::component)
                .map(component -> Differences.of(
                        component, state(source.content(component)), state(target.content(component)), companions))
                .toList();
    }

    private static @Nullable ComponentState state(@Nullable ComponentContent content) {
        return content == null ? null : content.state();
    }
}
