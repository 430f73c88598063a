package io.sluice.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the demo's orgs hold at the beginning: the sample application in both, or two folders of metadata of one's own.
 * Both kinds in Metadata API format.
 *
 * @param production the folder of the production org
 * @param development the folder of the development org
 */
public record DemoMetadata(Path production, Path development) {

    static final String PRODUCTION = "sluice.demo.production-folder";
    static final String DEVELOPMENT = "sluice.demo.development-folder";

    private static final Path SAMPLE = Path.of("src/test/resources/rehearsal/orgs/site-visits");
    private static final Path RECORDS = Path.of("salesforce");

    /**
     * The sample application, unless the system properties {@code sluice.demo.production-folder} and {@code
     * sluice.demo.development-folder} name others. Without the second the development org begins as a copy of production.
     */
    public static DemoMetadata standard() {
        return of(System.getProperty(PRODUCTION), System.getProperty(DEVELOPMENT));
    }

    /** The sample application in both orgs. */
    public static DemoMetadata sample() {
        return new DemoMetadata(SAMPLE, SAMPLE);
    }

    static DemoMetadata of(@Nullable String production, @Nullable String development) {
        if (production == null) {
            if (development != null) {
                throw new IllegalArgumentException("-D" + DEVELOPMENT + " is stated without -D" + PRODUCTION
                        + ". State the folder of production, too.");
            }
            return sample();
        }
        return new DemoMetadata(
                folder(PRODUCTION, production), folder(DEVELOPMENT, development == null ? production : development));
    }

    private static Path folder(String property, String stated) {
        Path folder = Path.of(stated);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("-D" + property + " names " + stated
                    + ", which is no folder. State a folder with metadata in Metadata API format.");
        }
        return folder;
    }

    /** Whether the demo's own change requests fit: they touch the sample application. */
    boolean isSample() {
        return production.equals(SAMPLE);
    }

    /** One org's metadata together with the objects that the record of a change request needs. */
    static Path withRecords(Path metadata, Path target) throws IOException {
        for (Path source : List.of(metadata, RECORDS)) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(source.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return target;
    }

    /** Reads a file of the sample application as production has it at the beginning. */
    static String sampleFile(String path) throws IOException {
        return Files.readString(SAMPLE.resolve(path));
    }
}
