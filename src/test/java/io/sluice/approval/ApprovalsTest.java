package io.sluice.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.TestDatabase;
import io.sluice.change.RecordedEvidence;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ApprovalsTest {

    private static final ApprovalSubject CHANGE =
            new ApprovalSubject(ApprovalSubject.Kind.CHANGE_REQUEST, "CR-000001", "CR-000001");
    private static final Approver BUSINESS = new Approver.Group("business");
    private static final Approver TECHNICAL = new Approver.Group("technical");
    private static final Approver CARL = new Approver.Person("carl");

    private final DataSource database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final RecordedEvidence evidence = new RecordedEvidence();
    private final Map<String, Set<String>> groups =
            new TreeMap<>(Map.of("business", Set.of("anna", "ben", "rita"), "technical", Set.of("anna", "dora")));
    private final Members members = new Members() {
        @Override
        public Set<String> of(String group) {
            return groups.getOrDefault(group, Set.of());
        }

        @Override
        public boolean personExists(String userId) {
            return Set.of("anna", "ben", "carl", "dora", "rita").contains(userId);
        }
    };
    private final RoundRows rows = new RoundRows(jdbc, new ObjectMapper());
    private final Approvals approvals =
            new ApprovalsInDatabase(rows, new Eligibility(members), evidence, transaction, Clock.systemUTC());

    @Test
    void a_round_is_approved_when_everybody_asked_agreed_and_binds_exactly_what_was_shown() {
        ApprovalRound opened = opened(BUSINESS, TECHNICAL, CARL, BUSINESS);
        assertThat(opened.approvers()).containsExactly(BUSINESS, TECHNICAL, CARL);
        assertThat(approvals.latest(CHANGE)).contains(opened);

        assertThat(decide(BUSINESS, "ben", true, "")).isInstanceOf(DecideResult.Recorded.class);
        assertThat(decide(CARL, "carl", true, "fine")).isInstanceOf(DecideResult.Recorded.class);
        assertThat(approvals.isApproved(CHANGE, "digest-1")).isFalse();
        DecideResult last = decide(TECHNICAL, "anna", true, "");

        assertThat(((DecideResult.Recorded) last).round().isApproved()).isTrue();
        assertThat(approvals.isApproved(CHANGE, "digest-1")).isTrue();
        assertThat(approvals.isApproved(CHANGE, "digest-2")).isFalse();
        assertThat(evidence.kinds("CR-000001"))
                .containsExactly("approval-round-opened", "approval-given", "approval-given", "approval-given");
    }

    @Test
    void one_rejection_is_enough_and_needs_a_reason() {
        opened(BUSINESS, TECHNICAL);

        assertThat(refused(decide(BUSINESS, "ben", false, " "))).isEqualTo("A rejection needs a reason.");
        assertThat(decide(BUSINESS, "ben", false, "no")).isInstanceOf(DecideResult.Recorded.class);
        assertThat(refused(decide(TECHNICAL, "dora", true, ""))).contains("decided already: rejected");
        assertThat(approvals.latest(CHANGE).orElseThrow().isRejected()).isTrue();
        assertThat(evidence.last("approval-denied").details()).containsEntry("reason", "no");
    }

    @Test
    void who_may_not_decide_is_told_why() {
        assertThat(refused(decide(BUSINESS, "ben", true, ""))).contains("Nothing of CR-000001 waits");
        opened(BUSINESS, TECHNICAL, CARL);

        assertThat(refused(decide(BUSINESS, "rita", true, ""))).contains("rita may not decide", "asked for the change");
        assertThat(refused(decide(BUSINESS, "dora", true, ""))).isEqualTo("dora is not a member of group business.");
        assertThat(refused(decide(CARL, "ben", true, ""))).isEqualTo("This decision is asked of carl, not of ben.");
        assertThat(refused(decide(new Approver.Group("audit"), "ben", true, "")))
                .contains("group:audit is not asked");
        assertThat(approvals.latest(CHANGE).orElseThrow().decisions()).isEmpty();
    }

    @Test
    void one_person_counts_once_also_in_two_groups() {
        groups.put("technical", Set.of("anna", "dora", "ben"));
        opened(BUSINESS, TECHNICAL);
        decide(BUSINESS, "anna", true, "");

        assertThat(refused(decide(TECHNICAL, "anna", true, ""))).contains("already in this round", "counts once");
        assertThat(refused(decide(BUSINESS, "ben", true, ""))).contains("anna decided for group:business already");
        assertThat(decide(TECHNICAL, "dora", true, "")).isInstanceOf(DecideResult.Recorded.class);
    }

    @Test
    void the_last_person_for_a_group_is_not_used_up_for_another_one() {
        groups.put("technical", Set.of("anna"));
        opened(BUSINESS, TECHNICAL);

        assertThat(refused(decide(BUSINESS, "anna", true, ""))).contains("too few people are left for group:technical");
        assertThat(decide(BUSINESS, "anna", false, "no")).isInstanceOf(DecideResult.Recorded.class);
    }

    @Test
    void a_round_that_could_never_be_decided_is_refused_by_name() {
        groups.put("empty", Set.of());
        groups.put("own", Set.of("rita"));

        assertThat(problems(new Approver.Group("empty"), new Approver.Group("own"), CARL, new Approver.Person("zoe")))
                .containsExactly(
                        "Group empty has no members, so nobody could approve for it.",
                        "Group own has no member who may approve: rita asked for the change or last edited one of its"
                                + " items. It needs another member.",
                        "Person zoe is asked to approve, but has no account.");
        assertThat(problems(new Approver.Person("rita")))
                .singleElement()
                .asString()
                .contains("rita", "may not");
        assertThat(problems()).singleElement().asString().contains("Nobody is asked");
        assertThat(approvals.latest(CHANGE)).isEmpty();
    }

    @Test
    void two_groups_with_one_common_member_lack_another_one() {
        groups.put("business", Set.of("anna", "rita"));
        groups.put("technical", Set.of("anna"));

        assertThat(problems(BUSINESS, TECHNICAL))
                .containsExactly("One person counts once, but group:business, group:technical have only anna to answer"
                        + " for them. Group business or technical lacks another eligible member.");
    }

    @Test
    void people_are_moved_between_groups_until_everybody_asked_has_somebody() {
        groups.put("business", Set.of("anna", "ben"));
        groups.put("technical", Set.of("anna", "carl"));
        groups.put("audit", Set.of("anna"));

        assertThat(open(BUSINESS, TECHNICAL, new Approver.Group("audit"))).isInstanceOf(OpenResult.Opened.class);
        assertThat(problems(BUSINESS, TECHNICAL, new Approver.Group("audit"), CARL))
                .singleElement()
                .asString()
                .contains("group:audit, group:technical, user:carl have only anna, carl");
    }

    @Test
    void a_new_round_closes_the_earlier_one() {
        opened(BUSINESS, TECHNICAL);
        decide(TECHNICAL, "dora", true, "");

        ApprovalRound second = opened(BUSINESS);

        assertThat(second.number()).isEqualTo(2);
        assertThat(refused(decide(TECHNICAL, "anna", true, ""))).contains("is not asked");
        assertThat(decide(BUSINESS, "ben", true, "")).isInstanceOf(DecideResult.Recorded.class);
        assertThat(approvals.ofChange("CR-000001"))
                .extracting(ApprovalRound::number)
                .containsExactly(1, 2);
        assertThat(evidence.last("approval-round-opened").details()).containsEntry("closesUndecidedRound", 1);
    }

    @Test
    void two_approvers_at_the_same_moment_both_succeed() throws Exception {
        opened(BUSINESS, TECHNICAL);
        CyclicBarrier together = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<DecideResult> ben = threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                return decide(BUSINESS, "ben", true, "");
            });
            Future<DecideResult> dora = threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                return decide(TECHNICAL, "dora", true, "");
            });
            assertThat(ben.get(30, TimeUnit.SECONDS)).isInstanceOf(DecideResult.Recorded.class);
            assertThat(dora.get(30, TimeUnit.SECONDS)).isInstanceOf(DecideResult.Recorded.class);
        } finally {
            threads.shutdownNow();
        }
        assertThat(approvals.isApproved(CHANGE, "digest-1")).isTrue();
    }

    @Test
    void a_decision_waits_for_one_that_is_not_committed_yet_and_then_sees_it() throws Exception {
        groups.put("technical", Set.of("anna", "dora", "ben"));
        opened(BUSINESS, TECHNICAL);
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = threads.submit(() -> {
                transaction.executeWithoutResult(status -> {
                    decide(BUSINESS, "anna", true, "");
                    decided.countDown();
                    await(commit);
                });
            });
            await(decided);
            Future<DecideResult> samePerson = threads.submit(() -> decide(TECHNICAL, "anna", true, ""));
            commit.countDown();
            first.get(30, TimeUnit.SECONDS);

            assertThat(refused(samePerson.get(30, TimeUnit.SECONDS))).contains("counts once");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_schema_itself_lets_a_person_and_an_approver_decide_once() {
        ApprovalRound round = opened(BUSINESS, TECHNICAL);
        decide(BUSINESS, "anna", true, "");

        assertThatThrownBy(() -> rows.insert(round.id(), decision(TECHNICAL, "anna", round)))
                .isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> rows.insert(round.id(), decision(BUSINESS, "ben", round)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void salesforce_names_belong_to_one_person_whatever_their_case() {
        People people = new PeopleInDatabase(jdbc, user -> !user.equals("nobody"), evidence, transaction);
        people.map("dev", Set.of("dana@example.com", "Dana Dev"), "admin");
        people.map("dev", Set.of("dana@example.com", " Dana Developer "), "admin");

        assertThat(people.personOf("DANA@example.com")).contains("dev");
        assertThat(people.personOf("Dana Dev")).isEmpty();
        assertThat(people.salesforceNamesOf("dev")).containsExactlyInAnyOrder("dana@example.com", "Dana Developer");
        assertThat(people.map("anna", Set.of("Anna", "Dana@Example.com"), "admin"))
                .singleElement()
                .asString()
                .contains("belongs to dev");
        assertThat(people.map("nobody", Set.of("Nobody"), "admin"))
                .singleElement()
                .asString()
                .contains("no account \"nobody\"");
        assertThat(people.all()).containsOnlyKeys("dev");
        assertThat(evidence.kinds("person:dev")).hasSize(2);
    }

    private static Decision decision(Approver approver, String person, ApprovalRound round) {
        return new Decision(approver, person, true, "", round.openedAt());
    }

    private OpenResult open(Approver... asked) {
        return approvals.open(new ApprovalRequest(
                CHANGE, List.of(asked), Set.of("rita"), "digest-1", Map.of("type", "Minor", "items", 3)));
    }

    private ApprovalRound opened(Approver... asked) {
        return ((OpenResult.Opened) open(asked)).round();
    }

    private List<String> problems(Approver... asked) {
        return ((OpenResult.Refused) open(asked)).problems();
    }

    private DecideResult decide(Approver approver, String person, boolean approved, String reason) {
        return approvals.decide(CHANGE, approver, person, approved, reason);
    }

    private static String refused(DecideResult result) {
        return ((DecideResult.Refused) result).sentence();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
