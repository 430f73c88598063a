package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.SalesforceDoors;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestProposalTest {

    private static final Component INVOICES = new Component("ApexClass", "Invoices");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void testsThatReachWhatDiffers_areProposedWithWhatTheyReach() {
        Component service = new Component("ApexClass", "InvoiceService");
        Component test = new Component("ApexClass", "InvoiceServiceTest");
        desk.rooms
                .source
                .apex("InvoiceService", "class InvoiceService { Invoices i; }")
                .apex("InvoiceServiceTest", "@IsTest\nprivate class InvoiceServiceTest { InvoiceService s; }")
                .apex("OtherTest", "@isTest private class OtherTest { }")
                .uses(service, INVOICES)
                .uses(test, service);
        String id = desk.compared();
        TestProposals proposals = desk.rooms.get(TestProposals.class);
        assertThat(proposals.of(id)).isEmpty();

        TestProposal proposal = proposals.propose(id);

        assertThat(proposal.tests())
                .containsExactly(new TestProposal.ProposedTest("InvoiceServiceTest", List.of(INVOICES)));
        assertThat(proposals.of(id)).contains(proposal);
        desk.rooms.clock.move(java.time.Duration.ofMinutes(1));
        assertThat(desk.rooms.run(desk.deployments.compare(id, "p1")).isSuccess())
                .isTrue();
        assertThat(proposals.of(id)).as("of an earlier comparison").isEmpty();
    }

    @Test
    void sourceThatDoesNotTellWhoUsesWhat_hasItsApexRead() {
        desk.rooms.source.apex("InvoicesTest", "@IsTest class InvoicesTest { static void t() { new Invoices(); } }");
        desk.rooms.source.dependenciesRefused = new OrgException("INVALID_TYPE", "sObject type is not supported");
        String id = desk.compared();

        TestProposal proposal = desk.rooms.get(TestProposals.class).propose(id);

        assertThat(proposal.names()).containsExactly("InvoicesTest");
        assertThat(proposal.notes()).singleElement().asString().contains("Its Apex was read for names instead");
    }

    @Test
    void sourceThatCannotBeAsked_stopsNobody() {
        String id = desk.compared();
        desk.rooms.source.calls = () -> {
            throw new OrgException("NETWORK", "It is down");
        };

        TestProposal proposal = desk.rooms.get(TestProposals.class).propose(id);

        assertThat(proposal.tests()).isEmpty();
        assertThat(proposal.notes()).containsExactly("No tests could be looked for in sandbox: It is down.");
    }

    @Test
    void rehearsedOrg_isSearchedInTheSameWay() {
        try (RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Tests")
                .withFolder(Path.of("src/test/resources/rehearsal/orgs/site-visits"))
                .withClient("sluice", "secret")
                .withRunAsUser("sluice.integration@site-visits.example"))) {
            OrgLists lists =
                    new OrgLists(new SalesforceDoors(Clock.systemUTC()).open(org.address(), "sluice", "secret"));
            Component rating = new Component("ApexClass", "VisitRating");

            TestSearch.Found found = TestSearch.in(lists, List.of(rating));

            assertThat(found.tests())
                    .extracting(TestProposal.ProposedTest::name)
                    .contains("VisitRatingTest")
                    .doesNotContain("VisitRating");
            assertThat(found.notes()).isEmpty();
        }
    }
}
