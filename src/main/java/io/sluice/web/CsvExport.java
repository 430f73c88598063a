package io.sluice.web;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightsChange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One row for each difference, and one for each item without. */
@Component
class CsvExport implements ExportFormat {

    /**
     * Right before a sign by which a formula begins, wide or narrow: at the beginning of a cell, and where a spreadsheet that
     * separates cells by {@code ;} or takes line breaks for the end of a row would begin another one.
     */
    private static final Pattern BEFORE_A_FORMULA =
            Pattern.compile("(?:^|[;\\t\\r\\n])[ \\u00a0\\u3000]*+(?=[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])");

    /** A spreadsheet passes over these and looks for a formula behind them. */
    private static final String PASSED_OVER = "\t\r\n";

    private static final String[] HEAD = {
        "type",
        "name",
        "found",
        "difference",
        "place",
        "target",
        "source",
        "words",
        "right",
        "holder",
        "on",
        "powerful",
        "last modified by",
        "last modified at",
        "note"
    };

    private final ExportedItems items;

    CsvExport(ExportedItems items) {
        this.items = items;
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv;charset=UTF-8";
    }

    @Override
    public void write(ComparisonHead head, ComparisonView view, ItemFilter filter, OutputStream out)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(
                writer, CSVFormat.RFC4180.builder().setHeader(HEAD).get());
        items.each(head, filter, (item, differences) -> {
            if (differences.isEmpty()) {
                print(csv, item, null);
            }
            for (Difference difference : differences) {
                print(csv, item, difference);
            }
        });
        csv.flush();
    }

    private static void print(CSVPrinter csv, ComparedItem item, @Nullable Difference difference) throws IOException {
        RightsChange right = difference == null ? null : difference.right();
        List<@Nullable Object> cells = Arrays.asList(
                item.component().type(),
                item.component().fullName(),
                item.bucket().words(),
                difference == null ? null : difference.kind().name().toLowerCase(Locale.ROOT),
                difference == null ? null : difference.place(),
                difference == null ? null : difference.target(),
                difference == null ? null : difference.source(),
                difference == null ? null : difference.words(),
                right == null ? null : ComparisonPageViews.effect(right) + " " + right.right(),
                right == null ? null : right.holder(),
                right == null ? null : right.on(),
                right == null ? null : right.powerful() ? "yes" : "no",
                item.lastModifiedBy(),
                item.lastModifiedAt(),
                item.note());
        csv.printRecord(cells.stream().map(CsvExport::harmless).toList());
    }

    /** As text, also to a spreadsheet that takes some texts for formulas: an apostrophe says so. */
    static @Nullable String harmless(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = BEFORE_A_FORMULA.matcher(value.toString()).replaceAll("$0'");
        return !text.isEmpty() && PASSED_OVER.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
