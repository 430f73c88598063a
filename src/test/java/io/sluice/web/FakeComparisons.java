package io.sluice.web;

import io.sluice.compare.AskResult;
import io.sluice.compare.Asked;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.ComparisonDesk;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.DifferenceCount;
import io.sluice.compare.ItemCount;
import io.sluice.compare.ItemDifference;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.LeftOut;
import io.sluice.compare.Selection;
import io.sluice.compare.SelectionInput;
import io.sluice.compare.VerifiedItem;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightKind;
import io.sluice.compare.difference.RightsChange;
import io.sluice.compare.difference.RightsChange.Effect;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.compare.difference.TextDifference;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The room of comparisons as its pages see it: one finished comparison of two environments, and what a test adds. */
final class FakeComparisons {

    static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000c0de");
    static final UUID JOB = UUID.fromString("00000000-0000-0000-0000-0000000000ab");
    static final Component PROFILE = new Component("Profile", "Sales");
    static final Component CLASS = new Component("ApexClass", "Gate");
    static final Component NEW = new Component("CustomField", "Visit__c.Due__c");
    static final Component OLD = new Component("Layout", "Visit__c-Old");
    static final Component SAME = new Component("ApexClass", "Same");
    static final Component HIDDEN = new Component("Report", "Board/Numbers");

    final List<ComparisonHead> heads = new ArrayList<>();
    final List<ComparedItem> items = new ArrayList<>();
    final Map<Component, ComponentDifferences> inside = new HashMap<>();
    final List<VerifiedItem> verified = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    boolean lookedInside = true;
    /** The most differences of several items that were read at once. */
    int mostAtOnce;

    List<String> askProblems = List.of();
    Optional<String> cancelRefusal = Optional.empty();

    private final FakeRooms rooms;

    FakeComparisons(FakeRooms rooms) {
        this.rooms = rooms;
    }

    /** A comparison with something in each bucket. */
    void fill() {
        heads.add(head(null, new Selection.Everything(LeftOut.PACKAGES)));
        items.addAll(List.of(
                item(CLASS, Bucket.DIFFERENT),
                item(SAME, Bucket.SAME),
                item(NEW, Bucket.ONLY_IN_SOURCE),
                item(OLD, Bucket.ONLY_IN_TARGET),
                item(PROFILE, Bucket.DIFFERENT),
                new ComparedItem(
                        HIDDEN,
                        Bucket.UNKNOWN,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        "Source: You do not have access to it")));
        inside.put(
                CLASS,
                new ComponentDifferences(
                        CLASS,
                        List.of(new Difference(
                                Difference.Kind.CHANGED, "", "Code", "a\nc", "a\nb", "The code changes", null)),
                        List.of(new TextDifference(
                                "", "Code", "class Gate {\n  int open;\n}\n", "class Gate {\n  int shut;\n}\n", false)),
                        List.of("The line ends differ."),
                        List.of()));
        inside.put(
                PROFILE,
                new ComponentDifferences(
                        PROFILE,
                        List.of(
                                right(Effect.LOSES, "Read", false, "Profile Sales loses Read on Visit__c"),
                                new Difference(
                                        Difference.Kind.CHANGED, "d", "Description", "=1+1", "b", "=1+1 for b", null),
                                right(Effect.GAINS, "Modify All Data", true, "Profile Sales gains <Modify All Data>")),
                        List.of(),
                        List.of(),
                        List.of("Rights on Invoice__c: it was not retrieved.")));
    }

    static ComparisonHead head(String change, Selection selection) {
        return new ComparisonHead(
                ID,
                JOB,
                change,
                "DEP-000004",
                false,
                "development",
                "production",
                "00D1",
                "00D2",
                "62.0",
                Samples.NOW,
                selection,
                null,
                true,
                List.of("Source: the type Bot could not be listed."));
    }

    private static ComparedItem item(Component component, Bucket bucket) {
        return new ComparedItem(component, bucket, "s", "t", List.of(), List.of(), "Dana Developer", Samples.NOW, null);
    }

    private static Difference right(Effect effect, String right, boolean powerful, String words) {
        return new Difference(
                Difference.Kind.CHANGED,
                right,
                right,
                "true",
                "false",
                words,
                new RightsChange(effect, "profile Sales", RightKind.SYSTEM, right, "", powerful));
    }

    /** The job of a comparison that somebody asked for. */
    static RemoteJob job(UUID id, String person, RemoteJobState state, Progress progress, Outcome outcome) {
        boolean over = state == RemoteJobState.DELIVERED || state == RemoteJobState.WITHDRAWN;
        Instant now = Samples.NOW;
        return new RemoteJob(
                id,
                Comparisons.SELECTION_KIND,
                "comparison-1",
                1,
                null,
                "production",
                null,
                person,
                now.minusSeconds(120),
                state,
                new SelectionInput(
                                null,
                                "development",
                                "production",
                                new Selection.Types(new TreeSet<>(List.of("ApexClass")), LeftOut.NOTHING),
                                null,
                                false,
                                "62.0")
                        .written(),
                Map.of(),
                null,
                now.minusSeconds(60),
                progress,
                0,
                null,
                false,
                false,
                null,
                outcome,
                over ? now : null);
    }

