package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sluice.metadata.Component;
import io.sluice.sync.Board;
import io.sluice.sync.PushResult;
import io.sluice.sync.SyncConflict;
import io.sluice.sync.SyncRecord;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class BoardPagesTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;
    private String number = "";
    private String environment = "";

    @BeforeEach
    void a_change_in_two_environments() {
        Samples.fill(rooms);
        number = rooms.changes.firstKey();
        environment = rooms.environments.get(0).id();
        rooms.copies.add(copy(environment, Board.EDITED_THERE, true));
        rooms.copies.add(copy(rooms.environments.get(1).id(), Board.GONE, false));
        rooms.columns.add(new Board.Column(
                rooms.copies.get(0),
                List.of(
                        new Board.Cell(new Component("ApexClass", "Visits"), true, "Dana Dev", Samples.NOW, true, true),
                        new Board.Cell(new Component("Flow", "Remind"), false, null, null, false, false)),
                null));
        rooms.columns.add(new Board.Column(rooms.copies.get(1), List.of(), "The record is gone."));
    }

    private Board.Copy copy(String where, String look, boolean sandbox) {
        return new Board.Copy(number, where, 1, 2, look, "", sandbox, Samples.NOW, Samples.NOW);
    }

    private String page(String address, String person, String... groups) throws Exception {
        return web.perform(get(address), person, groups)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void the_board_shows_each_change_in_each_environment() throws Exception {
        assertThat(page("/board", "dev", "developer"))
                .containsSubsequence(number, "edited there", "revision 1 of 2", "worked on here", "the copy is gone")
                .contains("Look at all orgs now");
        assertThat(page("/board", "rita", "requester")).doesNotContain("Look at all orgs now");
        web.send(post("/board/look"), "dev", "developer").andExpect(status().isOk());
        assertThat(page("/board?compact=true", "dev", "developer"))
                .as("inside a tab, where it stays")
                .contains("class=\"compact\"", "/board?compact=true", "name=\"compact\" value=\"true\"");
        web.send(post("/board/look"), "rita", "requester").andExpect(status().isForbidden());
        assertThat(rooms.done).containsExactly("looks at the orgs");
    }

    @Test
    void the_board_of_a_change_shows_each_component_and_lets_developers_push_and_restore() throws Exception {
        String address = "/changes/" + number + "/board";
        assertThat(page(address, "dev", "developer"))
                .containsSubsequence("The record is gone.", "ApexClass:Visits", "present", "in step", "Dana Dev")
                .containsSubsequence("Flow:Remind", "not there", "not in the record")
                .contains("Restore the copy");
        assertThat(page(address + "?compact=true", "rita", "requester"))
                .contains("class=\"compact\"")
                .doesNotContain("Restore the copy", "Push to a further");

        web.send(post(address + "/push").param("environment", environment), "rita", "requester")
                .andExpect(status().isForbidden());
        assertThat(web.send(post(address + "/push").param("environment", environment), "dev", "developer")
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("has revision 1 of " + number);
        assertThat(rooms.done).containsExactly("dev pushes " + number + " to " + environment);
        rooms.push = () -> new PushResult.NotPrepared("Production is production.");
        assertThat(web.send(post(address + "/push").param("environment", environment), "dev", "developer")
                        .andExpect(status().isConflict())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("Production is production.");
    }

    @Test
    void the_boards_have_json_twins() throws Exception {
        web.open("/api/board", "dev", "developer")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].look").value("edited there"));
        web.open("/api/changes/" + number + "/board", "dev", "developer")
                .andExpect(jsonPath("$[0].cells[0].component.fullName").value("Visits"));
        rooms.syncs.add(new SyncRecord(
                1,
                number,
                environment,
                SyncRecord.Direction.PULL,
                2,
                "merged",
                "",
                List.of(new SyncRecord.Change("note edited", "ApexClass:Visits", "", "Mind it")),
                "dev",
                Samples.NOW));
        web.open("/api/changes/" + number + "/syncs", "dev", "developer")
                .andExpect(jsonPath("$[0].differences[0].what").value("note edited"));
        assertThat(page("/changes/" + number, "rita", "requester"))
                .containsSubsequence("Syncs", "merged", "note edited", "ApexClass:Visits");
        web.send(
                        post("/api/changes/" + number + "/push")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"environment\":\"" + environment + "\"}"),
                        "dev",
                        "developer")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.revision").value(1));
        web.send(
                        post("/api/changes/" + number + "/push")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"environment\":\"nowhere\"}"),
                        "dev",
                        "developer")
                .andExpect(status().isNotFound());
    }

    @Test
    void conflicts_are_decided_one_by_one_on_their_page() throws Exception {
        rooms.conflicts.add(new SyncConflict(
                "a/note",
                environment,
                "ApexClass:Visits",
                "note",
                "",
                "why",
                "why not",
                "rita",
                Samples.NOW,
                "Dana Dev",
                Samples.NOW,
                null,
                null));
        String address = "/changes/" + number + "/conflicts";
        assertThat(page(address, "dev", "developer"))
                .containsSubsequence("ApexClass:Visits", "note", "why", "rita", "why not", "Dana Dev", "open");
        web.send(post(address).param("key", "a/note").param("decision", "theirs"), "dev", "developer")
                .andExpect(status().isOk());
        web.send(post(address).param("key", "a/note").param("decision", "theirs"), "someone", "auditor")
                .andExpect(status().isForbidden());
        assertThat(rooms.done).containsExactly("dev decides a/note: theirs");
    }
}
