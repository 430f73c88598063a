package io.sluice.process;

import io.sluice.compare.DifferenceCount;
import io.sluice.compare.ItemDifference;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.deployment.DeploymentRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a deployment would change, for its forms: rights first, then everything else, each bounded with a word of what is left. */
@Component
class DifferenceWords {

    private static final int MOST_RIGHTS = 40;
    private static final int MOST_POWERFUL = 20;
    private static final int MOST_ROWS = 100;
    /** As the facts count it that decide who approves. */
    private static final String UNKNOWN =
            " Whoever approves powerful rights is asked as well, since one may be gained there.";

    private static final String ELSEWHERE = " more; the page of the comparison has all of them";

    private final ItemDifferences differences;

    DifferenceWords(ItemDifferences differences) {
        this.differences = differences;
    }

    /**
     * What a form shows.
     *
     * @param comparison id of the comparison, for a link to its page; empty before there is one
     * @param powerful powerful rights that somebody gains, one a line; null where nobody does
     * @param rights rights gained, lost and changed, one a line, after a line with their numbers
     * @param others rows with {@code item} and {@code words}
     */
    record Shown(String comparison, @Nullable String powerful, String rights, List<Map<String, String>> others) {}

    Shown of(DeploymentRecord record, @Nullable UUID comparison) {
        if (comparison == null) {
            return new Shown("", null, "Not compared yet.", List.of());
        }
        if (!differences.lookedInside(comparison)) {
            return new Shown(
                    comparison.toString(),
                    null,
                    "This comparison is of an earlier version of Sluice, which did not look at rights." + UNKNOWN,
                    List.of());
        }
        RightsFacts facts = differences.rights(comparison, record.deletions());
        DifferenceCount total = differences.total(comparison);
        return new Shown(
                comparison.toString(), powerful(facts), rights(comparison, facts, total), rows(comparison, total));
    }

    private static @Nullable String powerful(RightsFacts facts) {
        List<String> gains = facts.powerful();
        return gains.isEmpty() ? null : String.join("\n", bounded(gains, MOST_POWERFUL, gains.size()));
    }

    private String rights(UUID comparison, RightsFacts facts, DifferenceCount total) {
        String sum = "%d gained (%d of them powerful), %d lost, %d changed."
                .formatted(facts.gained(), facts.powerfulGained(), facts.lost(), facts.changed());
        List<String> lines = new ArrayList<>();
        lines.add(
                total.rights() > 0
                        ? sum
                        : total.notCompared() == 0
                                ? "Nobody gains or loses a right."
                                : "No right is known to be gained or lost.");
        if (total.notCompared() > 0) {
            lines.add((total.notCompared() == 1
                            ? "One part could not be compared; the page of the comparison names it."
                            : total.notCompared()
                                    + " parts could not be compared; the page of the comparison names them.")
                    + UNKNOWN);
        }
        List<String> words = differences.rightsFirst(comparison, MOST_RIGHTS).stream()
                .map(ItemDifference::difference)
                .map(Difference::words)
                .toList();
        return String.join(
                "\n",
                Stream.concat(lines.stream(), bounded(words, MOST_RIGHTS, total.rights()).stream())
                        .toList());
    }

    private List<Map<String, String>> rows(UUID comparison, DifferenceCount total) {
        List<ItemDifference> others = differences.othersFirst(comparison, MOST_ROWS);
        List<Map<String, String>> rows = new ArrayList<>(others.stream()
                .map(each -> Map.of(
                        "item",
                        each.component().toString(),
                        "words",
                        each.difference().words()))
                .toList());
        long left = total.differences() - total.rights() - others.size();
        if (left > 0) {
            rows.add(Map.of("item", "...", "words", left + ELSEWHERE));
        }
        return rows;
    }

    private static List<String> bounded(List<String> words, int most, long all) {
        List<String> shown = words.stream().limit(most).toList();
        return all <= shown.size()
                ? shown
                : Stream.concat(shown.stream(), Stream.of((all - shown.size()) + ELSEWHERE))
                        .toList();
    }
}
