package io.sluice.web;

import io.sluice.sync.Board;
import io.sluice.sync.SyncConflict;
import io.sluice.sync.SyncRecord;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The boards' JSON twins, with the same checks. */
@RestController
class BoardApi {

    /** Where a change request is to be pushed to. */
    record To(@Nullable String environment) {}

    /** Which side of a conflict counts: {@code ours} or {@code theirs}. */
    record Decision(@Nullable String key, @Nullable String decision) {}

    private final Boards boards;

    BoardApi(Boards boards) {
        this.boards = boards;
    }

    @GetMapping("/api/board")
    List<Board.Copy> board() {
        return boards.copies();
    }

    /** Asks the orgs. */
    @PostMapping("/api/board/look")
    List<Board.Copy> look(Authentication authentication) {
        return boards.look(Viewer.of(authentication));
    }

    /** Asks the orgs. */
    @GetMapping("/api/changes/{number}/board")
    List<ChangeBoardView.Column> ofChange(@PathVariable("number") String number) {
        return boards.of(number).columns();
    }

    /** What every sync did, newest first. */
    @GetMapping("/api/changes/{number}/syncs")
    List<SyncRecord> syncs(@PathVariable("number") String number) {
        return boards.syncs(number);
    }

    @PostMapping("/api/changes/{number}/push")
    Boards.Pushed push(@PathVariable("number") String number, @RequestBody To body, Authentication authentication) {
        return boards.push(number, Objects.requireNonNullElse(body.environment(), ""), Viewer.of(authentication));
    }

    @GetMapping("/api/changes/{number}/conflicts")
    List<SyncConflict> conflicts(@PathVariable("number") String number) {
        return boards.conflicts(number);
    }

    @PostMapping("/api/changes/{number}/conflicts")
    List<SyncConflict> decide(
            @PathVariable("number") String number, @RequestBody Decision body, Authentication authentication) {
        boards.decide(
                number,
                Objects.requireNonNullElse(body.key(), ""),
                Objects.requireNonNullElse(body.decision(), ""),
                Viewer.of(authentication));
        return boards.conflicts(number);
    }
}
