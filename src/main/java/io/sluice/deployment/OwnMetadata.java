package io.sluice.deployment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** The folder {@code salesforce/} of the application as a package; the same files give the same bytes. */
@Component
class OwnMetadata {

    private static final String FOLDER = "salesforce/";
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ResourcePatternResolver resources;

    OwnMetadata(ResourceLoader resources) {
        this.resources = ResourcePatternUtils.getResourcePatternResolver(resources);
    }

    byte[] zip() throws IOException {
        Map<String, Resource> files = files();
        if (!files.containsKey("package.xml")) {
            throw new IllegalStateException("The application holds no salesforce/package.xml; it was not built whole");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Resource> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                try (InputStream in = file.getValue().getInputStream()) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Map<String, Resource> files() throws IOException {
        Map<String, Resource> files = new TreeMap<>();
        String root = resources.getResource("classpath:" + FOLDER).getURL().toString();
        for (Resource resource : resources.getResources("classpath:" + FOLDER + "**")) {
            String address = resource.getURL().toString();
            if (resource.isReadable() && !address.endsWith("/") && address.startsWith(root)) {
                // An address writes the space in a layout's name as %20; the org needs the name itself.
                String path = StringUtils.uriDecode(address.substring(root.length()), StandardCharsets.UTF_8);
                // A README of the folder is for people, not for an org.
                if (path.equals("package.xml") || path.contains("/")) {
                    files.put(path, resource);
                }
            }
        }
        return files;
    }
}
