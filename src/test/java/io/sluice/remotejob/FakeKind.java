package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.salesforce.OrgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A kind whose org is a list of what it took; each answer can be set. */
final class FakeKind implements RemoteJobKind {

    final List<String> calls = new CopyOnWriteArrayList<>();
    /** What the org took, by owner. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    private final String name;
    private final boolean exclusive;
    private final boolean changesOrg;

    Function<RemoteJob, Optional<String>> startCheck = job -> Optional.empty();
    Function<RemoteJob, Look> lookAtCheck = job -> new Look.Ended(Outcome.success("clear"));
    Function<RemoteJob, Map<String, Object>> mark = job -> Map.of("newest", "0Af000");
    Function<RemoteJob, String> send = this::take;
    Function<RemoteJob, Look> look = job -> new Look.Ended(Outcome.success("done"));
    Function<RemoteJob, Lost> lost = this::search;
    Supplier<List<Misfit>> misfits = List::of;
    Supplier<Optional<Outcome>> vanished = Optional::empty;
    Function<OrgException, Optional<Outcome>> refused = refusal -> Optional.empty();
    Runnable ended = () -> {};
    boolean waitsForOrg = true;

    FakeKind(String name, boolean exclusive, boolean changesOrg) {
        this.name = name;
        this.exclusive = exclusive;
        this.changesOrg = changesOrg;
    }

    String take(RemoteJob job) {
        taken.add(job.owner());
        return remoteId(job);
    }

    private Lost search(RemoteJob job) {
        return taken.contains(job.owner()) ? new Lost.Adopt(remoteId(job)) : new Lost.SendAgain();
    }

    static String remoteId(RemoteJob job) {
        return "0Af-" + job.owner();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean exclusive() {
        return exclusive;
    }

    @Override
    public boolean changesOrg() {
        return changesOrg;
    }

    @Override
    public boolean waitsForOrg() {
        return waitsForOrg;
    }

    @Override
    public Optional<String> startCheck(RemoteJob job) {
        called("startCheck", job);
        return startCheck.apply(job);
    }

    @Override
    public Look lookAtCheck(RemoteJob job, String checkId) {
        called("lookAtCheck", job);
        return lookAtCheck.apply(job);
    }

    @Override
    public Map<String, Object> mark(RemoteJob job) {
        called("mark", job);
        return mark.apply(job);
    }

    @Override
    public String send(RemoteJob job) {
        called("send", job);
        return send.apply(job);
    }

    @Override
    public Optional<Outcome> refused(RemoteJob job, OrgException refusal) {
        called("refused", job);
        return refused.apply(refusal);
    }

    @Override
    public Look look(RemoteJob job) {
        called("look", job);
        return look.apply(job);
    }

    @Override
    public Lost lost(RemoteJob job) {
        called("lost", job);
        return lost.apply(job);
    }

    @Override
    public boolean findsLost() {
        return exclusive;
    }

    @Override
    public boolean cancels() {
        return exclusive;
    }

    @Override
    public List<Misfit> misfits(RemoteJob job, String remoteId) {
        called("misfits", job);
        return misfits.get();
    }

    @Override
    public Optional<Outcome> vanished(RemoteJob job) {
        called("vanished", job);
        return vanished.get();
    }

    @Override
    public void cancel(RemoteJob job) {
        called("cancel", job);
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isTrue();
        calls.add("ended " + job.owner());
        ended.run();
    }

    private void called(String what, RemoteJob job) {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .as("a transaction while an org is asked")
                .isFalse();
        calls.add(what + " " + job.owner());
    }

    List<String> callsOf(String what) {
        List<String> found = new ArrayList<>(calls);
        found.removeIf(call -> !call.startsWith(what + " "));
        return found;
    }
}
