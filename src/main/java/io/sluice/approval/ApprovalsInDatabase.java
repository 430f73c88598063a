package io.sluice.approval;

import io.sluice.evidence.Evidence;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Rounds of approval in our tables. */
final class ApprovalsInDatabase implements Approvals {

    private static final int LONGEST_REASON = 4000;

    private final RoundRows rounds;
    private final Eligibility eligibility;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ApprovalsInDatabase(
            RoundRows rounds,
            Eligibility eligibility,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.rounds = rounds;
        this.eligibility = eligibility;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public OpenResult open(ApprovalRequest request) {
        List<String> problems = eligibility.problems(request.approvers(), request.excluded());
        if (!problems.isEmpty()) {
            return new OpenResult.Refused(problems);
        }
        return inTransaction(() -> {
            Optional<ApprovalRound> earlier = rounds.latest(request.subject());
            ApprovalRound round = new ApprovalRound(
                    UUID.randomUUID(),
                    request.subject(),
                    earlier.map(ApprovalRound::number).orElse(0) + 1,
                    request.approvers(),
                    request.excluded(),
                    request.binds(),
                    request.policy(),
                    now(),
                    List.of());
            rounds.insert(round);
            Map<String, Object> facts = about(round);
            facts.put("approvers", words(round.approvers()));
            facts.put("excluded", round.excluded().stream().sorted().toList());
            facts.put("binds", round.binds());
            facts.put("policy", round.policy());
            earlier.filter(before -> !before.isDecided())
                    .ifPresent(before -> facts.put("closesUndecidedRound", before.number()));
            evidence.record("sluice", "approval-round-opened", request.subject().change(), facts);
            return new OpenResult.Opened(round);
        });
    }

    @Override
    public DecideResult decide(
            ApprovalSubject subject, Approver approver, String person, boolean approved, String reason) {
        return inTransaction(() -> {
            Optional<ApprovalRound> locked = rounds.lockLatest(subject);
            if (locked.isEmpty()) {
                return new DecideResult.Refused("Nothing of " + subject.id() + " waits for approval.");
            }
            ApprovalRound round = locked.get();
            String stated = reason.strip();
            Optional<String> refusal = refusal(round, approver, person, approved, stated);
            if (refusal.isPresent()) {
                return new DecideResult.Refused(refusal.get());
            }
            rounds.insert(round.id(), new Decision(approver, person, approved, stated, now()));
            Map<String, Object> facts = about(round);
            facts.put("approver", approver.toString());
            facts.put("binds", round.binds());
            facts.put("reason", stated);
            evidence.record(
                    person,
                    approved ? "approval-given" : "approval-denied",
                    round.subject().change(),
                    facts);
            return new DecideResult.Recorded(rounds.latest(subject).orElseThrow());
        });
    }

    @Override
    public Optional<ApprovalRound> latest(ApprovalSubject subject) {
        return rounds.latest(subject);
    }

    @Override
    public List<ApprovalRound> ofChange(String change) {
        return rounds.ofChange(change);
    }

    @Override
    public boolean isApproved(ApprovalSubject subject, String binds) {
        return rounds.latest(subject)
                .filter(ApprovalRound::isApproved)
                .filter(round -> round.binds().equals(binds))
                .isPresent();
    }

    private Optional<String> refusal(
            ApprovalRound round, Approver approver, String person, boolean approved, String reason) {
        if (round.isDecided()) {
            return Optional.of("The approval of " + round.subject().id() + " is decided already: "
                    + (round.isApproved() ? "approved." : "rejected."));
        }
        if (!round.approvers().contains(approver)) {
            return Optional.of(
                    approver + " is not asked to approve " + round.subject().id() + ".");
        }
        if (round.excluded().contains(person)) {
            return Optional.of(person + " may not decide here: " + person + " " + Eligibility.WHY_EXCLUDED + ".");
        }
        if (!eligibility.answersFor(approver, person)) {
            return Optional.of(
                    approver instanceof Approver.Group group
                            ? person + " is not a member of group " + group.id() + "."
                            : "This decision is asked of " + ((Approver.Person) approver).id() + ", not of " + person
                                    + ".");
        }
        for (Decision earlier : round.decisions()) {
            if (earlier.approver().equals(approver)) {
                return Optional.of(earlier.person() + " decided for " + approver + " already.");
            }
            if (earlier.person().equals(person)) {
                return Optional.of(person + " decided already in this round, for " + earlier.approver()
                        + "; one person counts once.");
            }
        }
        if (!approved && reason.isEmpty()) {
            return Optional.of("A rejection needs a reason.");
        }
        if (reason.length() > LONGEST_REASON) {
            return Optional.of(
                    "The reason has " + reason.length() + " characters; at most " + LONGEST_REASON + " are possible.");
        }
        return approved ? wouldStrandOthers(round, approver, person) : Optional.empty();
    }

    /** A person who is the only one left for another approver has to answer for that one, or nobody ever could. */
    private Optional<String> wouldStrandOthers(ApprovalRound round, Approver approver, String person) {
        Set<String> deciders = round.decisions().stream().map(Decision::person).collect(Collectors.toSet());
        deciders.addAll(round.excluded());
        List<Approver> open = new ArrayList<>(round.approvers());
        round.decisions().forEach(decision -> open.remove(decision.approver()));
        if (OnePersonCountsOnce.shortage(eligibility.candidates(open, deciders)).isPresent()) {
            // The groups changed since the round was opened; this decision does not make it worse.
            return Optional.empty();
        }
        open.remove(approver);
        deciders.add(person);
        return OnePersonCountsOnce.shortage(eligibility.candidates(open, deciders))
                .map(shortage -> "If " + person + " decides for " + approver + ", too few people are left for "
                        + shortage.approvers().stream()
                                .map(Approver::toString)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + "; one person counts once. Please decide there and leave " + approver + " to somebody else.");
    }

    private <T> T inTransaction(Supplier<T> act) {
        @Nullable T result = transaction.execute(status -> act.get());
        if (result == null) {
            throw new IllegalStateException("The act gave no result");
        }
        return result;
    }

    /** As exact as the database stores it, so that a round reads the same before and after. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Map<String, Object> about(ApprovalRound round) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("of", round.subject().kind().word());
        facts.put("id", round.subject().id());
        facts.put("round", round.number());
        return facts;
    }

    private static List<String> words(List<Approver> approvers) {
        return approvers.stream().map(Approver::toString).toList();
    }
}
