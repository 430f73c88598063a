package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.PackageZip;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.OrgException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackageTest {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void retrievedPackage_isStoredOnceUnderItsSha256() throws Exception {
        String id = desk.retrieved();
        String sha256 = desk.deployments.require(id).packageSha256();
        assertThat(sha256).matches("[0-9a-f]{64}");
        PackageStore packages = desk.rooms.get(PackageStore.class);
        byte[] zip;
        try (var in = packages.toSend(sha256).open()) {
            zip = in.readAllBytes();
        }
        assertThat(PackageZip.inspect(new ByteArrayInputStream(zip)).manifest().members())
                .containsExactlyInAnyOrderElementsOf(desk.scope);
        assertThat(desk.rooms.run(desk.deployments.retrieve(id, "p1")).isSuccess())
                .isTrue();
        assertThat(count("package_chunk where sha256 not like 'arriving:%'"))
                .isEqualTo(zip.length / PackageStore.CHUNK + 1L);
        assertThat(count("package_chunk where sha256 like 'arriving:%'")).isZero();
    }

    @Test
    void brokenZip_isToldAndNothingIsHalfSaved() {
        String id = desk.approved();
        desk.rooms.source.zips = zip -> Arrays.copyOf(zip, zip.length - 40);
        Outcome outcome = desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("retrieve-failed");
        assertThat(outcome.message())
                .contains("Environment sandbox returned a package that can't be read")
                .contains("Nothing was kept");
        assertThat(count("package_chunk")).isZero();
        assertThat(desk.deployments.require(id).packageSha256()).isNull();
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.APPROVED);
    }

    @Test
    void packageOverTheLimit_isRefused() {
        String id = desk.approved();
        desk.rooms.source.zips = zip -> Arrays.copyOf(zip, (int) PackageZip.MOST_ZIPPED_BYTES + 1);
        Outcome outcome = desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("package-refused");
        assertThat(outcome.message()).contains("39 MB");
        assertThat(count("package_chunk")).isZero();
    }

    @Test
    void componentThatVanishedFromTheSource_isNamedWithTheOrgsWords() {
        String id = desk.approved();
        desk.rooms.source.metadata.remove(new Component("CustomApplication", "Billing"));
        Outcome outcome = desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("retrieve-failed");
        assertThat(outcome.message())
                .contains("CustomApplication:Billing (Entity of type")
                .contains("cannot be found");
    }

    @Test
    void componentThatMovedInTheSource_changesTheFingerprint() {
        String id = desk.approved();
        desk.rooms.source.apex("Invoices", "class Invoices { int sneaked; }");
        Outcome outcome = desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
        assertThat(outcome.message()).contains("ApexClass:Invoices (changed)").doesNotContain("Billing");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
    }

    @Test
    void manifestThatNamesMore_isWrittenAnew() throws Exception {
        String id = desk.approved();
        desk.rooms.source.manifests = manifest -> {
            var more = new TreeSet<>(manifest.members());
            more.add(new Component("ApexClass", "NotHere"));
            return Manifest.of("62.0", more);
        };
        assertThat(desk.rooms.run(desk.deployments.retrieve(id, "p1")).isSuccess())
                .isTrue();
        String sha256 = desk.deployments.require(id).packageSha256();
        PackageZip zip = PackageZip.inspect(desk.rooms.get(PackageStore.class).open(sha256));
        assertThat(zip.manifest().members()).containsExactlyInAnyOrderElementsOf(desk.scope);
        assertThat(count("package_chunk")).isEqualTo(1);
        assertThat(desk.rooms.run(desk.deployments.retrieve(id, "p1")).isSuccess())
                .isTrue();
        assertThat(desk.deployments.require(id).packageSha256()).isEqualTo(sha256);
    }

    @Test
    void fileThatNobodyApproved_isRefused() {
        String id = desk.approved();
        var files = new java.util.LinkedHashMap<>(
                desk.rooms.source.metadata.get(new Component("CustomApplication", "Billing")));
        files.put("classes/Smuggled.cls", "class Smuggled {}");
        desk.rooms.source.metadata.put(new Component("CustomApplication", "Billing"), files);
        Outcome outcome = desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("package-refused");
        assertThat(outcome.message()).contains("ApexClass:Smuggled");
        assertThat(count("package_chunk")).isZero();
    }

    @Test
    void fileThatOnlyTheZipsDirectoryNames_isRefused() {
        String id = desk.approved();
        desk.rooms.source.zips = zip -> {
            // ISO 8859-1 keeps every byte; the last mention of the name is the one in the zip's directory.
            String bytes = new String(zip, StandardCharsets.ISO_8859_1);
            int last = bytes.lastIndexOf("classes/Invoices.cls-meta.xml");
            assertThat(last).isPositive();
            return (bytes.substring(0, last) + "classes/Smuggled.cls-meta.xml"
                            + bytes.substring(last + "classes/Smuggled.cls-meta.xml".length()))
                    .getBytes(StandardCharsets.ISO_8859_1);
        };
        assertThat(desk.rooms.run(desk.deployments.retrieve(id, "p1")).isSuccess())
                .isFalse();
        assertThat(desk.deployments.require(id).packageSha256()).isNull();
    }

    @Test
    void hostileFile_isToldAndNothingIsHalfSaved() {
        String id = desk.approved();
        Component application = new Component("CustomApplication", "Billing");
        var files = new java.util.LinkedHashMap<>(desk.rooms.source.metadata.get(application));
        files.replaceAll((path, content) -> "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/hostname\">]>" + content);
        desk.rooms.source.metadata.put(application, files);
        Outcome outcome = desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("retrieve-failed");
        assertThat(outcome.message())
                .contains("applications/Billing.app has a document type")
                .contains("Nothing was kept");
        assertThat(count("package_chunk")).isZero();
        assertThat(desk.deployments.require(id).packageSha256()).isNull();
    }

    @Test
    void failedRetrieve_isABusinessErrorInTheOrgsWords() {
        String id = desk.approved();
        RemoteJob sent = desk.rooms.send(desk.deployments.retrieve(id, "p1"));
        desk.rooms.source.retrieveError = "LIMIT_EXCEEDED: too big";
        Outcome outcome = desk.rooms.look(sent);
        assertThat(outcome.errorCode()).isEqualTo("retrieve-failed");
        assertThat(outcome.message()).contains("LIMIT_EXCEEDED");
    }

    @Test
    void packageChangedInTheDatabase_isNeverSent() {
        String id = desk.retrieved();
        desk.rooms
                .jdbc
                .sql("update sluice.package_chunk set bytes = bytes || '\\x00'::bytea")
                .update();
        RemoteJob job = desk.deployments.validate(id, "p1");
        assertThatThrownBy(() -> desk.rooms.send(job)).hasMessageContaining("is not sent");
        assertThat(desk.rooms.target.sentZips).isEmpty();
    }

    @Test
    void dependencies_areLookedUpInPackageThenTarget() {
        String id = desk.retrieved();
        DependencyResult clear = desk.deployments.checkDependencies(id);
        assertThat(clear.isClear()).isTrue();
        assertThat(clear.inTarget()).isEqualTo(1);
        desk.rooms.target.metadata.remove(new Component("CustomTab", "Invoice__c"));
        DependencyResult missing = desk.deployments.checkDependencies(id);
        assertThat(missing.missingComponents()).containsExactly(new Component("CustomTab", "Invoice__c"));
        assertThat(missing.missing().get(0).from()).isEqualTo(new Component("CustomApplication", "Billing"));
        assertThat(desk.deployments.dependencies(id)).contains(missing);
        assertThat(desk.rooms.acts).contains("dependencies-checked CR-000001 by sluice");
    }

    @Test
    void zipFetchedBeforeAKill_isRetrievedAgain() {
        String id = desk.approved();
        RemoteJob sent = desk.rooms.send(desk.deployments.retrieve(id, "p1"));
        desk.rooms.source.zips = zip -> {
            throw new OrgException("NETWORK", "Cut off");
        };
        assertThatThrownBy(() -> desk.rooms.look(sent)).hasMessage("Cut off");
        desk.rooms.source.zips = zip -> zip;
        desk.rooms.kind("retrieve").look(sent);
        assertThat(desk.rooms.look(sent).isSuccess()).isTrue();
    }

    private long count(String table) {
        return desk.rooms
                .jdbc
                .sql("select count(*) from sluice." + table)
                .query(Long.class)
                .single();
    }

    @Test
    void pace_followsTheSizeOfTheZip() {
        assertThat(List.of(1L, 6L, 16L).stream()
                        .map(mb -> PackageRun.pace(mb * 1024 * 1024).toSeconds()))
                .containsExactly(2L, 5L, 10L);
    }
}
