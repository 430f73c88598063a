package io.sluice.deployment;

import java.util.List;

/**
 * What a release manager states to prepare a deployment; ids and names as typed.
 *
 * @param leftOut lines of the items that are left out, each an item of the scope and the reason behind it
 * @param quickDeploy whether a good validation may be made real by the org itself
 */
public record Preparation(
        String source,
        String target,
        String testLevel,
        List<String> tests,
        boolean goNeeded,
        List<String> leftOut,
        boolean quickDeploy) {

    public Preparation {
        tests = List.copyOf(tests);
        leftOut = List.copyOf(leftOut);
    }

    /** Leaves nothing out, and may be deployed quickly. */
    public Preparation(String source, String target, String testLevel, List<String> tests, boolean goNeeded) {
        this(source, target, testLevel, tests, goNeeded, List.of(), true);
    }
}
