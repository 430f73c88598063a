package io.sluice.rehearsal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** API versions by number, and the release that brought each. */
final class Versions {
    private static final String[] SEASONS = {"Spring", "Summer", "Winter"};
    private static final int SPRING_26 = 66;

    private Versions() {}

    static List<Map<String, String>> list(int oldest, double newest) {
        List<Map<String, String>> out = new ArrayList<>();
        for (int v = oldest; v <= newest; v++) {
            out.add(Map.of("label", label(v), "url", "/services/data/v" + v + ".0", "version", v + ".0"));
        }
        return out;
    }

    /** Three releases a year; the winter one is named after the year that begins during it. */
    static String label(int version) {
        int season = Math.floorMod(version - SPRING_26, 3);
        int year = 26 + Math.floorDiv(version - SPRING_26 + 1, 3);
        return "%s '%02d".formatted(SEASONS[season], year);
    }

    static String tooOld(String version, int oldest) {
        return "The API version that was specified (" + version + ") is below the minimum supported (" + oldest
                + ".0). Change the version number and run the request again.";
    }
}
