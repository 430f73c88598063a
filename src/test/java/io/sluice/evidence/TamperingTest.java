package io.sluice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TamperingTest {

    private final DataSource database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Evidence evidence =
            new HashChainedEvidence(database, Clock.fixed(Instant.parse("2026-11-24T04:15:00Z"), ZoneOffset.UTC));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void five_rows() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            for (int i = 1; i <= 5; i++) {
                evidence.record("rita", "did", "it", Map.of("number", i));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update sluice.evidence set actor = 'nobody' where seq = 3",
                "update sluice.evidence set actor = 'nobody' where seq = 99",
                "delete from sluice.evidence where seq = 3",
                "truncate sluice.evidence"
            })
    void the_database_refuses_to_change_a_row_even_to_a_superuser(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .rootCause()
                .hasMessageContaining("Evidence is only ever added");
        assertThat(evidence.check()).isEqualTo(new Verdict.Intact(5));
    }

    @Test
    void nobody_holds_the_privilege_to_change_a_row_not_even_the_owner() {
        assertThat(jdbc.sql("""
                                select distinct privilege_type from pg_class, aclexplode(relacl)
                                where oid = 'sluice.evidence'::regclass
                                """).query(String.class).list())
                .contains("INSERT", "SELECT")
                .doesNotContain("UPDATE", "DELETE", "TRUNCATE");
    }

    @Test
    void an_intact_chain_is_reported_with_its_count_and_head() {
        assertThat(check()).isZero();
        assertThat(printed())
                .isEqualTo("Evidence is intact: 5 rows, the newest has hash "
                        + evidence.head().orElseThrow().hash());
    }

    @Test
    void a_chain_without_rows_is_intact() {
        DataSource fresh = TestDatabase.migrated();
        assertThat(EvidenceCheckCommand.run(fresh, new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isZero();
        assertThat(printed()).isEqualTo("Evidence is intact: no rows yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "details = '{\"number\":30}'",
                "actor = 'nobody'",
                "kind = 'undid'",
                "subject = 'that'",
                "at = at + interval '1 microsecond'",
                "hash = repeat('a', 64)",
                "previous_hash = repeat('a', 64)"
            })
    void a_changed_row_is_detected(String change) {
        tamper("update sluice.evidence set " + change + " where seq = 3");

        assertThat(evidence.check())
                .isEqualTo(new Verdict.Broken(
                        3, "Row 3 was changed after it was written: its content does not give its hash."));
        assertThat(check()).isEqualTo(1);
        assertThat(printed()).startsWith("Evidence is BROKEN at row 3: Row 3 was changed after it was written");
    }

    @Test
    void a_row_changed_together_with_its_hash_is_detected_by_the_row_after_it() {
        // given a forger who knows how the hash is made
        String previous = jdbc.sql("select previous_hash from sluice.evidence where seq = 3")
                .query(String.class)
                .single();
        String forged =
                new Link(3, Instant.parse("2026-11-24T04:15:00Z"), "nobody", "did", "it", "{}", previous).hash();

        // when
        tamper("update sluice.evidence set actor = 'nobody', details = '{}', hash = '" + forged + "' where seq = 3");

        // then
        assertThat(evidence.check()).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.sequence()).isEqualTo(4);
            assertThat(broken.reason()).contains("Row 4 does not follow row 3");
        });
    }

    @Test
    void a_deleted_row_is_detected() {
        tamper("delete from sluice.evidence where seq = 3");
        assertThat(evidence.check()).isEqualTo(new Verdict.Broken(3, "Row 3 is missing: row 2 is followed by row 4."));
    }

    @Test
    void a_deleted_beginning_is_detected() {
        tamper("delete from sluice.evidence where seq < 3");
        assertThat(evidence.check())
                .isEqualTo(new Verdict.Broken(1, "Row 1 is missing: the first row that is there is 3."));
    }

    @Test
    void swapped_rows_are_detected() {
        tamper("update sluice.evidence set seq = 99 where seq = 2");
        tamper("update sluice.evidence set seq = 2 where seq = 4");
        tamper("update sluice.evidence set seq = 4 where seq = 99");
        assertThat(evidence.check())
                .isInstanceOfSatisfying(Verdict.Broken.class, broken -> assertThat(broken.sequence())
                        .isEqualTo(2));
    }

    @Test
    void a_cut_off_end_shows_against_a_head_that_was_noted_before() {
        // given
        Head noted = evidence.head().orElseThrow();

        // when
        tamper("delete from sluice.evidence where seq > 3");

        // then the chain alone cannot show it, the noted head does
        assertThat(evidence.check()).isEqualTo(new Verdict.Intact(3));
        assertThat(evidence.head().orElseThrow().sequence()).isLessThan(noted.sequence());
    }

    @Test
    void a_database_without_evidence_is_no_proof() {
        assertThat(EvidenceCheckCommand.run(
                        TestDatabase.empty(), new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(printed()).startsWith("Evidence could not be read");
    }

    private void tamper(String statement) {
        jdbc.sql("alter table sluice.evidence disable trigger all").update();
        jdbc.sql(statement).update();
        jdbc.sql("alter table sluice.evidence enable trigger all").update();
    }

    private int check() {
        return EvidenceCheckCommand.run(database, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).strip();
    }
}
