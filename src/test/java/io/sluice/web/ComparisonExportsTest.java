package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.metadata.Component;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken along is read back. */
class ComparisonExportsTest {

    private static final String EXPORT = "/api/comparisons/" + FakeComparisons.ID + "/export?bucket=all&format=";

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    @BeforeEach
    void fill() {
        Samples.fill(rooms);
        rooms.compared.fill();
    }

    @Test
    void csv_has_a_row_for_each_difference_and_no_formulas() throws Exception {
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(new String(bytes("csv"), java.nio.charset.StandardCharsets.UTF_8)))
                .getRecords();

        assertThat(rows).hasSize(8);
        assertThat(rows)
                .filteredOn(row -> row.get("name").equals("Sales"))
                .extracting(row -> row.get("words"), row -> row.get("right"), row -> row.get("powerful"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Profile Sales loses Read on Visit__c", "loses Read", "no"),
                        org.assertj.core.groups.Tuple.tuple("'=1+1 for b", "", ""),
                        org.assertj.core.groups.Tuple.tuple(
                                "Profile Sales gains <Modify All Data>", "gains Modify All Data", "yes"));
        assertThat(rows).extracting(row -> row.get("source")).contains("'=1+1");
        assertThat(rows)
                .filteredOn(row -> row.get("name").equals("Board/Numbers"))
                .extracting(row -> row.get("found") + ": " + row.get("note"))
                .containsExactly("unknown: Source: You do not have access to it");
    }

    @Test
    void cells_that_begin_like_a_formula_are_made_harmless() {
        for (String begin : List.of("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")) {
            assertThat(CsvExport.harmless(begin + "1")).isEqualTo("'" + begin + "1");
        }
        assertThat(CsvExport.harmless("a;=1+1")).isEqualTo("a;'=1+1");
        assertThat(CsvExport.harmless("a\r\n @b\n-c")).isEqualTo("a\r\n '@b\n'-c");
        assertThat(CsvExport.harmless("a=1")).isEqualTo("a=1");
        assertThat(CsvExport.harmless("a; b - c\nd")).isEqualTo("a; b - c\nd");
        assertThat(CsvExport.harmless("")).isEmpty();
        assertThat(CsvExport.harmless(null)).isNull();
    }

    @Test
    void workbook_has_a_sheet_for_each_bucket_with_texts_only() throws Exception {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes("xlsx")))) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly("Summary", "Only in source", "Only in target", "Different", "Same", "Unknown");
            assertThat(column(workbook, "Only in source", 1)).containsExactly("Name", "Visit__c.Due__c");
            assertThat(column(workbook, "Same", 1)).containsExactly("Name", "Same");
            assertThat(column(workbook, "Unknown", 4)).containsExactly("Note", "Source: You do not have access to it");
            assertThat(column(workbook, "Different", 6))
                    .containsExactly(
                            "In words",
                            "The code changes",
                            "Profile Sales loses Read on Visit__c",
                            "=1+1 for b",
                            "Profile Sales gains <Modify All Data>");
            assertThat(column(workbook, "Summary", 0)).contains("Powerful rights gained", "Not looked at");
            assertThat(workbook.findSheet("Different").orElseThrow().read().stream()
                            .flatMap(Row::stream)
                            .filter(cell -> cell != null && cell.getFormula() != null))
                    .isEmpty();
        }
    }

    @Test
    void json_has_the_comparison_and_every_item() throws Exception {
        JsonNode json = new ObjectMapper().readTree(bytes("json"));

        assertThat(json.path("comparison").path("source").asText()).isEqualTo("Development");
        assertThat(json.path("items")).hasSize(6);
        JsonNode sales = json.path("items").path(4);
        assertThat(sales.path("name").asText()).isEqualTo("Sales");
        assertThat(sales.path("differences")
                        .path(0)
                        .path("right")
                        .path("effect")
                        .asText())
                .isEqualTo("LOSES");
    }

    @Test
    void more_items_than_are_read_at_once_are_all_there_once() throws Exception {
        IntStream.range(0, 1300)
                .forEach(n -> rooms.compared.items.add(new ComparedItem(
                        new Component("ApexClass", "Z%04d".formatted(n)),
                        Bucket.DIFFERENT,
                        "a",
                        "b",
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null)));

        JsonNode json = new ObjectMapper().readTree(bytes("json"));
        assertThat(json.path("items")).hasSize(1306);
        assertThat(IntStream.range(0, 1306)
                        .mapToObj(n -> json.path("items").path(n).path("name").asText()))
                .doesNotHaveDuplicates()
                .contains("Z0499", "Z0500", "Z1299");
    }

    @Test
    void items_with_very_many_differences_are_read_in_portions_and_are_all_there_once() throws Exception {
        Difference difference =
                new Difference(Difference.Kind.CHANGED, "d", "Description", "a", "b", "The description changes", null);
        IntStream.range(0, 10).forEach(n -> {
            Component item = new Component("ApexClass", "Z%04d".formatted(n));
            rooms.compared.items.add(
                    new ComparedItem(item, Bucket.DIFFERENT, "a", "b", List.of(), List.of(), null, null, null));
            int many = n == 4 ? 21_000 : 6_000;
            rooms.compared.inside.put(
                    item,
                    new ComponentDifferences(
                            item, Collections.nCopies(many, difference), List.of(), List.of(), List.of()));
        });

        List<String> exported = names(new ObjectMapper().readTree(bytes("json")));
        assertThat(exported).hasSize(16).doesNotHaveDuplicates();
        // Only the one that has more by itself.
        assertThat(rooms.compared.mostAtOnce).isEqualTo(21_000);

        List<String> paged = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonNode page = new ObjectMapper()
                    .readTree(web.open(
                                    "/api/comparisons/" + FakeComparisons.ID + "/items?bucket=all&limit=1000&after="
                                            + after,
                                    "dev")
                            .andExpect(status().isOk())
                            .andReturn()
                            .getResponse()
                            .getContentAsByteArray());
            paged.addAll(names(page));
            after = page.path("after").textValue();
        }
        assertThat(paged).isEqualTo(exported);
        assertThat(rooms.compared.mostAtOnce).isEqualTo(21_000);
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("items").forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    private byte[] bytes(String format) throws Exception {
        return web.open(EXPORT + format, "dev")
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }

    private static List<String> column(ReadableWorkbook workbook, String sheet, int column) {
        try {
            return workbook.findSheet(sheet).orElseThrow().read().stream()
                    .map(row -> row.getOptionalCell(column).map(Cell::getText).orElse(""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
