package io.sluice.rehearsal.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataFolderTest {
    @TempDir
    Path folder;

    @Test
    void files_come_by_component_in_the_order_of_their_addresses() throws Exception {
        write("package.xml", "<Package/>");
        write(".hidden/x.txt", "x");
        write("layouts/Account-B.layout", "<Layout/>");
        write("classes/A.cls-meta.xml", "<ApexClass/>");
        write("classes/A.cls", "class A {}");
        write("layouts/Account-A.layout", "<Layout/>");

        assertThat(new MetadataFolder(folder).read())
                .extracting(f -> f.at().fullName() + f.files().keySet())
                .containsExactly(
                        "A[classes/A.cls, classes/A.cls-meta.xml]",
                        "Account-A[layouts/Account-A.layout]",
                        "Account-B[layouts/Account-B.layout]");
    }

    @Test
    void the_first_file_that_is_not_well_formed_is_refused_with_its_place() throws Exception {
        write("layouts/Account-A.layout", "<Layout/>");
        write("layouts/Account-B.layout", "<Layout>\n  <a></b></Layout>");
        write("layouts/Account-C.layout", "");

        assertThatThrownBy(() -> new MetadataFolder(folder).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "layouts/Account-B\\.layout is not well-formed XML, line 2, column \\d+: .*\"?a\"?.*");
    }

    @Test
    void a_companion_that_is_not_well_formed_is_refused_and_its_content_is_not_looked_at() throws Exception {
        write("classes/A.cls", "<a");
        write("classes/A.cls-meta.xml", "<ApexClass/>");
        assertThat(new MetadataFolder(folder).read()).hasSize(1);

        write("classes/A.cls-meta.xml", "<ApexClass>");
        assertThatThrownBy(() -> new MetadataFolder(folder).read())
                .hasMessageStartingWith("classes/A.cls-meta.xml is not well-formed XML, line 1");
    }

    @Test
    void a_file_of_no_known_type_is_refused() throws Exception {
        write("layouts/readme.txt", "x");

        assertThatThrownBy(() -> new MetadataFolder(folder).read())
                .hasMessageContaining("readme.txt is no file of a metadata type that a rehearsal org knows");
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
