package io.sluice.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sluice.compare.difference.Documents.Sample;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What holds for any two states: tried with many random changes; a failure prints the seed that repeats it. */
class DifferencePropertiesTest {

    private static final int ROUNDS = 40;

    private static final Set<String> WITHOUT_MEANING = Set.of("locationX", "locationY", "identifier");

    private final List<Sample> samples = Documents.ofCases();

    @Test
    void a_state_does_not_differ_from_itself_in_any_order_and_format() {
        everySample((sample, random) -> {
            ComponentState plain = state(sample, sample.content());
            ComponentState other = state(
                    sample, Documents.rewritten(sample.component().type(), Documents.read(sample.content()), random));

            ComponentDifferences found = compare(sample, plain, other);

            assertThat(found.differences()).isEmpty();
            assertThat(found.notes()).isEmpty();
            assertThat(found.isSame()).isTrue();
            assertThat(plain.lines()).isEqualTo(other.lines());
        });
    }

    @Test
    void a_changed_value_is_always_found_and_named() {
        everySample((sample, random) -> {
            Document document = Documents.read(sample.content());
            List<Element> leaves = Documents.all(
                    document.getDocumentElement(), leaf -> Documents.isLeaf(leaf) && hasMeaning(sample, leaf));
            if (leaves.isEmpty()) {
                return;
            }
            Element leaf = leaves.get(random.nextInt(leaves.size()));
            String before = leaf.getTextContent();
            String after = changed(before, random);
            leaf.setTextContent(after);

            ComponentDifferences found =
                    compare(sample, state(sample, Documents.written(document)), state(sample, sample.content()));

            assertThat(found.isSame())
                    .as(leaf.getLocalName() + " was " + before + ", is " + after)
                    .isFalse();
            assertThat(Stream.concat(
                                    found.differences().stream().flatMap(DifferencePropertiesTest::said),
                                    found.notCompared().stream())
                            .anyMatch(said -> said.contains(after.strip()) || said.contains(leaf.getLocalName())))
                    .as("%s was %s, is %s, told as %s", leaf.getLocalName(), before, after, found.differences())
                    .isTrue();
        });
    }

    @Test
    void from_the_other_side_everything_reads_the_other_way_round() {
        everySample((sample, random) -> {
            Document document = Documents.read(sample.content());
            for (int i = random.nextInt(4); i >= 0; i--) {
                change(document, random);
            }
            ComponentState here = state(sample, sample.content());
            ComponentState there = state(sample, Documents.written(document));

            Mirrors.assertMirrored(compare(sample, here, there), compare(sample, there, here));
        });
    }

    @Test
    void every_difference_has_a_path_of_its_own() {
        everySample((sample, random) -> {
            Document document = Documents.read(sample.content());
            for (int i = random.nextInt(4); i >= 0; i--) {
                change(document, random);
            }

            ComponentDifferences found =
                    compare(sample, state(sample, sample.content()), state(sample, Documents.written(document)));

            Set<String> paths = new HashSet<>();
            assertThat(found.differences().stream().map(Difference::path).filter(path -> !paths.add(path)))
                    .as("paths said twice in %s", found.differences())
                    .isEmpty();
        });
    }

    @Test
    void the_canonical_hash_and_the_differences_say_the_same() {
        everySample((sample, random) -> {
            Document document = Documents.read(sample.content());
            change(document, random);
            ComponentState here = state(sample, sample.content());
            ComponentState there = state(sample, Documents.written(document));

            ComponentDifferences found = compare(sample, here, there);

            if (here.lines().equals(there.lines())) {
                assertThat(found.isSame()).as("%s", found).isTrue();
            } else if (found.isSame()) {
                assertThat(found.notes()).as("why it is called the same").isNotEmpty();
            }
        });
    }

    @Test
    void a_profile_of_a_big_org_is_compared_at_once() {
        Component profile = new Component("Profile", "Big");
        Sample before = new Sample(profile, "profiles/Big.profile", profile(30_000, 7));
        Sample after = new Sample(profile, "profiles/Big.profile", profile(30_000, 11));

        ComponentDifferences found = assertTimeout(
                Duration.ofSeconds(30),
                () -> compare(before, state(after, after.content()), state(before, before.content())));

        // A field that both numbers divide, or neither, is the same on both sides.
        assertThat(found.differences()).hasSize(30_000 / 7 + 30_000 / 11 - 2 * (30_000 / 77));
    }

