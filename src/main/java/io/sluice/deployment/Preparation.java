package io.sluice.deployment;

import java.util.List;

/** What a release manager states to prepare a deployment; ids and names as typed. */
public record Preparation(String source, String target, String testLevel, List<String> tests, boolean goNeeded) {

    public Preparation {
        tests = List.copyOf(tests);
    }
}
