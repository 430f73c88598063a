package io.sluice.metadata;

import static io.sluice.metadata.Packages.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestXmlTest {

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Manifest manifest = Manifests.forScope(
                "62.0",
                List.of(
                        component("Layout:Invoice__c-A & B <new>"),
                        component("ApexClass:Invoices"),
                        component("ApexClass:Accounts")));

        String xml = ManifestXml.write(manifest);

        assertThat(xml)
                .contains("Invoice__c-A &amp; B &lt;new&gt;")
                .containsSubsequence("Accounts", "Invoices", "Layout");
        assertThat(ManifestXml.read(stream(xml))).isEqualTo(manifest);
    }

    @Test
    void aScopeNamesEachComponent() {
        assertThatThrownBy(() -> Manifests.forScope("62.0", List.of(component("ApexClass:*"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no wildcard");
    }

    @Test
    void aManifestWithoutVersionIsRefused() {
        assertThatThrownBy(() -> ManifestXml.read(stream("<Package><types><name>Flow</name></types></Package>")))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("no <version>");
    }

    @Test
    void brokenXmlIsToldWithLineAndColumn() {
        assertThatThrownBy(() -> ManifestXml.read(stream("<Package>\n  <types>\n</Package>")))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("package.xml is not well-formed XML at line 3, column");
    }

    @Test
    void aDocumentTypeIsRefused() {
        String bomb = "<!DOCTYPE Package [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                + "<Package><version>&b;</version></Package>";

        assertThatThrownBy(() -> ManifestXml.read(stream(bomb)))
                .isInstanceOf(BrokenPackageException.class)
                .hasMessageContaining("document type");
    }

    @Test
    void anEntityFromElsewhereIsNotFetched() {
        String outside = "<!DOCTYPE Package SYSTEM \"file:///etc/hostname\"><Package><version>62.0</version></Package>";

        assertThatThrownBy(() -> ManifestXml.read(stream(outside))).isInstanceOf(BrokenPackageException.class);
    }

    private static InputStream stream(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }
}
