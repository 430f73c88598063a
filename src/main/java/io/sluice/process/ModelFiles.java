package io.sluice.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of {@code processes/} and {@code forms/} by their names in the project, for example
 * {@code processes/deployment.bpmn}. The names are the same wherever the files come from, so that an unchanged set makes no
 * new version.
 */
record ModelFiles(SortedMap<String, byte[]> contents, String from) {

    private static final Map<String, String> ENDINGS =
            Map.of(".bpmn", "processes", ".dmn", "processes", ".form", "forms");

    static ModelFiles ofClasspath() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        ENDINGS.forEach((ending, folder) -> {
            try {
                for (Resource resource : resolver.getResources("classpath*:" + folder + "/*" + ending)) {
                    contents.put(
                            folder + "/" + Objects.requireNonNull(resource.getFilename()),
                            resource.getContentAsByteArray());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The models could not be read from the application", e);
            }
        });
        return new ModelFiles(contents, "the application");
    }

    static ModelFiles ofFolder(Path folder) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (String name : ENDINGS.values().stream().distinct().toList()) {
            Path inner = folder.resolve(name);
            if (!Files.isDirectory(inner)) {
                throw new ModelsRefused("The folder " + folder.toAbsolutePath()
                        + " (property sluice.models.folder) has no folder " + name + "/ in it.");
            }
            try (Stream<Path> files = Files.list(inner)) {
                for (Path file : files.toList()) {
                    if (ENDINGS.entrySet().stream()
                            .anyMatch(ending -> ending.getValue().equals(name)
                                    && file.getFileName().toString().endsWith(ending.getKey()))) {
                        contents.put(name + "/" + file.getFileName(), Files.readAllBytes(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The models could not be read from " + inner, e);
            }
        }
        return new ModelFiles(contents, folder.toString());
    }
}
