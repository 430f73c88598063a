package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.metadata.Component;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person may ask for at once. */
class CheckedComparisonDeskTest {

    private final TestRooms rooms = new TestRooms("io.sluice.compare");
    private final ComparisonDesk desk = rooms.get(ComparisonDesk.class);

    @BeforeEach
    void list() {
        rooms.environments.add(environment("sandbox", EnvironmentKind.FULL));
        rooms.environments.add(environment("production", EnvironmentKind.PRODUCTION));
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void listOfTooManyComponents_isRefused() {
        assertThat(refusal(listed(50_001)))
                .containsExactly("The list names 50,001 components; at most 50,000 are"
                        + " compared as a list. Choose whole types instead, or ask for several comparisons.");
        assertThat(ask(listed(50_000), "dana")).isInstanceOf(AskResult.Requested.class);
    }

    @Test
    void tooManyOrTooLongPatterns_areRefused() {
        List<String> patterns = Collections.nCopies(101, "*Test");
        assertThat(refusal(new Selection.Everything(leftOut(patterns))))
                .singleElement()
                .asString()
                .contains("101 names to leave out; at most 100");
        assertThat(refusal(new Selection.Types(
                        new TreeSet<>(List.of("ApexClass")), leftOut(List.of("*?".repeat(100) + "z")))))
                .singleElement()
                .asString()
                .contains("has 201 characters; at most 200");
        assertThat(ask(new Selection.Everything(leftOut(List.of("x".repeat(200)))), "dana"))
                .isInstanceOf(AskResult.Requested.class);
    }

    @Test
    void fourthComparisonOfAPersonAtATime_isRefusedUntilOneIsOver() {
        AskResult first = ask(listed(1), "dana");
        ask(listed(1), "dana");
        ask(listed(1), "dana");

        assertThat(refusal(listed(1))).singleElement().asString().contains("You have 3 comparisons under way");
        assertThat(ask(listed(1), "ben")).isInstanceOf(AskResult.Requested.class);

        desk.cancel(((AskResult.Requested) first).job().id(), "dana");
        assertThat(ask(listed(1), "dana")).isInstanceOf(AskResult.Requested.class);
    }

    private List<String> refusal(Selection selection) {
        return ((AskResult.Refused) ask(selection, "dana")).problems();
    }

    private AskResult ask(Selection selection, String person) {
        return desk.ask(new Asked(null, "sandbox", "production", null, selection, false), person);
    }

    private static Selection listed(int components) {
        SortedSet<Component> names = IntStream.range(0, components)
                .mapToObj(n -> new Component("ApexClass", "Gate" + n))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Selection.Listed(names);
    }

    private static LeftOut leftOut(List<String> patterns) {
        return new LeftOut(Collections.emptySortedSet(), patterns);
    }

    private static Environment environment(String id, EnvironmentKind kind) {
        return new Environment(id, id, kind, URI.create("https://" + id + ".example"), "62.0", 1, null, null, null);
    }
}
