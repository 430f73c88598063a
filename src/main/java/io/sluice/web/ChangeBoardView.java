package io.sluice.web;

import io.sluice.metadata.Component;
import io.sluice.sync.Board;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A change request, environment by component.
 *
 * @param finished whether it is completed or cancelled
 */
record ChangeBoardView(String number, String name, boolean finished, List<Column> columns) {

    /**
     * One environment.
     *
     * @param problem why its org could not be asked; empty where it could
     */
    record Column(String name, Board.Copy copy, String problem, List<Board.Cell> cells) {}

    /** Each component with its cell in each environment, in the order of the columns; by the component's words. */
    public SortedMap<String, Map<String, Board.Cell>> rows() {
        SortedMap<String, Map<String, Board.Cell>> rows = new TreeMap<>();
        for (Column column : columns) {
            for (Board.Cell cell : column.cells()) {
                Component component = cell.component();
                rows.computeIfAbsent(component.toString(), any -> new TreeMap<>())
                        .put(column.copy().environment(), cell);
            }
        }
        return rows;
    }
}
