package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.OrgException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ComparisonsTest {

    private static final Component SAME = new Component("ApexClass", "Same");
    private static final Component CHANGED = new Component("ApexClass", "Changed");
    private static final Component NEW = new Component("ApexClass", "New");
    private static final Component OLD = new Component("ApexClass", "Old");
    private static final Component NOWHERE = new Component("ApexClass", "Nowhere");

    private final TestRooms rooms = new TestRooms("io.sluice.compare");
    private final Comparisons comparisons = rooms.get(Comparisons.class);

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void comparison_putsEveryItemInItsBucket() {
        rooms.source
                .apex("Same", "class Same {}")
                .apex("Changed", "class Changed {\n int a;\n}")
                .apex("New", "n");
        rooms.target
                .apex("Same", "class Same {}")
                .apex("Changed", "class Changed {\n int b;\n}")
                .apex("Old", "o");
        rooms.source.editors.put(CHANGED, "Dev Eloper");

        Outcome outcome = rooms.run(request(false, SAME, CHANGED, NEW, OLD, NOWHERE));

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(outcome.message())
                .isEqualTo("5 items compared: 1 only in source, 1 only in target, 1 same, 1 different, 1 in neither.");
        Comparison stored = comparisons.latest("DEP-000001", false).orElseThrow();
        assertThat(stored.items())
                .extracting(item ->
                        item.component().fullName() + " " + item.bucket().words())
                .containsExactly(
                        "Changed different",
                        "New only in source",
                        "Nowhere in neither",
                        "Old only in target",
                        "Same same");
        ComparedItem changed = stored.items().get(0);
        assertThat(changed.onlyInSource()).containsExactly(" int a;");
        assertThat(changed.onlyInTarget()).containsExactly(" int b;");
        assertThat(changed.lastModifiedBy()).isEqualTo("Dev Eloper");
        assertThat(stored.sourceOrgId()).isEqualTo(rooms.source.orgId);
        assertThat(stored.sourceDigest()).isNotEqualTo(stored.targetDigest());
        assertThat(stored.sourceDigest().algorithm()).isEqualTo("c1");
        assertThat(comparisons.find(stored.id())).contains(stored);
        assertThat(comparisons.ofChange("CR-000001")).containsExactly(stored);
        assertThat(rooms.acts).containsExactly("environments-compared CR-000001 by sluice");
    }

    @Test
    void digest_countsAbsentItemsToo() {
        rooms.source.apex("Same", "s");
        rooms.target.apex("Same", "s");
        rooms.run(request(false, SAME, NOWHERE));
        Comparison both = comparisons.latest("DEP-000001", false).orElseThrow();
        rooms.run(request(false, SAME));
        ContentDigest one =
                comparisons.latest("DEP-000001", false).orElseThrow().sourceDigest();
        assertThat(both.sourceDigest()).isEqualTo(both.targetDigest()).isNotEqualTo(one);
    }

    @Test
    void bothSides_areAskedWithTheSameManifestAndThePinnedVersion() {
        rooms.run(request(false, SAME));
        assertThat(rooms.source.retrieved).isEqualTo(rooms.target.retrieved).hasSize(1);
        assertThat(rooms.source.retrieved.get(0).apiVersion()).isEqualTo("62.0");
    }

    @Test
    void itemThatTheOrgCannotReturn_isUnknown() {
        rooms.source.extraMessages.add("You do not have access to entity of type 'ApexClass' named 'Same'");
        rooms.run(request(false, SAME, NOWHERE));
        Comparison stored = comparisons.latest("DEP-000001", false).orElseThrow();
        assertThat(stored.count(Bucket.UNKNOWN)).isEqualTo(1);
        assertThat(stored.differing()).hasSize(1).first().satisfies(item -> {
            assertThat(item.component()).isEqualTo(SAME);
            assertThat(item.note()).contains("Source: You do not have access");
        });
    }

    @Test
    void manyDifferingLines_endWithOneThatSaysSo() {
        rooms.source.apex(
                "Changed", IntStream.range(0, 350).mapToObj(i -> "a" + i).collect(Collectors.joining("\n")));
        rooms.target.apex("Changed", "b");
        rooms.run(request(false, CHANGED));
        List<String> lines = comparisons
                .latest("DEP-000001", false)
                .orElseThrow()
                .items()
                .get(0)
                .onlyInSource();
        assertThat(lines).hasSize(201).last().isEqualTo("(and 150 more lines)");
    }

    @Test
    void verify_withADifference_isRefusedNamingItAndStoredAllTheSame() {
        rooms.source.apex("Same", "s").apex("Changed", "a");
        rooms.target.apex("Same", "s").apex("Changed", "b");
        Outcome outcome = rooms.run(request(true, SAME, CHANGED));
        assertThat(outcome.errorCode()).isEqualTo("verify-failed");
        assertThat(outcome.message())
                .isEqualTo("After the deployment 1 of 2 items are not the same in source and target:"
                        + " ApexClass:Changed (different).");
        assertThat(comparisons.latest("DEP-000001", true)).isPresent();
        assertThat(comparisons.latest("DEP-000001", false)).isEmpty();
    }

    @Test
    void verify_ofEqualSides_succeeds() {
        rooms.source.apex("Same", "s");
        rooms.target.apex("Same", "s");
        assertThat(rooms.run(request(true, SAME)).isSuccess()).isTrue();
    }

    @Test
    void brokenZip_isATechnicalFaultAfterWhichBothSidesAreRetrievedAgain() {
        rooms.source.apex("Same", "s");
        rooms.target.apex("Same", "s");
        rooms.target.zips = zip -> Arrays.copyOf(zip, zip.length / 2);
        RemoteJob sent = rooms.send(request(false, SAME));

        assertThatThrownBy(() -> rooms.look(sent))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("environment production returned can't be read")
                .hasMessageContaining("a retry is safe");
        assertThat(comparisons.ofChange("CR-000001")).isEmpty();

        rooms.target.zips = zip -> zip;
        assertThat(rooms.kind("compare").look(sent)).isInstanceOf(Look.Running.class);
        assertThat(rooms.look(sent).isSuccess()).isTrue();
        assertThat(rooms.source.retrieved).hasSize(2);
        assertThat(rooms.target.retrieved).hasSize(2);
    }

    @Test
    void failedRetrieve_namesTheEnvironmentAndIsStartedAgain() {
        rooms.target.retrieveError = "UNKNOWN_EXCEPTION: An unexpected error occurred";
        RemoteJob sent = rooms.send(request(false, SAME));
        assertThatThrownBy(() -> rooms.look(sent))
                .hasMessageContaining("production")
                .hasMessageContaining("UNKNOWN_EXCEPTION");
        rooms.target.retrieveError = null;
        assertThat(rooms.kind("compare").look(sent)).isInstanceOf(Look.Running.class);
        assertThat(rooms.look(sent).isSuccess()).isTrue();
    }

    @Test
    void scopeOverTheLimitOfAnOrg_isRefusedWithWhatToDo() {
        rooms.target.retrieveError = "LIMIT_EXCEEDED: Too many files in retrieve call, limit is: 10000";
        Outcome outcome = rooms.run(request(false, SAME));
        assertThat(outcome.errorCode()).isEqualTo("retrieve-failed");
        assertThat(outcome.message())
                .isEqualTo(
                        "Environment production could not return the scope: LIMIT_EXCEEDED: Too many files in retrieve"
                                + " call, limit is: 10000. Split the scope into several changes, or leave out big static"
                                + " resources.");
        assertThat(comparisons.ofChange("CR-000001")).isEmpty();
    }

    @Test
    void verificationOverTheLimitOfAnOrg_isATechnicalFault() {
        rooms.target.retrieveError = "LIMIT_EXCEEDED: Too many files in retrieve call, limit is: 10000";
        RemoteJob sent = rooms.send(request(true, SAME));
        assertThatThrownBy(() -> rooms.look(sent)).isInstanceOf(OrgException.class);
    }

    @Test
    void resultThatWasStoredBeforeAKill_isNotMadeTwice() {
        RemoteJob sent = rooms.send(request(false, SAME));
        rooms.kind("compare").look(sent);
        assertThat(rooms.look(sent).isSuccess()).isTrue();
        assertThat(comparisons.ofChange("CR-000001")).hasSize(1);
    }

    @Test
    void whileAnOrgIsBusy_itIsLookedAtAgain() {
        rooms.target.busy = true;
        RemoteJob sent = rooms.send(request(false, SAME));
        assertThat(rooms.kind("compare").look(sent)).isInstanceOfSatisfying(Look.Running.class, running -> assertThat(
                        running.progress().status())
                .isEqualTo("source Succeeded, target InProgress"));
        assertThat(rooms.kind("compare").lost(sent)).isEqualTo(new Lost.SendAgain());
    }

    @Test
    void storedComparison_cannotBeChanged() {
        rooms.run(request(false, SAME));
        assertThatThrownBy(() -> rooms.jdbc
                        .sql("update sluice.comparison_item set bucket = 'SAME'")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("A comparison is evidence");
        assertThatThrownBy(() -> rooms.jdbc.sql("delete from sluice.comparison").update())
                .isInstanceOf(DataAccessException.class);
    }

    private RemoteJob request(boolean verify, Component... scope) {
        SortedSet<Component> sorted = new TreeSet<>(List.of(scope));
        return comparisons.request(new NewComparison(
                "CR-000001", "DEP-000001", verify, "sandbox", "production", sorted, "62.0", null, "sluice"));
    }
}
