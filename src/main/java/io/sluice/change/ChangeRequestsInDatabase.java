package io.sluice.change;

import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Change requests in our tables. Each act locks its row first, so that two acts at once follow one another. */
final class ChangeRequestsInDatabase implements ChangeRequests {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 4000;

    private final ChangeRows changes;
    private final ScopeRows scopes;
    private final FamiliesInDatabase families;
    private final ScopeCheck scopeCheck;
    private final Environments environments;
    private final Accounts accounts;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChangeRequestsInDatabase(
            ChangeRows changes,
            ScopeRows scopes,
            FamiliesInDatabase families,
            ScopeCheck scopeCheck,
            Environments environments,
            Accounts accounts,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.changes = changes;
        this.scopes = scopes;
        this.families = families;
        this.scopeCheck = scopeCheck;
        this.environments = environments;
        this.accounts = accounts;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public RaiseResult raise(NewChange typed, String requester, String processInstance) {
        NewChange change = stripped(typed);
        List<String> problems = problems(change);
        if (!problems.isEmpty()) {
            return new RaiseResult.Refused(problems);
        }
        return inTransaction(() -> {
            String number = changes.nextNumber();
            changes.insert(number, change, requester, processInstance, clock.instant());
            Map<String, Object> facts = facts(change);
            facts.put("processInstance", processInstance);
            evidence.record(requester, "change-request-raised", number, facts);
            return new RaiseResult.Raised(require(number));
        });
    }

    @Override
    public List<String> restate(String number, NewChange typed, String actor) {
        NewChange change = stripped(typed);
        List<String> problems = problems(change);
        if (!problems.isEmpty()) {
            return problems;
        }
        return inTransaction(() -> {
            ChangeRequest before = lock(number);
            if (!isOpenForRework(before)) {
                return List.of(number + " can't be stated anew while it is "
                        + before.status().words() + "; only while it is In Progress or Rejected.");
            }
            if (!change.equals(new NewChange(before.name(), before.type().word(), before.overview()))) {
                changes.restate(number, change, clock.instant());
                evidence.record(actor, "change-request-restated", number, facts(change));
            }
            return List.of();
        });
    }

    private static NewChange stripped(NewChange typed) {
        return new NewChange(
                typed.name().strip(), typed.type().strip(), typed.overview().strip());
    }

    private static List<String> problems(NewChange change) {
        List<String> problems = new ArrayList<>();
        text("The name", change.name(), LONGEST_NAME, problems);
        if (change.name().lines().count() > 1) {
            problems.add("The name has to be one line; write the rest into the overview.");
        }
        if (ChangeType.ofWord(change.type()).isEmpty()) {
            problems.add("The change type \"" + change.type()
                    + "\" is unknown; choose Minor, Standard, Major or Emergency.");
        }
        text("The overview", change.overview(), LONGEST_TEXT, problems);
        return problems;
    }

    private static Map<String, Object> facts(NewChange change) {
        return new LinkedHashMap<>(Map.of("name", change.name(), "type", change.type(), "overview", change.overview()));
    }

    private static boolean isOpenForRework(ChangeRequest change) {
        return change.status() == ChangeStatus.IN_PROGRESS || change.status() == ChangeStatus.REJECTED;
    }

    @Override
    public Optional<ChangeRequest> find(String number) {
        return changes.find(number);
    }

    @Override
    public ChangeRequest require(String number) {
        return find(number).orElseThrow(() -> unknown(number));
    }

    @Override
    public List<ChangeRequest> list(ChangeFilter filter) {
        return changes.list(filter);
    }

    @Override
    public Scope scope(String number) {
        return scopes.read(number, require(number).revision());
    }

    @Override
    public Scope scope(String number, int revision) {
        int newest = require(number).revision();
        if (revision < 0 || revision > newest) {
            throw new IllegalArgumentException(
                    number + " has no revision " + revision + " of its scope; the newest is " + newest);
        }
        return scopes.read(number, revision);
    }

    @Override
    public ScopeResult defineScope(
            String number, String existing, String proposed, String deletions, List<String> approvers, String actor) {
        return inTransaction(() -> {
            ChangeRequest change = lock(number);
            if (!isOpenForRework(change)) {
                return new ScopeResult.Refused(List.of("The scope of " + number + " can't be changed while it is "
                        + change.status().words() + "; only while it is In Progress or Rejected."));
            }
            ScopeForm form = ScopeForm.read(existing, proposed, deletions, approvers, change.requester(), accounts);
            RollUp rolledUp = families.isRelease(number)
                    ? families.rollUp(number, form.items())
                    : RollUp.of(form.items(), new TreeMap<>());
            List<String> problems = new ArrayList<>(form.problems());
            problems.addAll(rolledUp.problems());
            if (problems.isEmpty()) {
                problems.addAll(ScopeForm.problemsOfSize(rolledUp.items().size()));
            }
            if (!problems.isEmpty()) {
                return new ScopeResult.Refused(problems);
            }
            Scope current = scopes.read(number, change.revision());
            Scope next = new Scope(change.revision() + 1, rolledUp.items(), form.additionalApprovers());
            if (saysTheSame(current, next)
                    && families.origins(number, change.revision()).equals(rolledUp.origins())) {
                return new ScopeResult.Accepted(current);
            }
            write(number, next, rolledUp.origins());
            evidence.record(actor, "scope-defined", number, facts(next));
            return new ScopeResult.Accepted(next);
        });
    }

    @Override
    public ScopeResult checkScope(String number) {
        ChangeRequest change = require(number);
        if (change.revision() == 0) {
            return new ScopeResult.Refused(List.of("The scope of " + number + " is not defined yet."));
        }
        Optional<Environment> production = environments.production();
        if (production.isEmpty()) {
            return new ScopeResult.Refused(List.of("The scope can't be checked because no production environment is"
                    + " registered; an administrator registers it on page /environments."));
        }
        Scope scope = scopes.read(number, change.revision());
        List<String> problems = scopeCheck.problems(
                scope,
                production.get(),
                sandbox(change, production.get()).orElse(null),
                families.origins(number, change.revision()).keySet());
        return inTransaction(() -> {
            evidence.record(
                    "sluice",
                    "scope-checked",
                    number,
                    Map.of(
                            "revision",
                            scope.revision(),
                            "environment",
                            production.get().id(),
                            "outcome",
                            problems.isEmpty() ? "accepted" : "refused",
                            "problems",
                            problems));
            return problems.isEmpty() ? new ScopeResult.Accepted(scope) : new ScopeResult.Refused(problems);
        });
    }

    @Override
    public Scope takeOver(String number, List<ScopeItem> items, String actor) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("An empty scope can't be taken over for " + number);
        }
        return inTransaction(() -> {
            ChangeRequest change = lock(number);
            if (change.status().isFinal() || change.status() == ChangeStatus.PENDING_APPROVAL) {
                throw new IllegalStateException("A scope can't be taken over for " + number + " while it is "
                        + change.status().words());
            }
            Scope current = scopes.read(number, change.revision());
            Map<Component, ScopeItem> once = new LinkedHashMap<>();
            items.forEach(item -> once.putIfAbsent(item.component(), item));
            Scope next = new Scope(change.revision() + 1, List.copyOf(once.values()), current.additionalApprovers());
            if (current.differenceTo(next).isEmpty()) {
                return current;
            }
            write(number, next, families.origins(number, change.revision()));
            evidence.record(actor, "scope-taken-over", number, facts(next));
            return next;
        });
    }

    @Override
    public List<String> problemsOfWords(String number, String name, String overview) {
        return problems(stripped(new NewChange(name, require(number).type().word(), overview)));
    }

    @Override
    public void takeOverWords(String number, String name, String overview, String actor) {
        transaction.executeWithoutResult(status -> {
            ChangeRequest change = lock(number);
            NewChange words = stripped(new NewChange(name, change.type().word(), overview));
            if (change.status().isFinal() || !problems(words).isEmpty()) {
                throw new IllegalStateException("Words can't be taken over for " + number + " while it is "
                        + change.status().words() + ": " + problems(words));
            }
            changes.restate(number, words, clock.instant());
            evidence.record(actor, "words-taken-over", number, facts(words));
        });
    }

    @Override
    public void resolveProposed(String number, List<Component> found, String actor) {
        transaction.executeWithoutResult(status -> {
            ChangeRequest change = lock(number);
            Set<Component> exists = new HashSet<>(found);
            List<Component> resolved = scopes.read(number, change.revision()).items().stream()
                    .filter(item -> item.kind() == ScopeItem.Kind.PROPOSED)
                    .map(ScopeItem::component)
                    .filter(exists::contains)
                    .toList();
            if (resolved.isEmpty()) {
                return;
            }
            scopes.resolve(number, change.revision(), resolved);
            changes.touch(number, clock.instant());
            evidence.record(
                    actor,
                    "proposed-items-resolved",
                    number,
                    Map.of("revision", change.revision(), "items", words(resolved)));
        });
    }

    @Override
    public void chooseSandbox(String number, String environment, String actor) {
        environments.require(environment);
        transaction.executeWithoutResult(status -> {
            ChangeRequest change = lock(number);
            if (environment.equals(change.sandbox())) {
                return;
            }
            if (change.status().isFinal()) {
                throw new IllegalStateException("No environment can be chosen for " + number + " while it is "
                        + change.status().words());
            }
            changes.setSandbox(number, environment, clock.instant());
            evidence.record(actor, "sandbox-chosen", number, Map.of("environment", environment));
        });
    }

    @Override
    public ChangeRequest happened(String number, ChangeFact fact, String actor, String reason) {
        String stated = reason.strip();
        if (Transitions.needsReason(fact) && stated.isEmpty()) {
            throw new IllegalArgumentException(fact + " of " + number + " needs a reason");
        }
        return inTransaction(() -> {
            ChangeRequest change = lock(number);
            ChangeStatus next = Transitions.after(change.status(), fact)
                    .orElseThrow(() -> new IllegalStateException(
                            number + " is " + change.status().words() + "; " + fact + " can't happen to it"));
            if (fact == ChangeFact.SUBMITTED && change.revision() == 0) {
                throw new IllegalStateException(number + " is "
                        + change.status().words() + " and has no scope yet; " + fact + " can't happen to it");
            }
            Integer approved =
                    fact == ChangeFact.APPROVED ? Integer.valueOf(change.revision()) : change.approvedRevision();
            changes.setStatus(number, next, Transitions.needsReason(fact) ? stated : null, approved, clock.instant());
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("from", change.status().words());
            facts.put("to", next.words());
            facts.put("revision", change.revision());
            if (!stated.isEmpty()) {
                facts.put("reason", stated);
            }
            evidence.record(actor, "change-request-" + word(fact), number, facts);
            return require(number);
        });
    }

    private Optional<Environment> sandbox(ChangeRequest change, Environment production) {
        return Optional.ofNullable(change.sandbox())
                .filter(id -> !id.equals(production.id()))
                .flatMap(environments::find);
    }

    private void write(String number, Scope scope, SortedMap<Component, SortedSet<String>> origins) {
        scopes.insert(number, scope);
        families.keepOrigins(number, scope, origins);
        changes.setRevision(number, scope.revision(), clock.instant());
    }

    private ChangeRequest lock(String number) {
        return changes.lock(number).orElseThrow(() -> unknown(number));
    }

    private <T> T inTransaction(Supplier<T> act) {
        @Nullable T result = transaction.execute(status -> act.get());
        if (result == null) {
            throw new IllegalStateException("The act gave no result");
        }
        return result;
    }

    private static boolean saysTheSame(Scope one, Scope other) {
        return one.items().equals(other.items()) && one.additionalApprovers().equals(other.additionalApprovers());
    }

    private static Map<String, Object> facts(Scope scope) {
        return Map.of(
                "revision", scope.revision(),
                "existing", words(of(scope, ScopeItem.Kind.EXISTING)),
                "proposed", words(of(scope, ScopeItem.Kind.PROPOSED)),
                "deletions", words(of(scope, ScopeItem.Kind.DELETION)),
                "additionalApprovers", scope.additionalApprovers());
    }

    private static List<Component> of(Scope scope, ScopeItem.Kind kind) {
        return scope.items().stream()
                .filter(item -> item.kind() == kind)
                .map(ScopeItem::component)
                .toList();
    }

    private static List<String> words(List<Component> components) {
        return components.stream().map(Component::toString).collect(Collectors.toList());
    }

    private static String word(ChangeFact fact) {
        return fact.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void text(String what, String text, int longest, List<String> problems) {
        if (text.isEmpty()) {
            problems.add(what + " is empty.");
        } else if (text.length() > longest) {
            problems.add(what + " has " + text.length() + " characters; at most " + longest + " are possible.");
        } else if (text.indexOf('\0') >= 0) {
            problems.add(what + " contains a character that can't be stored (code 0).");
        }
    }

    private static IllegalArgumentException unknown(String number) {
        return new IllegalArgumentException("There is no change request " + number);
    }
}
