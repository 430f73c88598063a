package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Components written for an API version that the target does not have yet. */
@org.springframework.stereotype.Component
final class ApiVersionAboveTarget implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "api-version-above-target",
            "API version is newer than the target",
            "Components written for an API version that the target does not have yet.",
            "Orgs get releases on different weekends; an older org refuses what is newer than itself.",
            "Lower the API version of the component in the source, or wait for the target's release.");

    private static final Pattern VERSION = Pattern.compile("\\d{1,3}\\.\\d");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        file.root()
                .flatMap(root -> root.value("apiVersion"))
                .filter(VERSION.asMatchPredicate())
                .ifPresent(version -> {
                    if (new BigDecimal(version)
                                    .compareTo(new BigDecimal(subject.target().apiVersion()))
                            > 0) {
                        report.add(
                                file.component(),
                                "It is written for API version " + version + "; the target has "
                                        + subject.target().apiVersion() + ".");
                    }
                });
    }
}
