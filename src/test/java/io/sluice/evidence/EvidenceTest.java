package io.sluice.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class EvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T04:15:00.123456Z");

    private final DataSource database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Evidence evidence = new HashChainedEvidence(database, Clock.fixed(NOW, ZoneOffset.UTC));
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final TransactionTemplate separate = new TransactionTemplate(transactions);
    private final TransactionTemplate nested = new TransactionTemplate(transactions);

    @BeforeEach
    void transactions() {
        separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Test
    void keeps_what_was_recorded_with_its_facts() {
        // when
        inTransaction(() -> evidence.record(
                "rita",
                "change-request-raised",
                "CR-000001",
                Map.of("title", "Größe €", "revision", 1, "types", List.of("ApexClass", "Flow"))));

        // then
        assertThat(evidence.about("CR-000001")).singleElement().satisfies(act -> {
            assertThat(act.sequence()).isEqualTo(1);
            assertThat(act.at()).isEqualTo(NOW);
            assertThat(act.actor()).isEqualTo("rita");
            assertThat(act.kind()).isEqualTo("change-request-raised");
            assertThat(act.details())
                    .isEqualTo(Map.of("title", "Größe €", "revision", 1, "types", List.of("ApexClass", "Flow")));
            assertThat(evidence.head()).contains(new Head(1, act.hash()));
        });
        assertThat(evidence.about("CR-000002")).isEmpty();
    }

    @Test
    void spells_details_in_one_way_whatever_the_order_of_the_keys() {
        assertThat(CanonicalJson.write(Map.of("b", Map.of("d", 1, "c", true), "a", List.of("x"))))
                .isEqualTo("{\"a\":[\"x\"],\"b\":{\"c\":true,\"d\":1}}");
    }

    @Test
    void hashes_the_documented_encoding() throws Exception {
        // given the encoding as it is documented, written down a second time
        var expected = new java.io.ByteArrayOutputStream();
        var data = new java.io.DataOutputStream(expected);
        for (String field : List.of(
                "sluice-evidence-1", "0".repeat(64), "1", "2026-11-24T04:15:00.120000Z", "ä", "did", "it", "{}")) {
            byte[] bytes = field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            data.writeInt(bytes.length);
            data.write(bytes);
        }
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(expected.toByteArray());

        // when
        Link link = new Link(1, Instant.parse("2026-11-24T04:15:00.12Z"), "ä", "did", "it", "{}", Link.GENESIS);

        // then
        assertThat(link.hash()).isEqualTo(java.util.HexFormat.of().formatHex(hash));
    }

    @Test
    void moving_a_character_from_one_field_to_the_next_gives_another_hash() {
        assertThat(new Link(1, NOW, "ab", "c", "d", "{}", Link.GENESIS).hash())
                .isNotEqualTo(new Link(1, NOW, "a", "bc", "d", "{}", Link.GENESIS).hash());
    }

    @Test
    void refuses_an_act_outside_a_transaction() {
        assertThatThrownBy(() -> evidence.record("rita", "did", "it", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction of the act");
    }

    @Test
    void refuses_an_act_in_a_read_only_transaction() {
        transaction.setReadOnly(true);
        assertThatThrownBy(() -> inTransaction(() -> act("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void refuses_values_that_have_no_one_spelling_and_names_them() {
        assertThatThrownBy(() -> inTransaction(() -> evidence.record("rita", "did", "it", Map.of("when", NOW))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("details.when")
                .hasMessageContaining("java.time.Instant");
    }

    @Test
    void refuses_a_kind_that_is_not_kebab_case_and_an_empty_actor() {
        assertThatThrownBy(() -> inTransaction(() -> evidence.record("rita", "Did It", "it", Map.of())))
                .hasMessageContaining("kebab case");
        assertThatThrownBy(() -> inTransaction(() -> evidence.record(" ", "did", "it", Map.of())))
                .hasMessageContaining("actor");
    }

    @Test
    void takes_the_details_as_they_are_at_the_call() {
        // when
        inTransaction(() -> {
            Map<String, Object> details = new HashMap<>(Map.of("count", 1));
            evidence.record("rita", "did", "it", details);
            details.put("count", 2);
        });

        // then
        assertThat(evidence.about("it").get(0).details()).containsEntry("count", 1);
    }

    @Test
    void a_rolled_back_transaction_leaves_nothing_and_no_gap() {
        // given
        inTransaction(() -> act("first"));

        // when
        transaction.executeWithoutResult(status -> {
            act("second");
            status.setRollbackOnly();
        });
        inTransaction(() -> act("third"));

        // then
        assertThat(kinds()).containsExactly("first", "third");
        assertThat(evidence.check()).isEqualTo(new Verdict.Intact(2));
    }

    @Test
    void an_act_that_cannot_be_written_takes_the_act_itself_back() {
        // given
        jdbc.sql("create table public.thing (name text)").update();
        jdbc.sql("alter table sluice.evidence add constraint no_second check (kind <> 'second')")
                .update();

        // when
        assertThatThrownBy(() -> inTransaction(() -> {
                    jdbc.sql("insert into public.thing values ('done')").update();
                    act("second");
                }))
                .isInstanceOf(DataAccessException.class);

        // then
        assertThat(jdbc.sql("select count(*) from public.thing")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void keeps_the_order_of_several_acts_in_one_transaction() {
        inTransaction(() -> List.of("one", "two", "three").forEach(this::act));

        assertThat(kinds()).containsExactly("one", "two", "three");
        assertThat(evidence.check()).isEqualTo(new Verdict.Intact(3));
    }

    @Test
    void a_separate_inner_transaction_stands_although_the_outer_one_is_rolled_back() {
        transaction.executeWithoutResult(status -> {
            act("outer");
            separate.executeWithoutResult(inner -> act("inner"));
            act("outer-again");
            status.setRollbackOnly();
        });

        assertThat(kinds()).containsExactly("inner");
    }

    @Test
    void a_separate_inner_transaction_that_is_rolled_back_takes_only_its_own_acts_along() {
        inTransaction(() -> {
            act("outer");
            separate.executeWithoutResult(inner -> {
                act("inner");
                inner.setRollbackOnly();
            });
            act("outer-again");
        });

        assertThat(kinds()).containsExactly("outer", "outer-again");
    }

    @Test
    void a_return_to_a_savepoint_takes_along_what_was_recorded_since() {
        // when the first act of all is recorded in a nested transaction, or a later one
        inTransaction(() -> {
            nested.executeWithoutResult(inner -> {
                act("first-nested");
                inner.setRollbackOnly();
            });
            act("outer");
            nested.executeWithoutResult(inner -> {
                act("nested");
                inner.setRollbackOnly();
            });
            nested.executeWithoutResult(inner -> act("nested-and-kept"));
        });

        // then
        assertThat(kinds()).containsExactly("outer", "nested-and-kept");
    }

    @Test
    void an_act_recorded_by_another_listener_to_the_commit_is_kept() {
        inTransaction(() -> {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    act("at-commit");
                }
            });
            act("before");
        });

        assertThat(kinds()).containsExactly("before", "at-commit");
    }

    @Test
    void many_writers_at_once_make_one_chain() throws Exception {
        // given
        int writers = 6;
        int actsEach = 20;
        CountDownLatch ready = new CountDownLatch(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<?>> done = new ArrayList<>();

        // when
        for (int writer = 0; writer < writers; writer++) {
            String actor = "writer" + writer;
            done.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                for (int i = 0; i < actsEach; i++) {
                    inTransaction(() -> {
                        evidence.record(actor, "did", "it", Map.of("part", 1));
                        evidence.record(actor, "did", "it", Map.of("part", 2));
                    });
                }
                return null;
            }));
        }
        for (Future<?> each : done) {
            each.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        // then
        assertThat(evidence.check()).isEqualTo(new Verdict.Intact(2L * writers * actsEach));
    }

    @Test
    void recording_early_does_not_deadlock_with_locks_on_rows() throws Exception {
        // given
        jdbc.sql("create table public.thing as select 1 as id").update();
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch locked = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);

        // when one records and then wants the row, while the other holds the row and then records
        Future<?> recordsFirst = threads.submit(() -> inTransaction(() -> {
            act("records-first");
            recorded.countDown();
            await(locked);
            lockTheRow();
        }));
        Future<?> locksFirst = threads.submit(() -> inTransaction(() -> {
            lockTheRow();
            locked.countDown();
            await(recorded);
            act("locks-first");
        }));
        recordsFirst.get(60, TimeUnit.SECONDS);
        locksFirst.get(60, TimeUnit.SECONDS);
        threads.shutdown();

        // then
        assertThat(kinds()).containsExactly("locks-first", "records-first");
    }

    private void lockTheRow() {
        jdbc.sql("select id from public.thing for update").query(Integer.class).single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    private void act(String kind) {
        evidence.record("rita", kind, "CR-000001", Map.of());
    }

    private List<String> kinds() {
        return jdbc.sql("select kind from sluice.evidence order by seq")
                .query(String.class)
                .list();
    }
}
