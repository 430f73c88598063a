package io.sluice.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy is written as its items, {@code identity=Name/kind/note}, separated by spaces. */
class MergeTest {

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("neither changed", "a=A/change/", "a=A/change/", "a=A/change/", "a=A/change/", ""),
                arguments("added here", "", "a=A/change/", "", "a=A/change/", ""),
                arguments("added there", "", "", "a=A/change/", "a=A/change/", ""),
                arguments(
                        "different ones added on both sides",
                        "",
                        "a=A/change/",
                        "b=B/create/",
                        "a=A/change/ b=B/create/",
                        ""),
                arguments("the same added on both sides", "", "a=A/change/x", "a=A/change/x", "a=A/change/x", ""),
                arguments(
                        "added on both sides with other notes",
                        "",
                        "a=A/change/x",
                        "a=A/change/y",
                        "a=A/change/x",
                        "A note: null, x, y"),
                arguments(
                        "removed here",
                        "a=A/change/ b=B/change/",
                        "b=B/change/",
                        "a=A/change/ b=B/change/",
                        "b=B/change/",
                        ""),
                arguments(
                        "removed there",
                        "a=A/change/ b=B/change/",
                        "a=A/change/ b=B/change/",
                        "b=B/change/",
                        "b=B/change/",
                        ""),
                arguments("removed on both sides", "a=A/change/", "", "", "", ""),
                arguments("edited here", "a=A/change/", "a=A/delete/", "a=A/change/", "a=A/delete/", ""),
                arguments("edited there", "a=A/change/", "a=A/change/", "a=A/delete/", "a=A/delete/", ""),
                arguments(
                        "the same edit on both sides", "a=A/change/", "a=A/delete/", "a=A/delete/", "a=A/delete/", ""),
                arguments(
                        "other fields edited on both sides",
                        "a=A/change/",
                        "a=A/delete/",
                        "a=A/change/why",
                        "a=A/delete/why",
                        ""),
                arguments(
                        "the same field edited on both sides",
                        "a=A/change/",
                        "a=A/change/x",
                        "a=A/change/y",
                        "a=A/change/x",
                        "A note: , x, y"),
                arguments(
                        "edited here, deleted there",
                        "a=A/change/",
                        "a=A/change/x",
                        "",
                        "a=A/change/x",
                        "A presence: ApexClass:A (change), ApexClass:A (change), with the note \"x\", null"),
                arguments(
                        "deleted here, edited there",
                        "a=A/change/",
                        "",
                        "a=A/delete/",
                        "",
                        "A presence: ApexClass:A (change), null, ApexClass:A (delete)"),
                arguments(
                        "renamed there, the identity stays",
                        "a=A/change/n",
                        "a=A/change/n",
                        "a=B/change/n",
                        "a=B/change/n",
                        ""),
                arguments("renamed there, edited here", "a=A/change/", "a=A/delete/", "a=B/change/", "a=B/delete/", ""),
                arguments(
                        "renamed to two names",
                        "a=A/change/",
                        "a=B/change/",
                        "a=C/change/",
                        "a=B/change/",
                        "A customization: ApexClass:A, ApexClass:B, ApexClass:C"),
                arguments(
                        "renamed there, removed here",
                        "a=A/change/",
                        "",
                        "a=B/change/",
                        "",
                        "A presence: ApexClass:A (change), null, ApexClass:B (change)"),
                arguments(
                        "another case is no other name",
                        "a=Abc/change/",
                        "a=Abc/change/",
                        "a=ABC/change/",
                        "a=Abc/change/",
                        ""),
                arguments("the proposed one was made", "a=A/create/", "a=A/change/", "a=A/create/", "a=A/change/", ""),
                arguments(
                        "the proposed one was made, a note added there",
                        "a=A/create/",
                        "a=A/change/",
                        "a=A/create/n",
                        "a=A/change/n",
                        ""),
                arguments(
                        "the proposed one was made, to be deleted there",
                        "a=A/create/",
                        "a=A/change/",
                        "a=A/delete/",
                        "a=A/delete/",
                        ""),
                arguments("the proposed one was made, removed there", "a=A/create/", "a=A/change/", "", "", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_merge_takes_each_sides_change_and_asks_only_where_both_differ(
            String name, String base, String ours, String theirs, String merged, String conflicts) {
        Merged result = Merge.inwards(copy(base), copy(ours), copy(theirs), conflict -> Optional.empty());

        assertThat(text(result.copy())).isEqualTo(merged);
        assertThat(result.conflicts().stream().map(MergeTest::text).collect(Collectors.joining("; ")))
                .isEqualTo(conflicts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_merge_repeated_after_it_was_taken_over_changes_nothing(
            String name, String base, String ours, String theirs, String merged, String conflicts) {
        Copy taken = Merge.inwards(copy(base), copy(ours), copy(theirs), conflict -> Optional.of(Side.THEIRS))
                .copy();

        Merged again = Merge.inwards(copy(theirs), taken, copy(theirs), conflict -> Optional.empty());

        assertThat(again.copy()).isEqualTo(taken);
        assertThat(again.conflicts()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_push_writes_our_changes_leaves_theirs_and_writes_nothing_when_repeated(
            String name, String base, String ours, String theirs, String merged, String conflicts) {
        Copy written = Merge.outwards(copy(base), copy(ours), copy(theirs));
        Copy agreed = Merge.agreed(copy(base), copy(ours), written);

        assertThat(Merge.outwards(agreed, copy(ours), written)).isEqualTo(written);
        Merged pulled = Merge.inwards(agreed, copy(ours), written, conflict -> Optional.empty());
        Merged without = Merge.inwards(copy(base), copy(ours), copy(theirs), conflict -> Optional.empty());
        assertThat(text(pulled.copy()))
                .as("a push in between changes nothing of a pull")
                .isEqualTo(text(without.copy()));
        assertThat(pulled.conflicts())
                .extracting(Conflict::field)
                .isEqualTo(without.conflicts().stream().map(Conflict::field).toList());
    }

    @Test
    void a_decision_settles_its_conflict() {
        Copy base = copy("a=A/change/ b=B/change/");
        Copy ours = copy("a=A/change/x");
        Copy theirs = copy("a=A/change/y b=B/delete/");

        assertThat(text(Merge.inwards(base, ours, theirs, conflict -> Optional.of(Side.OURS))
                        .copy()))
                .isEqualTo("a=A/change/x");
        assertThat(text(Merge.inwards(base, ours, theirs, conflict -> Optional.of(Side.THEIRS))
                        .copy()))
                .isEqualTo("a=A/change/y b=B/delete/");
    }

    @Test
    void the_words_of_the_change_request_are_merged_like_every_other_field() {
        Copy base = new Copy("Title", "Overview", Map.of());
        Copy ours = new Copy("Our title", "Overview", Map.of());

        Merged merged =
                Merge.inwards(base, ours, new Copy("Title", "Their overview", Map.of()), conflict -> Optional.empty());
        assertThat(merged.copy()).isEqualTo(new Copy("Our title", "Their overview", Map.of()));
        assertThat(merged.conflicts()).isEmpty();

        Merged both =
                Merge.inwards(base, ours, new Copy("Their title", "Overview", Map.of()), conflict -> Optional.empty());
        assertThat(both.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.field()).isEqualTo(Field.TITLE);
            assertThat(conflict.item()).isEmpty();
        });
    }

    @Test
    void what_a_push_that_broke_off_has_written_is_no_edit_of_the_org() {
        Copy base = copy("a=A/change/ b=B/change/");
        Copy there = copy("a=A/change/ b=B/change/ m=Mine/change/");
        Copy ours = copy("a=A/delete/ c=C/change/");
        Begun begun = Begun.of(there, Merge.outwards(base, ours, there));

        Copy half = copy("a=A/delete/ b=B/change/ m=Mine/change/");
        assertThat(text(begun.correct(base, half))).isEqualTo("a=A/delete/ b=B/change/");
        Copy whole = copy("a=A/delete/ c=C/change/ m=Mine/change/");
        assertThat(text(begun.correct(base, whole))).isEqualTo("a=A/delete/ c=C/change/");
        assertThat(text(begun.correct(base, there))).isEqualTo("a=A/change/ b=B/change/");
    }

    @Test
    void an_edit_of_another_field_stays_an_edit_after_a_push_that_broke_off() {
        Copy base = copy("a=A/change/");
        Copy there = copy("a=A/change/theirs");
        Copy ours = copy("a=A/delete/");
        Copy written = Merge.outwards(base, ours, there);
        assertThat(text(written)).isEqualTo("a=A/delete/theirs");

        Copy corrected = Begun.of(there, written).correct(base, written);

        assertThat(text(corrected)).isEqualTo("a=A/delete/");
        assertThat(text(Merge.inwards(corrected, ours, written, conflict -> Optional.empty())
                        .copy()))
                .isEqualTo("a=A/delete/theirs");
    }

    private static Copy copy(String text) {
        Map<UUID, Item> items = new TreeMap<>();
        Arrays.stream(text.split(" ")).filter(one -> !one.isEmpty()).forEach(one -> {
            String[] parts = one.split("[=/]", -1);
            items.put(id(parts[0]), new Item("ApexClass:" + parts[1], parts[2], parts[3]));
        });
        return new Copy("Title", "Overview", items);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Copy copy) {
        return Stream.of("a", "b", "c", "m")
                .filter(name -> copy.items().containsKey(id(name)))
                .map(name -> {
                    Item item = copy.items().get(id(name));
                    return name + "=" + item.customization().replace("ApexClass:", "") + "/" + item.kind() + "/"
                            + item.note();
                })
                .collect(Collectors.joining(" "));
    }

    private static String text(Conflict conflict) {
        return conflict.subject().replace("ApexClass:", "") + " "
                + conflict.field().word() + ": " + conflict.base() + ", " + conflict.ours() + ", " + conflict.theirs();
    }
}
