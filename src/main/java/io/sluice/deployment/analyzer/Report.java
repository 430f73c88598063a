package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import io.sluice.metadata.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes what one analyzer finds, with the effect that its policy gives it; one finding is told once. */
public final class Report {

    private final Rule rule;
    private final Rule.Effect effect;
    private final Set<Finding> findings = new LinkedHashSet<>();

    public Report(Rule rule, Rule.Effect effect) {
        this.rule = rule;
        this.effect = effect;
    }

    public void add(Component place, String words) {
        add(place, "", words);
    }

    public void add(Component place, XmlNode at, String words) {
        add(place, "line " + at.line(), words);
    }

    public void add(Component place, String where, String words) {
        if (effect != Rule.Effect.OFF) {
            findings.add(Finding.of(effect, rule.key(), place, where, words, rule.remedy()));
        }
    }

    public List<Finding> findings() {
        return new ArrayList<>(findings);
    }
}
