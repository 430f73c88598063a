package io.sluice.rehearsal.rest;

import java.util.List;
import java.util.Map;

/** One object that only exists in queries. */
interface ToolingTable {
    /** Its rows now; every row has all fields. */
    List<Map<String, Object>> rows();

    /** The names of its fields. */
    List<String> fields();

    /** The oldest API version that knows it. */
    default double since() {
        return 0;
    }

    /** False where an org has no such object. */
    default boolean there() {
        return true;
    }
}
