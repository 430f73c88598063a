package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** Managed packages with components in the deployment whose version in the target is older than in the source. */
@org.springframework.stereotype.Component
final class PackageVersionBehind implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "package-version-behind",
            "Installed package is older in the target",
            "Managed packages with components in the deployment whose version in the target is older than in the source.",
            "What the newer version brought is not there: the deployment fails, or its parts do not fit together.",
            "Upgrade the package in the target first.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        SortedMap<String, Component> prefixes = Managed.prefixes(subject);
        subject.brought("InstalledPackage").forEach(each -> prefixes.putIfAbsent(each.fullName(), each));
        if (prefixes.isEmpty()) {
            return;
        }
        Map<String, String> source = subject.target().packageVersionsOfSource().orElse(Map.of());
        Map<String, String> target = subject.target().packageVersions().orElse(Map.of());
        prefixes.forEach((prefix, component) -> {
            String wanted = source.get(prefix);
            String there = target.get(prefix);
            if (wanted != null && there != null && isOlder(there, wanted)) {
                report.add(
                        component,
                        "The package with the prefix " + prefix + " has version " + there + " in the target and "
                                + wanted + " in the source.");
            }
        });
    }

    /** By numbers, the first first: 1.9 is older than 1.10. */
    private static boolean isOlder(String one, String other) {
        int[] left = numbers(one);
        int[] right = numbers(other);
        int differs = Arrays.mismatch(left, right);
        return differs >= 0 && differs < right.length && (differs == left.length || left[differs] < right[differs]);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\."))
                .filter(part -> part.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
