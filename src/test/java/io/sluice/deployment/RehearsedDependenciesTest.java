package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import io.sluice.salesforce.ComponentDependencies;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.SalesforceDoors;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our questions about uses, put to an org that answers by its own metadata. */
class RehearsedDependenciesTest {

    private static final Path SAMPLE = Path.of("src/test/resources/rehearsal/orgs/site-visits");

    private RehearsalOrg org;
    private OrgLists lists;

    @BeforeEach
    void start() {
        org = RehearsalOrg.start(OrgSettings.of("Uses")
                .withFolder(SAMPLE)
                .withClient("sluice", "secret")
                .withRunAsUser("sluice.integration@site-visits.example"));
        lists = new OrgLists(connect());
    }

    private OrgConnection connect() {
        return new SalesforceDoors(Clock.systemUTC()).open(org.address(), "sluice", "secret");
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void usesAreFoundInBothDirections_andNamedByTheLists() {
        org.putFile("classes/Base.cls", "public class Base { }", "Dana");
        org.putFile("classes/User.cls", "public class User { Base b = new Base(); }", "Dana");
        Component base = new Component("ApexClass", "Base");
        Component user = new Component("ApexClass", "User");
        lists = new OrgLists(connect());

        assertThat(DeletedUses.in(lists, List.of(base)).users())
                .containsOnlyKeys(base)
                .satisfies(users -> assertThat(users.get(base)).containsExactly(user));

        Map<Component, String> ids = lists.ids(List.of(user));
        var told = (ComponentDependencies.Told) new ComponentDependencies(lists.org()).usedBy(ids.values());
        assertThat(told.uses())
                .extracting(use -> lists.named(use.usedType(), use.usedId()).orElseThrow())
                .containsExactly(base);
    }

    @Test
    void everythingOfAnOrg_isAskedForInOneGo() {
        Set<Component> all = lists.all("CustomField");
        Map<Component, String> ids = lists.ids(all);

        var told = (ComponentDependencies.Told) new ComponentDependencies(lists.org()).usersOf(ids.values());

        assertThat(ids).hasSameSizeAs(all);
        assertThat(told.uses()).isNotEmpty();
        assertThat(told.truncated()).isEmpty();
        assertThat(told.uses()).allSatisfy(use -> assertThat(lists.named(use.usedType(), use.usedId()))
                .isPresent());
    }

    @Test
    void describedFields_haveWhatAnalyzersAskFor() {
        OrgFacts facts = new OrgFacts(lists.org(), lists::org, unit -> Optional.empty());
        String object = lists.all("CustomField").stream()
                .map(each -> each.fullName().substring(0, each.fullName().indexOf('.')))
                .filter(name -> name.endsWith("__c"))
                .findFirst()
                .orElseThrow();

        assertThat(facts.describe(object).orElseThrow().fields().values())
                .allSatisfy(field -> assertThat(field.type()).isNotEmpty());
        assertThat(facts.hasRecords(object)).isPresent();
        assertThat(facts.activeUsers(Set.of("nobody@nowhere.example"))).contains(Set.of());
    }
}
