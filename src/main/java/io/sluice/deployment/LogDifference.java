package io.sluice.deployment;

import java.util.List;

/**
 * What differs between an attempt and an earlier one.
 *
 * @param against number of the earlier one
 * @param fresh failures that the earlier one had not
 * @param gone failures that only the earlier one had
 * @param same failures of both
 * @param failsNow tests that passed in the earlier one
 * @param passesNow tests that failed in the earlier one
 * @param ranOnlyNow tests that did not run in the earlier one
 * @param ranOnlyBefore tests that ran only in the earlier one
 * @param otherPackage whether another package was sent
 * @param otherFingerprint whether another approval bound it
 * @param otherOptions whether it was sent otherwise: check-only, test level, tests, API version
 */
public record LogDifference(
        int against,
        List<Failure> fresh,
        List<Failure> gone,
        List<Failure> same,
        List<String> failsNow,
        List<String> passesNow,
        List<String> ranOnlyNow,
        List<String> ranOnlyBefore,
        boolean otherPackage,
        boolean otherFingerprint,
        boolean otherOptions) {}
