package io.sluice.deployment;

import static io.sluice.deployment.DeploymentStatus.APPROVED;
import static io.sluice.deployment.DeploymentStatus.DEPLOYED;
import static io.sluice.deployment.DeploymentStatus.DEPLOYING;
import static io.sluice.deployment.DeploymentStatus.FAILED;
import static io.sluice.deployment.DeploymentStatus.IN_PROGRESS;
import static io.sluice.deployment.DeploymentStatus.PENDING_APPROVAL;
import static io.sluice.deployment.DeploymentStatus.REJECTED;

import java.util.EnumSet;
import java.util.Set;

/** In which status a record lets which act happen. */
enum Acts {
    /** A deployed record may be compared again: the change was worked on once more. */
    COMPARE("compared", IN_PROGRESS, PENDING_APPROVAL, APPROVED, REJECTED, FAILED, DEPLOYED),
    PREPARE("prepared", IN_PROGRESS, REJECTED, APPROVED, FAILED),
    SUBMIT("submitted", IN_PROGRESS, REJECTED),
    /** Straight from In Progress, when the approval of the same fingerprint still binds. */
    DECIDE("decided", PENDING_APPROVAL, IN_PROGRESS),
    RETRIEVE("retrieved", APPROVED, FAILED),
    CHECK("checked", APPROVED, FAILED),
    VALIDATE("validated", APPROVED, FAILED),
    GO("given the go", APPROVED, FAILED),
    KEEP_STATE("deployed", APPROVED, FAILED),
    DEPLOY("deployed", APPROVED, FAILED),
    VERIFY("verified", DEPLOYING, FAILED),
    CANCEL("cancelled", IN_PROGRESS, PENDING_APPROVAL, APPROVED, REJECTED, FAILED);

    private final String word;
    private final Set<DeploymentStatus> possible;

    Acts(String word, DeploymentStatus first, DeploymentStatus... others) {
        this.word = word;
        this.possible = EnumSet.of(first, others);
    }

    /** @throws IllegalStateException naming record, status and act where it is impossible */
    void check(DeploymentRecord record) {
        if (!possible.contains(record.status())) {
            throw new IllegalStateException("Deployment record " + record.id() + " is "
                    + record.status().words() + " and can't be " + word);
        }
    }
}
