package io.sluice.web;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.StartPlan;
import io.sluice.process.StartWaits;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Planned starts of deployments, as pages show them, and what a release manager does about them. */
@Component
class StartViews {

    private static final Set<DeploymentStatus> PAST =
            EnumSet.of(DeploymentStatus.DEPLOYING, DeploymentStatus.DEPLOYED, DeploymentStatus.CANCELLED);

    private final DeploymentStarts starts;
    private final StartWaits waits;
    private final PageWords words;

    StartViews(DeploymentStarts starts, StartWaits waits, PageWords words) {
        this.starts = starts;
        this.waits = waits;
        this.words = words;
    }

    /** When it starts, a sentence; null where nothing is planned, or it has started. */
    @Nullable
    String words(DeploymentRecord record) {
        Optional<StartPlan> plan = PAST.contains(record.status()) ? Optional.empty() : starts.plan(record.id());
        if (plan.isEmpty()) {
            return null;
        }
        Optional<Instant> until = starts.waitsUntil(record.id());
        String planned = "Planned: " + plan.get().words() + ".";
        return record.status() == DeploymentStatus.APPROVED && until.isPresent()
                ? "Waits until " + words.moment(until.get()) + ". " + planned
                : planned;
    }

    /** Whether it may be waiting for its time now. */
    boolean waits(DeploymentRecord record) {
        return record.status() == DeploymentStatus.APPROVED
                && starts.waitsUntil(record.id()).isPresent();
    }

    /** @throws Refusal with the sentence that says why not */
    void startNow(DeploymentRecord record, Viewer viewer) {
        demand(viewer);
        refuse(waits.startNow(record.id(), viewer.id()));
    }

    /** @throws Refusal likewise */
    void stop(DeploymentRecord record, String reason, Viewer viewer) {
        demand(viewer);
        refuse(waits.stop(record.id(), viewer.id(), reason));
    }

    private static void demand(Viewer viewer) {
        viewer.demand(viewer.hasAny(Role.RELEASE_MANAGER), "A release manager decides when a deployment starts.");
    }

    private static void refuse(Optional<String> refusal) {
        refusal.ifPresent(sentence -> {
            throw new Refusal(HttpStatus.CONFLICT, sentence);
        });
    }
}
