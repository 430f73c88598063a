package io.sluice.deployment;

import java.util.List;

/**
 * What a release manager states to prepare a rollback; as typed.
 *
 * @param plan one item a line: {@code restore}, {@code delete} or {@code keep}, then its name
 */
public record RollbackPreparation(String plan, String testLevel, List<String> tests, boolean goNeeded) {

    public RollbackPreparation {
        tests = List.copyOf(tests);
    }
}
