package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.environment.Environments;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.Board;
import io.sluice.sync.PushResult;
import io.sluice.sync.Sync;
import io.sluice.sync.SyncConflict;
import io.sluice.sync.SyncRecord;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The boards as people see them and act on them. */
@Component
class Boards {

    private final Board board;
    private final Sync sync;
    private final Environments environments;
    private final EnvironmentNames names;
    private final ChangeViews changes;

    Boards(Board board, Sync sync, Environments environments, EnvironmentNames names, ChangeViews changes) {
        this.board = board;
        this.sync = sync;
        this.environments = environments;
        this.names = names;
        this.changes = changes;
    }

    /** What a push came to. */
    record Pushed(String environment, int revision, String sentence) {}

    static boolean mayPush(Viewer viewer) {
        return viewer.hasAny(Role.DEVELOPER, Role.ADMINISTRATOR);
    }

    List<Board.Copy> copies() {
        return board.copies();
    }

    List<Board.Copy> look(Viewer viewer) {
        viewer.demand(
                viewer.mayTestConnections(),
                "Only developers, release managers, operators and administrators have the orgs asked.");
        return board.look();
    }

    ChangeBoardView of(String number) {
        ChangeRequest change = changes.require(number);
        return new ChangeBoardView(
                change.number(),
                change.name(),
                change.status().isFinal(),
                board.components(number).stream()
                        .map(column -> new ChangeBoardView.Column(
                                names.of(column.copy().environment()),
                                column.copy(),
                                Objects.requireNonNullElse(column.problem(), ""),
                                column.cells()))
                        .toList());
    }

    List<SyncRecord> syncs(String number) {
        return board.syncs(changes.require(number).number());
    }

    List<SyncConflict> conflicts(String number) {
        return board.conflicts(changes.require(number).number());
    }

    /** @throws Refusal where the person may not push, or the push is refused */
    Pushed push(String number, String environment, Viewer viewer) {
        viewer.demand(mayPush(viewer), "Only developers and administrators push a change request to an environment.");
        changes.require(number);
        if (environments.find(environment).isEmpty()) {
            throw Refusal.noSuchEnvironment(environment);
        }
        try {
            PushResult result = sync.pushAlso(number, environment, viewer.id());
            if (result instanceof PushResult.NotPrepared refused) {
                throw new Refusal(HttpStatus.CONFLICT, refused.sentence());
            }
            PushResult.Pushed pushed = (PushResult.Pushed) result;
            return new Pushed(
                    environment,
                    pushed.revision(),
                    names.of(environment) + " has revision " + pushed.revision() + " of " + number + ".");
        } catch (OrgException e) {
            throw new Refusal(
                    HttpStatus.BAD_GATEWAY,
                    names.of(environment) + " could not be asked: " + e.getMessage()
                            + " Test its connection on the page Environments, then push again.");
        }
    }

    /** @throws Refusal where the person may not decide, or there is no such conflict any more */
    void decide(String number, String key, String decision, Viewer viewer) {
        ChangeRequest change = changes.require(number);
        viewer.demand(
                mayPush(viewer) || viewer.id().equals(change.requester()),
                "Only developers, the requester and administrators decide conflicts.");
        try {
            board.decide(number, key, decision, viewer.id());
        } catch (IllegalArgumentException e) {
            throw new Refusal(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
        }
    }
}
