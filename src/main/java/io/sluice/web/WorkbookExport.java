package io.sluice.web;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightsChange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A workbook: a summary, then a sheet for each bucket; the different items difference by difference. */
@Component
class WorkbookExport implements ExportFormat {

    private final ExportedItems items;

    WorkbookExport(ExportedItems items) {
        this.items = items;
    }

    @Override
    public String name() {
        return "xlsx";
    }

    @Override
    public String mediaType() {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }

    @Override
    public void write(ComparisonHead head, ComparisonView view, ItemFilter filter, OutputStream out)
            throws IOException {
        Workbook workbook = new Workbook(out, "Sluice", null);
        summary(workbook, view);
        plain(workbook, "Only in source", Bucket.ONLY_IN_SOURCE, head, filter);
        plain(workbook, "Only in target", Bucket.ONLY_IN_TARGET, head, filter);
        different(workbook, head, filter);
        plain(workbook, "Same", Bucket.SAME, head, filter);
        plain(workbook, "Unknown", Bucket.UNKNOWN, head, filter);
        workbook.finish();
    }

    private static void summary(Workbook workbook, ComparisonView view) throws IOException {
        SheetRows rows = new SheetRows(workbook, "Summary", "Fact", "Value");
        rows.add("Purpose", view.purpose());
        rows.add("Compared", view.what());
        rows.add("Left out", view.leftOut().isEmpty() ? "nothing" : view.leftOut());
        rows.add("Source", view.source(), view.sourceOrgId());
        rows.add("Source read at", view.sourceReadAt().toString());
        rows.add("Target", view.target(), view.targetOrgId());
        rows.add("Target read at", view.targetReadAt().toString());
        rows.add("Asked for by", view.askedBy());
        rows.add("API version", view.apiVersion());
        rows.add("Rights gained", Long.toString(view.total().gained()));
        rows.add("Powerful rights gained", Long.toString(view.total().powerfulGained()));
        rows.add("Rights lost", Long.toString(view.total().lost()));
        rows.add("Parts that could not be compared", Long.toString(view.total().notCompared()));
        for (String gap : view.gaps()) {
            rows.add("Not looked at", gap);
        }
        for (ComparisonView.TypeCounts type : view.types()) {
            rows.add(
                    type.type(),
                    type.onlyInSource() + " only in source, " + type.onlyInTarget() + " only in target, "
                            + type.different() + " different, " + type.same() + " same, " + type.unknown()
                            + " unknown");
        }
        rows.finish();
    }

    private void plain(Workbook workbook, String name, Bucket bucket, ComparisonHead head, ItemFilter filter)
            throws IOException {
        SheetRows rows = new SheetRows(workbook, name, "Type", "Name", "Last modified by", "Last modified at", "Note");
        if (wanted(filter, bucket)) {
            items.each(
                    head,
                    only(filter, bucket),
                    (item, differences) -> rows.add(
                            item.component().type(),
                            item.component().fullName(),
                            item.lastModifiedBy(),
                            time(item),
                            item.note()));
        }
        rows.finish();
    }

    private void different(Workbook workbook, ComparisonHead head, ItemFilter filter) throws IOException {
        SheetRows rows = new SheetRows(
                workbook,
                "Different",
                "Type",
                "Name",
                "Difference",
                "Place",
                "Target",
                "Source",
                "In words",
                "Right",
                "Powerful",
                "Last modified by",
                "Last modified at");
        if (wanted(filter, Bucket.DIFFERENT)) {
            items.each(head, only(filter, Bucket.DIFFERENT), (item, differences) -> {
                if (differences.isEmpty()) {
                    rows.add(item.component().type(), item.component().fullName());
                }
                for (Difference difference : differences) {
                    row(rows, item, difference);
                }
            });
        }
        rows.finish();
    }

    private static void row(SheetRows rows, ComparedItem item, Difference difference) throws IOException {
        RightsChange right = difference.right();
        rows.add(
                item.component().type(),
                item.component().fullName(),
                difference.kind().name().toLowerCase(Locale.ROOT),
                difference.place(),
                difference.target(),
                difference.source(),
                difference.words(),
                right == null ? null : ComparisonPageViews.effect(right),
                right == null ? null : right.powerful() ? "yes" : "no",
                item.lastModifiedBy(),
                time(item));
    }

    private static @Nullable String time(ComparedItem item) {
        return item.lastModifiedAt() == null ? null : item.lastModifiedAt().toString();
    }

    private static boolean wanted(ItemFilter filter, Bucket bucket) {
        return filter.buckets().isEmpty() || filter.buckets().contains(bucket);
    }

    private static ItemFilter only(ItemFilter filter, Bucket bucket) {
        return new ItemFilter(Set.of(bucket), filter.type(), filter.text(), filter.rights());
    }
}
