package io.sluice.web;

import java.io.IOException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one sheet of a workbook, written down as they come. Texts stand in their cells, so that none is ever a formula and
 * none has to be remembered; a sheet that is full goes on in another one.
 */
final class SheetRows {

    /** What a sheet of the format can hold, and a cell of it. */
    private static final int MOST_ROWS = 1_048_576;

    private static final int LONGEST_CELL = 32_767;
    private static final int FLUSHED = 200;

    private final Workbook workbook;
    private final String name;
    private final String[] head;
    private Worksheet sheet;
    private int number = 1;
    private int row;

    SheetRows(Workbook workbook, String name, String... head) throws IOException {
        this.workbook = workbook;
        this.name = name;
        this.head = head;
        this.sheet = begin();
    }

    private Worksheet begin() throws IOException {
        Worksheet begun = workbook.newWorksheet(number == 1 ? name : name + " " + number);
        begun.freezePane(0, 1);
        for (int column = 0; column < head.length; column++) {
            begun.width(column, column == head.length - 1 ? 60 : 28);
            begun.inlineString(0, column, head[column]);
            begun.style(0, column).bold().set();
        }
        row = 1;
        return begun;
    }

    void add(@Nullable String... cells) throws IOException {
        if (row == MOST_ROWS) {
            sheet.finish();
            number++;
            sheet = begin();
        }
        for (int column = 0; column < cells.length; column++) {
            String cell = cells[column];
            if (cell != null) {
                sheet.inlineString(row, column, shown(cell));
            }
        }
        row++;
        if (row % FLUSHED == 0) {
            sheet.flush();
        }
    }

    void finish() throws IOException {
        sheet.finish();
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 3) + "...";
    }
}
