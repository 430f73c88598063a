package io.sluice.rehearsal.rest;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A small object about the org's set-up: where it exists, its fields and its rows. */
record SetupTable(BooleanSupplier exists, List<String> fields, Supplier<List<Map<String, Object>>> content)
        implements ToolingTable {
    @Override
    public boolean there() {
        return exists.getAsBoolean();
    }

    @Override
    public List<Map<String, Object>> rows() {
        return content.get();
    }
}
