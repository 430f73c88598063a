package io.sluice.web;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.LineDifference;
import io.sluice.compare.difference.RightsChange;
import io.sluice.compare.difference.TextDifference;
import io.sluice.metadata.Component;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;

/** What differs inside an item, as the page shows it: rights first, powerful gains before all. */
@org.springframework.stereotype.Component
class InsideViews {

    private static final int MOST_DIFFERENCES = 100;

    /** A text that is longer on both sides together is fetched when somebody asks for it. */
    private static final int SHOWN_AT_ONCE = 40_000;

    private static final Comparator<Difference> RIGHTS_FIRST = Comparator.comparingInt(InsideViews::rank);

    private final ItemDifferences differences;

    InsideViews(ItemDifferences differences) {
        this.differences = differences;
    }

    /** @param all whether every difference is wanted, however many there are */
    ComparisonView.Inside of(ComparisonHead head, ComparedItem item, boolean all) {
        Optional<ComponentDifferences> found = differences.of(head.id(), item.component());
        List<Difference> told = found.map(ComponentDifferences::differences).orElse(List.of());
        List<TextDifference> texts = found.map(ComponentDifferences::texts).orElse(List.of());
        boolean onlyLines = told.isEmpty();
        return new ComparisonView.Inside(
                item.component().toString(),
                item.bucket().words(),
                told.stream()
                        .sorted(RIGHTS_FIRST)
                        .limit(all ? Long.MAX_VALUE : MOST_DIFFERENCES)
                        .map(InsideViews::told)
                        .toList(),
                all ? 0 : Math.max(0, told.size() - MOST_DIFFERENCES),
                IntStream.range(0, texts.size())
                        .mapToObj(number -> text(number, texts.get(number)))
                        .toList(),
                found.map(ComponentDifferences::notes).orElse(List.of()),
                found.map(ComponentDifferences::notCompared).orElse(List.of()),
                onlyLines ? item.onlyInSource() : List.of(),
                onlyLines ? item.onlyInTarget() : List.of());
    }

    private static int rank(Difference difference) {
        RightsChange right = difference.right();
        if (right == null) {
            return 4;
        }
        return switch (right.effect()) {
            case GAINS -> right.powerful() ? 0 : 1;
            case LOSES -> 2;
            case CHANGES -> 3;
        };
    }

    private static ComparisonView.Told told(Difference difference) {
        RightsChange right = difference.right();
        return new ComparisonView.Told(
                difference.kind(),
                difference.place(),
                difference.words(),
                right == null ? null : ComparisonPageViews.effect(right),
                right != null && right.powerful(),
                difference.source(),
                difference.target());
    }

    private static ComparisonView.Text text(int number, TextDifference text) {
        int size = length(text.source()) + length(text.target());
        boolean atOnce = !text.binary() && size <= SHOWN_AT_ONCE;
        return new ComparisonView.Text(
                number, text.place(), text.binary(), size, atOnce ? LineView.of(LineDifference.of(text), false) : null);
    }

    /** @throws Refusal where the item has no such text */
    LineView lines(ComparisonHead head, Component component, int number, boolean beside) {
        List<TextDifference> texts = differences
                .of(head.id(), component)
                .map(ComponentDifferences::texts)
                .orElse(List.of());
        if (number < 0 || number >= texts.size() || texts.get(number).binary()) {
            throw new Refusal(HttpStatus.NOT_FOUND, component + " has no text " + number + " to be shown by line.");
        }
        return LineView.of(LineDifference.of(texts.get(number)), beside);
    }

    private static int length(@org.jspecify.annotations.Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
