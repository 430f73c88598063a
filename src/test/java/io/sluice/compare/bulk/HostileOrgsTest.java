package io.sluice.compare.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an org hands out: it is refused or told by name, in a process that has no memory to hold it. */
@Timeout(900)
class HostileOrgsTest {

    /** A fraction of what the files have unzipped. */
    private static final String MEMORY = "-Xmx256m";

    @TempDir
    Path folder;

    @Test
    void wholeOrg_isComparedButForWhatIsHostileInIt() throws Exception {
        Map<String, String> items = run("selection");

        assertThat(items)
                .containsEntry("ApexClass:Honest", "SAME null")
                .containsEntry("ApexClass:Lines", "DIFFERENT null")
                .containsEntry("ApexClass:MostLines", "DIFFERENT null")
                .containsEntry("ApexClass:OneLine", "DIFFERENT null")
                .containsEntry("CustomTab:Items", "DIFFERENT null")
                .containsEntry("CustomTab:LongValue", "DIFFERENT null")
                .containsEntry("CustomTab:Values", "DIFFERENT null");
        unreadable(items, "Entities", "UNKNOWN tabs/Entities.tab has a document type or an entity of its own");
        unreadable(items, "External", "UNKNOWN tabs/External.tab has a document type or an entity of its own");
        unreadable(items, "Deep", "UNKNOWN tabs/Deep.tab nests deeper than 100 elements");
        unreadable(items, "Elements", "UNKNOWN tabs/Elements.tab has more than 250000 elements");
        unreadable(items, "Latin", "UNKNOWN tabs/Latin.tab has bytes that are no characters of the encoding");
        unreadable(items, "Wide", "UNKNOWN tabs/Wide.tab begins as UTF-16 does, but claims another encoding");
        unreadable(items, "OneLine", "UNKNOWN tabs/OneLine.tab has a value of more than 8 million characters");
    }

    @Test
    void scope_isRefusedNamingEnvironmentComponentAndPlace() throws Exception {
        Map<String, String> items = run("scopes");

        assertThat(items)
                .containsEntry("ApexClass:Honest", "null 1 item compared: 1 same.")
                .containsEntry("ApexClass:OneLine", "null 1 item compared: 1 different.")
                .containsEntry("CustomTab:Values", "null 1 item compared: 1 different.");
        unreadable(
                items,
                "Deep",
                "retrieve-failed Environment sandbox returned a file of CustomTab:Deep that can't be read: tabs/Deep.tab nests"
                        + " deeper than 100 elements");
        unreadable(items, "Latin", "retrieve-failed Environment sandbox returned a file of CustomTab:Latin");
        assertThat(items.get("All:all")).endsWith("or leave the component out of the scope.");
    }

    private static void unreadable(Map<String, String> items, String tab, String start) {
        assertThat(items.get("CustomTab:" + tab)).as(tab).startsWith(start);
    }

    private Map<String, String> run(String what) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MEMORY,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HostileComparison.class.getName(),
                        what))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(process.waitFor(800, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(printed);
        assertThat(said).contains("\nEND");
        Map<String, String> items = new TreeMap<>();
        said.lines().filter(line -> line.startsWith("ITEM ")).forEach(line -> {
            String[] parts = line.split(" ", 3);
            items.put(parts[1], parts[2]);
        });
        return items;
    }
}
