package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.ManifestXml;
import io.sluice.metadata.PackageZip;
import io.sluice.remotejob.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionTest {

    private final Desk desk = new Desk();
    private Component old;

    @BeforeEach
    void nameWhatIsToBeDeleted() {
        old = desk.toDelete("Old");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void deletion_isApprovedPackedAndProvenByItsAbsence() throws IOException {
        String id = desk.deployed();

        DeploymentRecord record = desk.deployments.require(id);
        assertThat(record.deletions()).containsExactly(old);
        Map<String, byte[]> files = files(record.packageSha256());
        assertThat(manifest(files, "package.xml").members())
                .containsExactlyInAnyOrder(
                        new Component("ApexClass", "Invoices"), new Component("CustomApplication", "Billing"));
        assertThat(manifest(files, "destructiveChangesPost.xml").members()).containsExactly(old);

        desk.deletions.forEach(desk.rooms.target.metadata::remove);
        desk.scope.remove(old);
        desk.arrive();
        desk.scope.add(old);
        Outcome verified = desk.rooms.run(desk.deployments.verify(id, "p1"));
        assertThat(verified.isSuccess()).as(verified.message()).isTrue();
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.DEPLOYED);
    }

    @Test
    void whatIsStillThereAfterTheDeployment_isNoSuccess() {
        String id = desk.deployed();
        desk.scope.remove(old);
        desk.arrive();
        desk.scope.add(old);

        Outcome verified = desk.rooms.run(desk.deployments.verify(id, "p1"));

        assertThat(verified.isSuccess()).isFalse();
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    void approval_bindsTheDeletions() {
        Desk keeping = new Desk();
        keeping.scope.add(old);
        try (keeping) {
            String with = desk.deployments.require(desk.prepared()).fingerprint();
            String without = keeping.deployments.require(keeping.prepared()).fingerprint();
            assertThat(with).isNotEqualTo(without);
        }
    }

    @Test
    void whatTheSourceStillHas_isNotDeleted() {
        desk.rooms.source.apex("Old", "class Old { }");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("The source still has ApexClass:Old, which the change deletes");
    }

    @Test
    void whatIsGoneAlready_isLeftOut() {
        desk.rooms.target.metadata.remove(old);

        String id = desk.prepared();

        assertThat(desk.deployments.require(id).deletions()).isEmpty();
        assertThat(desk.deployments.require(id).alreadyGone()).containsExactly(old);
    }

    @Test
    void nameThatThePackageTakesAgain_isGivenFreeBefore() throws IOException {
        desk.rooms.source.apex("OLD", "class OLD { }");
        desk.scope.add(new Component("ApexClass", "OLD"));

        String id = desk.retrieved();

        DeploymentRecord record = desk.deployments.require(id);
        assertThat(record.deletedBefore()).containsExactly(old);
        Map<String, byte[]> files = files(record.packageSha256());
        assertThat(manifest(files, "destructiveChangesPre.xml").members()).containsExactly(old);
        assertThat(files).doesNotContainKey("destructiveChangesPost.xml");
        desk.rooms
                .jdbc
                .sql("update sluice.deployment set deleted_before = '[]'")
                .update();
        Outcome outcome = desk.rooms.run(desk.deployments.validate(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
    }

    @Test
    void nameThatIsUsedUntilThePackageIsIn_isACircleAndTold() {
        desk.rooms.source.apex("OLD", "class OLD { }");
        desk.scope.add(new Component("ApexClass", "OLD"));
        desk.rooms.target.uses(new Component("ApexClass", "Invoices"), old);

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("ApexClass:Old has to be deleted before", "ApexClass:Invoices uses it", "a circle");
    }

    @Test
    void whoUsesWhatIsDeleted_isKnownWhenItIsPrepared() {
        Component user = new Component("ApexClass", "Invoices");
        desk.rooms.target.uses(user, old);

        String id = desk.prepared();

        assertThat(desk.deployments.deletionUses(id)).hasSize(1).hasEntrySatisfying(old, users -> assertThat(users)
                .containsExactly(user));
        assertThat(desk.deployments.require(id).deletedBefore()).isEmpty();
    }

    @Test
    void nothingButWhatIsGoneAlready_isNothingToDeploy() {
        desk.scope.removeIf(each -> !each.equals(old));
        desk.rooms.target.metadata.remove(old);

        assertThat(problems()).singleElement().asString().contains("gone from the target already");
    }

    @Test
    void scopeOfDeletionsAlone_isAPackageThatOnlyDeletes() throws IOException {
        desk.scope.removeIf(each -> !each.equals(old));

        String id = desk.retrieved();

        String sha256 = desk.deployments.require(id).packageSha256();
        assertThat(files(sha256)).containsOnlyKeys("package.xml", "destructiveChangesPost.xml");
        assertThat(PackageZip.inspect(desk.rooms.get(PackageStore.class).open(sha256))
                        .problem())
                .isEmpty();
        assertThat(desk.rooms.get(PackageStore.class).members(sha256)).containsExactly(old);
    }

    @Test
    void referenceToWhatIsDeleted_isMissing() {
        Component tab = new Component("CustomTab", "Invoice__c");
        desk.scope.add(tab);
        desk.deletions.add(tab);

        String id = desk.retrieved();

        assertThat(desk.deployments.checkDependencies(id).missingComponents()).containsExactly(tab);
    }

    @Test
    void targetThatChangedWhatIsToBeDeleted_stopsTheDeployment() {
        String id = desk.retrieved();
        desk.rooms.target.apex("Old", "class Old { int needed; }");

        Outcome outcome = desk.rooms.run(desk.deployments.validate(id, "p1"));

        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
        assertThat(outcome.message()).contains("ApexClass:Old (changed)");
    }

    @Test
    void deletionsChangedBehindTheApproval_areCaught() {
        String id = desk.retrieved();
        desk.rooms.jdbc.sql("update sluice.deployment set deletions = '[]'").update();

        Outcome outcome = desk.rooms.run(desk.deployments.validate(id, "p1"));

        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
    }

    private List<String> problems() {
        return ((PrepareResult.Refused) desk.deployments.prepare(desk.compared(), Desk.local(), "mara")).problems();
    }

    private Map<String, byte[]> files(String sha256) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = desk.rooms.get(PackageStore.class).toSend(sha256).open()) {
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static Manifest manifest(Map<String, byte[]> files, String name) throws IOException {
        return ManifestXml.read(new ByteArrayInputStream(files.get(name)));
    }
}