    Comparisons comparisons() {
        return Fake.of(
                Comparisons.class,
                Map.of(
                        "ofChange", a -> rooms.comparisons,
                        "find", a -> Optional.<Comparison>empty(),
                        "head",
                                a -> heads.stream()
                                        .filter(head -> head.id().equals(a[0]))
                                        .findFirst(),
                        "headOfJob",
                                a -> heads.stream()
                                        .filter(head -> head.remoteJob().equals(a[0]))
                                        .findFirst(),
                        "newest", a -> heads,
                        "items", a -> page((ItemFilter) a[1], (Component) a[2], (Integer) a[3]),
                        "rightsFirst", a -> rightsFirst((ItemFilter) a[1], (Component) a[2], (Integer) a[3]),
                        "item",
                                a -> items.stream()
                                        .filter(item -> item.component().equals(a[1]))
                                        .findFirst(),
                        "counts", a -> counts((ItemFilter) a[1])));
    }

    private Stream<ComparedItem> fitting(ItemFilter filter) {
        Predicate<ComparedItem> fits =
                item -> (filter.buckets().isEmpty() || filter.buckets().contains(item.bucket()))
                        && (filter.type() == null
                                || filter.type().equals(item.component().type()))
                        && (filter.text() == null || item.component().fullName().contains(filter.text()))
                        && (!filter.rights() || count(item.component()).rights() > 0);
        return items.stream().filter(fits).sorted(Comparator.comparing(ComparedItem::component));
    }

    private List<ComparedItem> page(ItemFilter filter, Component after, int limit) {
        return fitting(filter)
                .filter(item -> after == null || item.component().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    private List<ComparedItem> rightsFirst(ItemFilter filter, Component after, int limit) {
        List<ComparedItem> fitting = fitting(filter)
                .sorted(Comparator.comparing(item -> -count(item.component()).rights()))
                .toList();
        int begin = IntStream.range(0, fitting.size())
                        .filter(n -> fitting.get(n).component().equals(after))
                        .findFirst()
                        .orElse(-1)
                + 1;
        return fitting.stream().skip(begin).limit(limit).toList();
    }

    private List<ItemCount> counts(ItemFilter filter) {
        return fitting(filter)
                .collect(Collectors.groupingBy(
                        item -> List.of(item.component().type(), item.bucket()), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new ItemCount(
                        (String) entry.getKey().get(0), (Bucket) entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    ItemDifferences differences() {
        return Fake.of(
                ItemDifferences.class,
                Map.of(
                        "lookedInside", a -> lookedInside,
                        "of", this::inside,
                        "counts",
                                a -> ((Collection<?>) a[1])
                                        .stream()
                                                .map(Component.class::cast)
                                                .filter(inside::containsKey)
                                                .collect(Collectors.toMap(one -> one, this::count)),
                        "total",
                                a -> inside.keySet().stream()
                                        .map(this::count)
                                        .reduce(DifferenceCount.NONE, FakeComparisons::sum),
                        "rightsFirst", a -> rights((Integer) a[1]),
                        "verified", a -> verified));
    }

    private Object inside(Object[] a) {
        if (a[1] instanceof Component component) {
            return Optional.ofNullable(inside.get(component));
        }
        Map<Component, List<Difference>> found = ((Collection<?>) a[1])
                .stream()
                        .map(Component.class::cast)
                        .filter(inside::containsKey)
                        .collect(Collectors.toMap(
                                one -> one, one -> inside.get(one).differences()));
        mostAtOnce = Math.max(
                mostAtOnce, found.values().stream().mapToInt(List::size).sum());
        return found;
    }

    private List<ItemDifference> rights(int limit) {
        return inside.values().stream()
                .flatMap(item -> item.differences().stream()
                        .filter(each -> each.right() != null)
                        .map(each -> new ItemDifference(item.component(), each)))
                .sorted(Comparator.comparing(each -> each.difference().right().effect()))
                .limit(limit)
                .toList();
    }

    private DifferenceCount count(Component component) {
        ComponentDifferences item = inside.get(component);
        if (item == null) {
            return DifferenceCount.NONE;
        }
        RightsFacts rights = RightsFacts.of(List.of(item));
        return new DifferenceCount(
                item.differences().size(),
                rights.gained(),
                rights.lost(),
                rights.changed(),
                rights.powerfulGained(),
                rights.powerfulLost(),
                item.notCompared().size());
    }

    private static DifferenceCount sum(DifferenceCount one, DifferenceCount other) {
        return new DifferenceCount(
                one.differences() + other.differences(),
                one.gained() + other.gained(),
                one.lost() + other.lost(),
                one.changed() + other.changed(),
                one.powerfulGained() + other.powerfulGained(),
                one.powerfulLost() + other.powerfulLost(),
                one.notCompared() + other.notCompared());
    }

    ComparisonDesk desk() {
        return Fake.of(
                ComparisonDesk.class,
                Map.of(
                        "ask",
                                a -> {
                                    asked.add((Asked) a[0]);
                                    if (!askProblems.isEmpty()) {
                                        return new AskResult.Refused(askProblems);
                                    }
                                    RemoteJob job = job(
                                            UUID.randomUUID(),
                                            (String) a[1],
                                            RemoteJobState.REQUESTED,
                                            Progress.of(""),
                                            null);
                                    rooms.jobs.add(job);
                                    return new AskResult.Requested(job);
                                },
                        "cancel",
                                a -> {
                                    if (cancelRefusal.isEmpty()) {
                                        rooms.done.add(a[1] + " cancelled a comparison");
                                    }
                                    return cancelRefusal;
                                }));
    }
}
