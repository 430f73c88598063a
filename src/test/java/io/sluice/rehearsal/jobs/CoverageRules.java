package io.sluice.rehearsal.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How much of the code the tests must reach, by test level. */
final class CoverageRules {
    private static final int DEMANDED = 75;

    private CoverageRules() {}

    static List<TestRun.Warning> warnings(String level, List<TestRun.Coverage> coverage, Set<String> payload) {
        boolean each = level.equals("RunSpecifiedTests") || level.equals(DeployRules.RELEVANT);
        return each ? each(coverage, payload) : together(coverage);
    }

    /** Each class and trigger of the package on its own. */
    private static List<TestRun.Warning> each(List<TestRun.Coverage> coverage, Set<String> payload) {
        List<TestRun.Warning> out = new ArrayList<>();
        for (TestRun.Coverage c : coverage) {
            if (payload.contains("Apex" + c.type() + ":" + c.name()) && c.percent() < DEMANDED) {
                out.add(new TestRun.Warning(
                        c.id(),
                        c.name(),
                        "Test coverage of selected Apex %s is %d%%, at least %d%% test coverage is required"
                                .formatted(c.type(), c.percent(), DEMANDED)));
            }
        }
        return out;
    }

    /** All code of the org together, and every trigger a little. */
    private static List<TestRun.Warning> together(List<TestRun.Coverage> coverage) {
        List<TestRun.Warning> out = new ArrayList<>();
        int lines = coverage.stream().mapToInt(TestRun.Coverage::lines).sum();
        int missed = coverage.stream().mapToInt(c -> c.missed().size()).sum();
        if ((lines - missed) * 100 < lines * DEMANDED) {
            out.add(new TestRun.Warning(
                    null,
                    null,
                    "Average test coverage across all Apex Classes and Triggers is %d%%, at least %d%% test coverage is required."
                            .formatted((lines - missed) * 100 / lines, DEMANDED)));
        }
        for (TestRun.Coverage c : coverage) {
            if (c.type().equals("Trigger") && c.lines() > 0 && c.missed().size() == c.lines()) {
                out.add(new TestRun.Warning(
                        c.id(),
                        c.name(),
                        "Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required"));
            }
        }
        return out;
    }
}
