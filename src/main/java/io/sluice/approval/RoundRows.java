package io.sluice.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of rounds, of who is asked in them, and of decisions. */
final class RoundRows {

    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    RoundRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ApprovalRound> latest(ApprovalSubject subject) {
        return newest(subject).map(this::complete);
    }

    /**
     * The newest round, locked: whoever decides in it at the same moment waits for this transaction's end, and then sees
     * its decision.
     */
    Optional<ApprovalRound> lockLatest(ApprovalSubject subject) {
        return newest(subject).map(head -> {
            jdbc.sql("select id from sluice.approval_round where id = ? for update")
                    .param(head.id())
                    .query(UUID.class)
                    .single();
            return complete(head);
        });
    }

    List<ApprovalRound> ofChange(String change) {
        return jdbc.sql("""
                        select * from sluice.approval_round where change_request = ?
                        order by opened_at, subject_kind, subject_id, number
                        """).param(change).query(this::head).list().stream()
                .map(this::complete)
                .toList();
    }

    void insert(ApprovalRound round) {
        jdbc.sql("""
                        insert into sluice.approval_round (id, subject_kind, subject_id, change_request, number, binds,
                            policy, excluded, opened_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::text[], ?)
                        """)
                .param(round.id())
                .param(round.subject().kind().word())
                .param(round.subject().id())
                .param(round.subject().change())
                .param(round.number())
                .param(round.binds())
                .param(written(round.policy()))
                .param(round.excluded().stream().sorted().toArray(String[]::new))
                .param(round.openedAt().atOffset(ZoneOffset.UTC))
                .update();
        int position = 0;
        for (Approver approver : round.approvers()) {
            jdbc.sql("insert into sluice.approval_approver (round, position, approver) values (?, ?, ?)")
                    .param(round.id())
                    .param(position++)
                    .param(approver.toString())
                    .update();
        }
    }

    void insert(UUID round, Decision decision) {
        jdbc.sql("""
                        insert into sluice.approval_decision (round, approver, person, approved, reason, decided_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(round)
                .param(decision.approver().toString())
                .param(decision.person())
                .param(decision.approved())
                .param(decision.reason())
                .param(decision.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<ApprovalRound> newest(ApprovalSubject subject) {
        return jdbc.sql("""
                        select * from sluice.approval_round where subject_kind = ? and subject_id = ?
                        order by number desc limit 1
                        """)
                .param(subject.kind().word())
                .param(subject.id())
                .query(this::head)
                .optional();
    }

    private ApprovalRound complete(ApprovalRound head) {
        List<Approver> approvers = jdbc
                .sql("select approver from sluice.approval_approver where round = ? order by position")
                .param(head.id())
                .query(String.class)
                .list()
                .stream()
                .map(Approver::parse)
                .toList();
        List<Decision> decisions = jdbc.sql(
                        "select * from sluice.approval_decision where round = ? order by decided_at, approver")
                .param(head.id())
                .query((row, ignored) -> new Decision(
                        Approver.parse(row.getString("approver")),
                        row.getString("person"),
                        row.getBoolean("approved"),
                        row.getString("reason"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .list();
        return new ApprovalRound(
                head.id(),
                head.subject(),
                head.number(),
                approvers,
                head.excluded(),
                head.binds(),
                head.policy(),
                head.openedAt(),
                decisions);
    }

    private ApprovalRound head(ResultSet row, int ignored) throws SQLException {
        String kind = row.getString("subject_kind");
        return new ApprovalRound(
                row.getObject("id", UUID.class),
                new ApprovalSubject(
                        Arrays.stream(ApprovalSubject.Kind.values())
                                .filter(candidate -> candidate.word().equals(kind))
                                .findFirst()
                                .orElseThrow(),
                        row.getString("subject_id"),
                        row.getString("change_request")),
                row.getInt("number"),
                List.of(),
                Set.of((String[]) row.getArray("excluded").getArray()),
                row.getString("binds"),
                read(row.getString("policy")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                List.of());
    }

    private String written(Map<String, Object> policy) {
        try {
            return json.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The facts of an approval policy have to be plain values", e);
        }
    }

    private Map<String, Object> read(String policy) {
        try {
            return json.readValue(policy, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored facts of an approval policy are unreadable", e);
        }
    }
}
