package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import java.util.Set;
import java.util.stream.Collectors;

/** Components of a managed package that is not installed in the target. */
@org.springframework.stereotype.Component
final class PackageNotInstalled implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "package-not-installed",
            "Installed package is absent",
            "Components of a managed package that is not installed in the target.",
            "Components of a package come with its installation only.",
            "Install the package in the target first, in the version that the source has.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        Set<String> needed = Managed.prefixes(subject).keySet();
        if (needed.isEmpty()) {
            return;
        }
        Set<String> installed = subject.target().all("InstalledPackage").stream()
                .map(Component::fullName)
                .collect(Collectors.toSet());
        Managed.prefixes(subject).forEach((prefix, component) -> {
            if (!installed.contains(prefix)) {
                report.add(component, "The package with the prefix " + prefix + " is not installed in the target.");
            }
        });
    }
}
