package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.metadata.Component;
import io.sluice.metadata.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects what a comparison of one component finds. */
final class Findings {

    /** An item that only one side has, with what is needed to recognise it elsewhere. */
    record Item(String element, String key, String words, Place outer, XmlNode node) {}

    /** A difference, and the item that it is about where that came or went as a whole. */
    record Finding(Difference difference, @Nullable Item item) {}

    private final List<Finding> found = new ArrayList<>();
    private final List<TextDifference> texts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> notCompared = new ArrayList<>();

    /** A property that changes, comes or goes. */
    void property(
            Place at,
            String step,
            String label,
            @Nullable String source,
            @Nullable String target,
            @Nullable RightsChange right) {
        Place inner = at.inner(step, "");
        String place = at.words() + " > " + ItemNames.upperFirst(label);
        String phrase = Phrases.property(label, source, target);
        boolean ofItself = phrase.equals("is activated") || phrase.equals("is deactivated");
        String words = at.subject() + (ofItself ? " " : ": ") + phrase;
        add(new Difference(kind(source, target), inner.path(), place, source, target, words, right));
        if (Phrases.isLong(source) || Phrases.isLong(target)) {
            texts.add(new TextDifference(inner.path(), place, source, target, false));
        }
    }

    /** An item that comes or goes as a whole. */
    void item(Kind kind, Place at, Item item, String more) {
        String outer = at.outerSubject();
        String name = outer.isEmpty() ? at.innermost() : outer + ": " + ItemNames.lowerFirst(at.innermost());
        String be = item.key().isEmpty() ? Phrases.are(name) : " is ";
        String verb = be + (kind == Kind.ADDED ? "added" : "removed");
        found.add(new Finding(new Difference(kind, at.path(), at.words(), null, null, name + verb + more, null), item));
    }

    void moved(Place at, @Nullable String source, @Nullable String target, String how) {
        String outer = at.outerSubject();
        String name = outer.isEmpty() ? at.innermost() : outer + ": " + ItemNames.lowerFirst(at.innermost());
        add(new Difference(
                Kind.MOVED, at.path() + " (order)", at.words(), source, target, name + " moves " + how, null));
    }

    /** Many items of one parent at other places. */
    void reordered(Place at, String step, String items, List<String> source, List<String> target) {
        String words = at.subject() + ": " + items + " are in another order";
        add(new Difference(
                Kind.MOVED,
                at.inner(step, "").path() + " (order)",
                at.words() + " > " + ItemNames.upperFirst(items),
                String.join(", ", source),
                String.join(", ", target),
                words,
                null));
    }

    void add(Difference difference) {
        found.add(new Finding(difference, null));
    }

    /** Says of everything found since that it changes a right, unless it says so of another or its path is none of rights. */
    void concern(int from, RightsChange right, Predicate<String> paths) {
        for (int i = from; i < found.size(); i++) {
            Difference each = found.get(i).difference();
            if (each.right() == null && paths.test(each.path())) {
                Difference told = new Difference(
                        each.kind(), each.path(), each.place(), each.source(), each.target(), each.words(), right);
                found.set(i, new Finding(told, found.get(i).item()));
            }
        }
    }

    void text(TextDifference text) {
        texts.add(text);
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    void notCompared(String sentence) {
        notCompared.add(sentence);
    }

    /** What was found so far, to be rearranged in place. */
    List<Finding> found() {
        return found;
    }

    ComponentDifferences of(Component component) {
        return new ComponentDifferences(
                component, found.stream().map(Finding::difference).toList(), texts, notes, notCompared);
    }

    static Kind kind(@Nullable String source, @Nullable String target) {
        return target == null ? Kind.ADDED : source == null ? Kind.REMOVED : Kind.CHANGED;
    }
}
