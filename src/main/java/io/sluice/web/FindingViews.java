package io.sluice.web;

import io.sluice.deployment.Analyses;
import io.sluice.deployment.Analysis;
import io.sluice.deployment.DeploymentRecord;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Findings of a deployment record, as their page shows them, and waiving one. */
@Component
class FindingViews {

    private final Analyses analyses;
    private final DependencyViews records;
    private final EnvironmentNames environments;

    FindingViews(Analyses analyses, DependencyViews records, EnvironmentNames environments) {
        this.analyses = analyses;
        this.records = records;
        this.environments = environments;
    }

    FindingView of(String id) {
        DeploymentRecord record = records.require(id);
        Optional<Analysis> found = analyses.latest(id);
        return new FindingView(
                id,
                record.change(),
                environments.origin(record),
                environments.of(record.target()),
                found.map(Analysis::at).orElse(null),
                found.map(Analysis::words).orElse(null),
                found.filter(each -> each.fingerprint().equals(record.fingerprint()))
                        .isPresent(),
                found.map(Analysis::findings).orElse(List.of()).stream()
                        .map(FindingViews::row)
                        .toList(),
                found.map(Analysis::notes).orElse(List.of()));
    }

    /** @throws Refusal with the reason where it is not waived */
    void waive(String id, String finding, String reason, Viewer viewer) {
        records.require(id);
        viewer.demand(viewer.hasAny(Role.RELEASE_MANAGER), "Release managers waive findings.");
        if (analyses.waive(id, finding, reason, viewer.id()) instanceof Analyses.Refused refused) {
            throw new Refusal(HttpStatus.CONFLICT, refused.sentence());
        }
    }

    private static FindingView.Row row(Analysis.Judged judged) {
        Analysis.Waiver waiver = judged.waiver();
        return new FindingView.Row(
                judged.id(),
                judged.finding().rule(),
                judged.stops() ? "stops the deployment" : waiver != null ? "waived" : "to be known",
                judged.stops() ? "missing" : waiver != null ? "in-target" : "unknown",
                judged.stops(),
                judged.finding().place().toString(),
                judged.finding().where(),
                judged.finding().words(),
                judged.finding().remedy(),
                waiver == null ? null : waiver.person(),
                waiver == null ? null : waiver.reason(),
                waiver == null ? null : waiver.at());
    }
}
