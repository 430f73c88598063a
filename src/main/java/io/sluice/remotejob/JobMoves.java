package io.sluice.remotejob;

import io.sluice.salesforce.OrgException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves one claimed job one step. Orgs are asked outside of transactions; each transaction writes down one finding and
 * is refused when the claim is stale.
 */
@Component
class JobMoves {

    private static final Logger log = LoggerFactory.getLogger(JobMoves.class);

    private final Kinds kinds;
    private final JobTable table;
    private final ObjectProvider<WaitingSteps> steps;
    private final Delivery delivery;
    private final Troubles troubles;
    private final JobEvidence evidence;
    private final RemoteJobsSettings settings;
    private final Looks looks;
    private final TransactionTemplate transaction;

    JobMoves(
            Kinds kinds,
            JobTable table,
            ObjectProvider<WaitingSteps> steps,
            Delivery delivery,
            Troubles troubles,
            JobEvidence evidence,
            RemoteJobsSettings settings,
            PlatformTransactionManager transactions) {
        this.kinds = kinds;
        this.table = table;
        this.steps = steps;
        this.delivery = delivery;
        this.troubles = troubles;
        this.evidence = evidence;
        this.settings = settings;
        this.looks = new Looks(settings.looksPerSecond());
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws StaleClaimException when somebody else has the job by now */
    void move(Claim claimed) {
        Claim claim = claimed;
        try {
            Optional<Claim> admitted = admit(claim);
            if (admitted.isEmpty()) {
                return;
            }
            claim = admitted.get();
            switch (claim.job().state()) {
                case REQUESTED -> check(claim);
                case CHECKING -> lookAtCheck(claim);
                case SENDING -> findLost(claim);
                case RUNNING -> look(claim);
                case ENDED -> delivery.deliver(claim);
                case DELIVERED, WITHDRAWN ->
                    throw new IllegalStateException(
                            "Remote job " + claim.job().id() + " is at its end and was claimed");
            }
        } catch (StaleClaimException stale) {
            throw stale;
        } catch (FaultException fault) {
            troubles.fault(claim, fault.during(), (RuntimeException) Objects.requireNonNull(fault.getCause()));
        } catch (RuntimeException e) {
            troubles.fault(claim, "writing down what was found", e);
        }
    }

    /** The job as it goes on; empty where nothing more is to be done now. */
    private Optional<Claim> admit(Claim claim) {
        String instance = claim.job().processInstance();
        if (instance == null || claim.job().abandoned()) {
            return cancelledUnsent(claim);
        }
        WaitingSteps.State state = during("asking for the waiting step", () -> state(instance));
        boolean ended = claim.job().state() == RemoteJobState.ENDED;
        if (state == WaitingSteps.State.GONE && !ended) {
            return withoutInstance(claim);
        }
        if (claim.job().stopped()) {
            if (state == WaitingSteps.State.STOPPED) {
                inTransaction(() -> table.postponed(claim, table.now().plus(settings.stoppedPause())));
                return Optional.empty();
            }
            return Optional.of(resume(claim));
        }
        return cancelledUnsent(claim);
    }

    private WaitingSteps.State state(String instance) {
        return Objects.requireNonNull(
                transaction.execute(status -> steps.getObject().state(instance)));
    }

    private Optional<Claim> cancelledUnsent(Claim claim) {
        if (claim.job().cancelRequestedAt() != null && claim.unsent()) {
            withdraw(claim, "it was cancelled before it was sent");
            return Optional.empty();
        }
        return Optional.of(claim);
    }

    private Optional<Claim> withoutInstance(Claim claim) {
        if (claim.unsent()) {
            withdraw(claim, "its process instance is gone");
            return Optional.empty();
        }
        log.warn(
                "The process instance {} of remote job {} ({} on environment {}) is gone; the job is watched to its end",
                claim.job().processInstance(),
                claim.job().id(),
                claim.job().kind(),
                claim.job().environment());
        return Optional.of(Objects.requireNonNull(transaction.execute(status -> {
            table.abandoned(claim);
            evidence.record(JobEvidence.SLUICE, "remote-job-abandoned", claim.job(), Map.of());
            return table.lock(claim);
        })));
    }

    private Claim resume(Claim claim) {
        return Objects.requireNonNull(transaction.execute(status -> {
            table.resumed(claim);
            evidence.record(JobEvidence.SLUICE, "remote-job-retried", claim.job(), Map.of("where", "Cockpit"));
            return table.lock(claim);
        }));
    }

    private void withdraw(Claim claim, String why) {
        inTransaction(() -> {
            table.withdrawn(claim);
            evidence.record(JobEvidence.SLUICE, "remote-job-withdrawn", claim.job(), Map.of("reason", why));
        });
    }

    private void check(Claim claim) {
        RemoteJobKind kind = kind(claim);
        Claim checking;
        try {
            checking = Objects.requireNonNull(transaction.execute(status -> {
                table.checking(claim);
                return table.lock(claim);
            }));
        } catch (DuplicateKeyException anotherIsFirst) {
            log.debug("Environment {} does another exclusive job", claim.job().environment(), anotherIsFirst);
            inTransaction(() -> table.postponed(claim, table.now().plus(settings.pause())));
            return;
        }
        startCheck(kind, checking);
    }

    private void startCheck(RemoteJobKind kind, Claim claim) {
        Optional<String> checkId = during("starting the check before sending", () -> kind.startCheck(claim.job()));
        if (checkId.isPresent()) {
            inTransaction(() -> table.checkStarted(claim, checkId.get(), firstLook()));
        } else {
            send(kind, claim);
        }
    }

    private void lookAtCheck(Claim claim) {
        RemoteJobKind kind = kind(claim);
        String checkId = claim.checkId();
        if (checkId == null) {
            startCheck(kind, claim);
            return;
        }
        Look look = during("looking at the check before sending", () -> kind.lookAtCheck(claim.job(), checkId));
        if (look instanceof Look.Running running) {
            inTransaction(() ->
                    table.checkProgress(claim, running.progress(), table.now().plus(running.pause())));
        } else if (look instanceof Look.Ended ended) {
            if (ended.outcome().isSuccess()) {
                send(kind, claim);
            } else {
                end(kind, claim, ended.outcome());
            }
        }
    }

    private void send(RemoteJobKind kind, Claim claim) {
        Map<String, Object> mark = during("noting what the org lists before sending", () -> kind.mark(claim.job()));
        Optional<Claim> sending = Objects.requireNonNull(transaction.execute(status -> {
            // From this lock on a cancellation is refused or only asked for; one that came first made the claim stale.
            Claim current = table.lock(claim);
            if (isGone(current)) {
                return Optional.<Claim>empty();
            }
            table.sending(claim, mark, settings.lease());
            return Optional.of(table.lock(claim));
        }));
        if (sending.isEmpty()) {
            // A lost request is sent again for an instance that is gone by now only when it was certainly never taken.
            withdraw(claim, "its process instance is gone");
            return;
        }
        Claim sent = sending.get();
        String remoteId;
        try {
            remoteId = kind.send(sent.job());
        } catch (OrgException e) {
            if (e.unknownOutcome()) {
                troubles.fault(sent, "sending", e);
                return;
            }
            Optional<Outcome> outcome = kind.refused(sent.job(), e);
            if (outcome.isPresent()) {
                end(kind, sent, outcome.get());
            } else {
                troubles.refusedSending(sent, e);
            }
            return;
        } catch (RuntimeException e) {
            troubles.fault(sent, "sending", e);
            return;
        }
        boolean again = claim.job().state() == RemoteJobState.SENDING;
        running(
                sent,
                remoteId,
                again ? "remote-job-sent-again" : "remote-job-sent",
                kind.waitsForOrg() ? firstLook() : table.now());
    }

    private boolean isGone(Claim claim) {
        String instance = claim.job().processInstance();
        return instance != null
                && (claim.job().abandoned() || steps.getObject().state(instance) == WaitingSteps.State.GONE);
    }

    private void running(Claim claim, String remoteId, String act, Instant due) {
        try {
            inTransaction(() -> {
                table.running(claim, remoteId, due);
                evidence.record(JobEvidence.SLUICE, act, claim.job(), Map.of("remoteId", remoteId));
            });
        } catch (StaleClaimException stale) {
            log.warn("The org's answer {} came after the claim was lost; the request is found again", remoteId);
            throw stale;
        }
    }

    private void findLost(Claim claim) {
        RemoteJobKind kind = kind(claim);
        Lost lost = during("looking for the request whose answer was lost", () -> kind.lost(claim.job()));
        if (lost instanceof Lost.Adopt adopt) {
            adopt(claim, adopt.remoteId());
        } else if (lost instanceof Lost.LookLater later) {
            inTransaction(() -> table.postponed(claim, table.now().plus(later.pause())));
        } else if (lost instanceof Lost.Undecided undecided) {
            troubles.undecided(claim, undecided.choices());
        } else if (lost instanceof Lost.SendAgain) {
            sendAgain(kind, claim);
        }
    }

    private void adopt(Claim claim, String remoteId) {
        if (table.isAnothers(claim, remoteId)) {
            troubles.undecided(
                    claim, "The only request that fits, " + remoteId + ", belongs to another job of this environment.");
            return;
        }
        running(claim, remoteId, "remote-job-adopted", firstLook());
    }

    private void sendAgain(RemoteJobKind kind, Claim claim) {
        if (claim.job().cancelRequestedAt() != null) {
            withdraw(claim, "it was cancelled and never arrived in the org");
            return;
        }
        Instant sentAt =
                Objects.requireNonNullElse(claim.job().sentAt(), claim.job().requestedAt());
        Instant sure = sentAt.plus(settings.unsurePeriod());
        if (claim.changesOrg() && table.now().isBefore(sure)) {
            inTransaction(() -> table.postponed(claim, sure));
            return;
        }
        send(kind, claim);
    }

    private void look(Claim claim) {
        RemoteJobKind kind = kind(claim);
        if (claim.job().cancelRequestedAt() != null && !claim.cancelAsked()) {
            during("asking the org to cancel", () -> {
                kind.cancel(claim.job());
                return true;
            });
            inTransaction(() -> table.cancelAsked(claim));
        }
        Look look = during("looking at the org", () -> kind.look(claim.job()));
        if (look instanceof Look.Running running) {
            Instant now = table.now();
            Instant since = Objects.requireNonNullElse(claim.job().sentAt(), now);
            // What does not wait for the org goes on at once.
            Instant next = running.pause().isZero() ? now : looks.next(now, since, running.pause());
            inTransaction(() -> table.progress(claim, running.progress(), next));
        } else if (look instanceof Look.Ended ended) {
            end(kind, claim, ended.outcome());
        }
    }

    private void end(RemoteJobKind kind, Claim claim, Outcome outcome) {
        Claim ended = during(
                "writing down the result",
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    table.lock(claim);
                    table.ended(claim, outcome);
                    Claim written = table.lock(claim);
                    kind.ended(written.job(), outcome);
                    Map<String, Object> details = new HashMap<>(Map.of("message", outcome.message()));
                    details.put("outcome", Objects.requireNonNullElse(outcome.errorCode(), "success"));
                    evidence.record(JobEvidence.SLUICE, "remote-job-ended", written.job(), details);
                    return written;
                })));
        try {
            delivery.deliver(ended);
        } catch (StaleClaimException stale) {
            throw stale;
        } catch (RuntimeException e) {
            troubles.fault(ended, "telling the waiting step", e);
        }
    }

    private RemoteJobKind kind(Claim claim) {
        return during("finding its kind", () -> kinds.require(claim.job().kind()));
    }

    /** After something was begun in an org. */
    private Instant firstLook() {
        Instant now = table.now();
        return looks.next(now, now, settings.pause());
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    private static <T> T during(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (StaleClaimException stale) {
            throw stale;
        } catch (RuntimeException e) {
            throw new FaultException(what, e);
        }
    }
}
