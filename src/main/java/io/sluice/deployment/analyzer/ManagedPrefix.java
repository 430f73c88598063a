package io.sluice.deployment.analyzer;

import java.util.stream.Stream;

/** Components of managed packages in the scope. */
@org.springframework.stereotype.Component
final class ManagedPrefix implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "managed-prefix",
            "Component of a managed package",
            "Components of managed packages in the scope.",
            "Of what a package brought only some parts can be changed; the rest is ignored without a word.",
            "Compare after the deployment whether everything arrived.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        Stream.concat(subject.brought().stream(), subject.deletions().stream())
                .filter(each -> Managed.prefix(each).isPresent())
                .forEach(each -> report.add(
                        each,
                        "It belongs to the package " + Managed.prefix(each).orElseThrow() + "."));
    }
}
