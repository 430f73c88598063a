package io.sluice.compare.difference;

import io.sluice.compare.difference.RightsChange.Effect;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment would do to rights, counted, for the tables that decide who approves it.
 *
 * @param gained rights that somebody gains
 * @param lost rights that somebody loses
 * @param changed rights that are neither more nor less, for example another page layout
 * @param powerfulGained how many of the gained ones are powerful
 * @param powerfulLost how many of the lost ones are powerful
 * @param gainedByKind gained rights by what they are on; kinds without one are absent
 * @param lostByKind likewise
 * @param powerful sentences about the powerful ones that are gained
 */
public record RightsFacts(
        int gained,
        int lost,
        int changed,
        int powerfulGained,
        int powerfulLost,
        Map<RightKind, Integer> gainedByKind,
        Map<RightKind, Integer> lostByKind,
        List<String> powerful) {

    public RightsFacts {
        gainedByKind = Map.copyOf(gainedByKind);
        lostByKind = Map.copyOf(lostByKind);
        powerful = List.copyOf(powerful);
    }

    /** Counts over all components of a comparison. */
    public static RightsFacts of(Collection<ComponentDifferences> components) {
        List<Difference> rights = components.stream()
                .flatMap(each -> each.differences().stream())
                .filter(each -> each.right() != null)
                .toList();
        return new RightsFacts(
                (int) rights(rights, Effect.GAINS).count(),
                (int) rights(rights, Effect.LOSES).count(),
                (int) rights(rights, Effect.CHANGES).count(),
                (int) rights(rights, Effect.GAINS)
                        .filter(RightsChange::powerful)
                        .count(),
                (int) rights(rights, Effect.LOSES)
                        .filter(RightsChange::powerful)
                        .count(),
                byKind(rights, Effect.GAINS),
                byKind(rights, Effect.LOSES),
                rights.stream()
                        .filter(each -> isPowerfulGain(each.right()))
                        .map(Difference::words)
                        .toList());
    }

    private static boolean isPowerfulGain(@Nullable RightsChange right) {
        return right != null && right.powerful() && right.effect() == Effect.GAINS;
    }

    private static Stream<RightsChange> rights(List<Difference> differences, Effect effect) {
        return differences.stream()
                .flatMap(each -> Optional.ofNullable(each.right()).stream())
                .filter(right -> right.effect() == effect);
    }

    private static Map<RightKind, Integer> byKind(List<Difference> differences, Effect effect) {
        Map<RightKind, Integer> counts = new TreeMap<>();
        rights(differences, effect).forEach(right -> counts.merge(right.kind(), 1, Integer::sum));
        return counts;
    }
}
