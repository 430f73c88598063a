package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.PackageZip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
            // The plain names of the entries: what reads packages would decode them first.
            assertThat(names(zip)).containsExactlyInAnyOrder("package.xml", "layouts/Lock__c-Lock Layout.layout");
        }
    }

    @Test
    void shippedFolder_isAPackageThatAnOrgWouldTake() throws Exception {
        byte[] zip = new OwnMetadata(new DefaultResourceLoader()).zip();
        PackageZip inspected = PackageZip.inspect(new ByteArrayInputStream(zip));
        assertThat(inspected.problem()).isEmpty();
        assertThat(inspected.strangers()).isEmpty();
        assertThat(inspected.missing()).isEmpty();
        assertThat(names(zip))
                .contains("layouts/Sluice_Deployment__c-Sluice Deployment Layout.layout")
                .noneMatch(name -> name.contains("%"));
    }

    private static List<String> names(byte[] bytes) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
