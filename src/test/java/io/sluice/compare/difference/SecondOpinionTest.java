package io.sluice.compare.difference;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.difference.Documents.Sample;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentState;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** XMLUnit, which knows nothing of Salesforce, compares the rehearsal org with a changed copy of itself. */
class SecondOpinionTest {

    private static final Path ORG = Path.of("src/test/resources/rehearsal/orgs/site-visits");
    private static final int COPIES = 25;

    @Test
    void another_tool_finds_the_same_differences_and_no_other() throws IOException {
        long seed = Optional.ofNullable(System.getProperty("sluice.seed"))
                .map(Long::parseLong)
                .orElseGet(() -> new Random().nextLong());
        int compared = 0;
        for (Sample sample : samples(ORG)) {
            for (int copy = 0; copy < COPIES; copy++) {
                Random random = new Random(Objects.hash(seed, sample.path(), copy));
                byte[] changed = changed(sample, random);

                ComponentDifferences found = Differences.of(
                        sample.component(), state(sample, changed), state(sample, sample.content()), all(sample));

                assertThat(SecondOpinion.disagreements(changed, sample.content(), found))
                        .as(
                                "-Dsluice.seed=%s, %s copy %s: %s but %s",
                                seed,
                                sample,
                                copy,
                                found.differences(),
                                SecondOpinion.byXmlUnit(changed, sample.content()))
                        .isEmpty();
                compared += found.differences().size();
            }
        }
        assertThat(compared).as("differences that both found").isGreaterThan(200);
    }

    /** Two folders in Metadata API format, what both have compared in both directions: this org edited, or real metadata. */
    @Test
    void another_tool_finds_the_same_differences_between_two_folders(@TempDir Path edited) throws IOException {
        String named = System.getProperty("sluice.compare.source");
        Path source = named == null ? edit(edited) : Path.of(named);
        Path target = Path.of(System.getProperty("sluice.compare.target", ORG.toString()));

        int found = agreed(source, target);

        assertThat(found).as("differences").isPositive();
        assertThat(agreed(target, source)).as("differences the other way round").isEqualTo(found);
    }

    /** The org with one edit in each of its files. */
    private static Path edit(Path folder) throws IOException {
        for (Sample sample : samples(ORG)) {
            Path file = folder.resolve(sample.path());
            Files.createDirectories(file.getParent());
            Files.write(file, changed(sample, new Random(sample.path().hashCode())));
        }
        return folder;
    }

    private static int agreed(Path source, Path target) throws IOException {
        Map<Component, Sample> targets = samples(target).stream().collect(toMap(Sample::component, sample -> sample));
        int differences = 0;
        List<String> disagreements = new ArrayList<>();
        for (Sample one : samples(source)) {
            Sample other = targets.remove(one.component());
            if (other == null) {
                System.out.println("Only in " + source + ": " + one.component());
                continue;
            }
            Set<Component> asked = all(one);
            asked.addAll(all(other));
            ComponentDifferences found =
                    Differences.of(one.component(), state(one, one.content()), state(other, other.content()), asked);
            found.differences().forEach(each -> System.out.println(one.component() + ": " + each));
            differences += found.differences().size();
            SecondOpinion.disagreements(one.content(), other.content(), found)
                    .forEach(each -> disagreements.add(one.component() + ": " + each));
        }
        targets.keySet().forEach(each -> System.out.println("Only in " + target + ": " + each));
        System.out.println(differences + " differences from " + source + " to " + target);
        assertThat(disagreements).isEmpty();
        return differences;
    }

    /** Every metadata file of a folder, with its component. */
    static List<Sample> samples(Path org) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(org)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = org.relativize(file).toString().replace('\\', '/');
                component(path).ifPresent(component -> {
                    try {
                        samples.add(new Sample(component, path, Files.readAllBytes(file)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        return samples;
    }

    private static Optional<Component> component(String path) {
        return MetadataTypes.all().stream()
                .filter(type -> !type.isChild() && !type.metaCompanion() && !type.bundle())
                .filter(type -> path.startsWith(type.folder() + "/") && path.endsWith("." + type.suffix()))
                .findFirst()
                .map(type -> new Component(type.name(), name(type, path)));
    }

    private static String name(MetadataType type, String path) {
        return path.substring(
                type.folder().length() + 1,
                path.length() - String.valueOf(type.suffix()).length() - 1);
    }

    /** As if everything that the file names had been asked for. */
    private static Set<Component> all(Sample sample) {
        Document document = Documents.read(sample.content());
        Set<Component> all = new HashSet<>();
        for (Element leaf : Documents.all(document.getDocumentElement(), Documents::isLeaf)) {
            for (String type : List.of(
                    "CustomObject",
                    "CustomField",
                    "ApexClass",
                    "CustomTab",
                    "CustomApplication",
                    "Layout",
                    "RecordType")) {
                all.add(new Component(type, leaf.getTextContent()));
            }
        }
        return all;
    }

    private static byte[] changed(Sample sample, Random random) {
        Document document = Documents.read(sample.content());
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Element> all = Documents.all(
                    document.getDocumentElement(), each -> DifferencePropertiesTest.hasMeaning(sample, each));
            Element element = all.get(random.nextInt(all.size()));
            if (Documents.isLeaf(element)) {
                String text = element.getTextContent();
                element.setTextContent(
                        text.equals("true") ? "false" : text.equals("false") ? "true" : text + "x" + random.nextInt(9));
            } else {
                element.getParentNode().removeChild(element);
            }
        }
        return Documents.rewritten(sample.component().type(), document, random);
    }

    private static ComponentState state(Sample sample, byte[] content) {
        return Objects.requireNonNull(DifferenceCase.state(sample.component(), Map.of(sample.path(), content)));
    }
}
