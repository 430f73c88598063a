package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.PackageZip;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;

class OwnMetadataTest {

    @TempDir
    private Path folder;

    @Test
    void nameWithASpace_staysAsItIsInTheZip() throws Exception {
        Path layouts = Files.createDirectories(folder.resolve("salesforce/layouts"));
        Files.writeString(layouts.resolve("Lock__c-Lock Layout.layout"), "<Layout/>");
        Files.writeString(
                folder.resolve("salesforce/package.xml"),
                "<Package><types><members>Lock__c-Lock Layout</members><name>Layout</name></types>"
                        + "<version>62.0</version></Package>");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            byte[] zip = new OwnMetadata(new DefaultResourceLoader(loader)).zip();
            PackageZip inspected = PackageZip.inspect(new ByteArrayInputStream(zip));
            assertThat(inspected.brought()).hasToString("[Layout:Lock__c-Lock Layout]");
            assertThat(inspected.problem()).isEmpty();
        }
    }

    @Test
    void shippedFolder_isAPackageThatAnOrgWouldTake() throws Exception {
        byte[] zip = new OwnMetadata(new DefaultResourceLoader()).zip();
        PackageZip inspected = PackageZip.inspect(new ByteArrayInputStream(zip));
        assertThat(inspected.problem()).isEmpty();
        assertThat(inspected.strangers()).isEmpty();
        assertThat(inspected.missing()).isEmpty();
    }
}
