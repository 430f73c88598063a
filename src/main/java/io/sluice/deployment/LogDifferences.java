package io.sluice.deployment;

import io.sluice.salesforce.DeployDetails.TestResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Compares the logs of two attempts. */
final class LogDifferences {

    private LogDifferences() {}

    static LogDifference between(
            Attempt now,
            List<Failure> failures,
            List<TestResult> tests,
            Attempt before,
            List<Failure> failuresBefore,
            List<TestResult> testsBefore) {
        Map<String, Failure> here = byKey(failures);
        Map<String, Failure> there = byKey(failuresBefore);
        Map<String, Boolean> passed = byName(tests);
        Map<String, Boolean> passedBefore = byName(testsBefore);
        return new LogDifference(
                before.number(),
                only(here.values(), failure -> !there.containsKey(failure.key())),
                only(there.values(), failure -> !here.containsKey(failure.key())),
                only(here.values(), failure -> there.containsKey(failure.key())),
                only(passed.keySet(), test -> isFalse(passed, test) && isTrue(passedBefore, test)),
                only(passed.keySet(), test -> isTrue(passed, test) && isFalse(passedBefore, test)),
                only(passed.keySet(), test -> !passedBefore.containsKey(test)),
                only(passedBefore.keySet(), test -> !passed.containsKey(test)),
                !now.packageSha256().equals(before.packageSha256()),
                !Objects.equals(now.fingerprint(), before.fingerprint()),
                !Objects.equals(now.options(), before.options()));
    }

    private static Map<String, Failure> byKey(List<Failure> failures) {
        Map<String, Failure> byKey = new LinkedHashMap<>();
        failures.forEach(failure -> byKey.putIfAbsent(failure.key(), failure));
        return byKey;
    }

    private static Map<String, Boolean> byName(List<TestResult> tests) {
        Map<String, Boolean> byName = new LinkedHashMap<>();
        tests.forEach(test -> byName.put(test.className() + "." + test.methodName(), test.passed()));
        return byName;
    }

    private static boolean isTrue(Map<String, Boolean> passed, String test) {
        return Boolean.TRUE.equals(passed.get(test));
    }

    private static boolean isFalse(Map<String, Boolean> passed, String test) {
        return Boolean.FALSE.equals(passed.get(test));
    }

    private static <T> List<T> only(Collection<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).toList();
    }
}