    private static byte[] profile(int fields, int editable) {
        StringBuilder text = new StringBuilder("<Profile xmlns=\"http://soap.sforce.com/2006/04/metadata\">");
        for (int i = 1; i <= fields; i++) {
            text.append("<fieldPermissions><editable>")
                    .append(i % editable == 0)
                    .append("</editable><field>A__c.F")
                    .append(i)
                    .append("__c</field><readable>true</readable></fieldPermissions>");
        }
        return text.append("</Profile>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private interface Property {
        void holds(Sample sample, Random random);
    }

    private void everySample(Property property) {
        assertThat(samples).hasSizeGreaterThan(50);
        long seed = Optional.ofNullable(System.getProperty("sluice.seed"))
                .map(Long::parseLong)
                .orElseGet(() -> new Random().nextLong());
        for (int round = 0; round < ROUNDS; round++) {
            for (Sample sample : samples) {
                long each = Objects.hash(seed, round, sample.toString());
                try {
                    property.holds(sample, new Random(each));
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "With -Dsluice.seed=" + seed + " in round " + round + ", " + sample + ": " + e.getMessage(),
                            e);
                }
            }
        }
    }

    /** Whether a change of this element is one of what the component does. */
    static boolean hasMeaning(Sample sample, Element leaf) {
        String name = leaf.getLocalName();
        boolean own = name.equals("fullName")
                && leaf.getParentNode() instanceof Element parent
                && parent.getParentNode() instanceof Element root
                && root.getParentNode() instanceof Document
                && sample.component().fullName().endsWith(leaf.getTextContent());
        boolean made = sample.component().type().equals("Layout") && name.equals("masterLabel")
                || sample.component().type().equals("PermissionSetGroup") && name.equals("status");
        return !own
                && !made
                && !isOfNoRight(leaf)
                && !leaf.getTextContent().isBlank()
                && !WITHOUT_MEANING.contains(name);
    }

    /** What names a thing on which nothing is given. */
    private static boolean isOfNoRight(Element leaf) {
        Set<String> nothing = Set.of("false", "Hidden", "None");
        return leaf.getParentNode() instanceof Element entry
                && Documents.children(entry).size() > 1
                && Documents.children(entry).stream()
                        .filter(each -> each != leaf)
                        .allMatch(each -> nothing.contains(each.getTextContent()));
    }

    private static String changed(String before, Random random) {
        if (before.equals("true") || before.equals("false")) {
            return before.equals("true") ? "false" : "true";
        }
        return before + "x" + random.nextInt(100);
    }

    private static void change(Document document, Random random) {
        List<Element> all = Documents.all(document.getDocumentElement(), any -> true);
        if (all.isEmpty()) {
            return;
        }
        Element element = all.get(random.nextInt(all.size()));
        Element parent = (Element) element.getParentNode();
        switch (random.nextInt(4)) {
            case 0 -> parent.removeChild(element);
            case 1 -> {
                // A second value where the schema has one is no metadata.
                if (!Documents.isLeaf(element)) {
                    parent.appendChild(element.cloneNode(true));
                }
            }
            case 2 -> parent.insertBefore(element, parent.getFirstChild());
            default -> {
                if (Documents.isLeaf(element)) {
                    element.setTextContent(changed(element.getTextContent(), random));
                }
            }
        }
    }

    private static Stream<String> said(Difference difference) {
        return Stream.of(difference.path(), difference.words(), difference.source(), difference.target())
                .filter(Objects::nonNull);
    }

    private static ComponentState state(Sample sample, byte[] content) {
        return Objects.requireNonNull(DifferenceCase.state(sample.component(), Map.of(sample.path(), content)));
    }

    private static ComponentDifferences compare(Sample sample, ComponentState source, ComponentState target) {
        return Differences.of(sample.component(), source, target, Set.<Component>of());
    }
}
