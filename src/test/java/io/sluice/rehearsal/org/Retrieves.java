package io.sluice.rehearsal.org;

import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.Package;
import com.sforce.soap.metadata.PackageTypeMembers;
import com.sforce.soap.metadata.RetrieveRequest;
import com.sforce.soap.metadata.RetrieveResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/** Retrieves with Salesforce's client, stepping the org. */
final class Retrieves {
    private Retrieves() {}

    /** A request as a single package; members as {@code Type:Name}. */
    static RetrieveRequest request(String version, String... members) {
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (String member : members) {
            int colon = member.indexOf(':');
            byType.computeIfAbsent(member.substring(0, colon), t -> new ArrayList<>())
                    .add(member.substring(colon + 1));
        }
        List<PackageTypeMembers> types = new ArrayList<>();
        byType.forEach((type, names) -> {
            PackageTypeMembers one = new PackageTypeMembers();
            one.setName(type);
            one.setMembers(names.toArray(String[]::new));
            types.add(one);
        });
        Package manifest = new Package();
        manifest.setTypes(types.toArray(PackageTypeMembers[]::new));
        manifest.setVersion(version);
        RetrieveRequest request = new RetrieveRequest();
        request.setApiVersion(Double.parseDouble(version));
        request.setSinglePackage(true);
        request.setUnpackaged(manifest);
        return request;
    }

    /** The result once the job is done. */
    static RetrieveResult result(RehearsalOrg org, MetadataConnection soap, RetrieveRequest request) throws Exception {
        String id = soap.retrieve(request).getId();
        org.step();
        org.step();
        return soap.checkRetrieveStatus(id, true);
    }

    /** The files of a retrieve as text. */
    static Map<String, String> files(RehearsalOrg org, MetadataConnection soap, String... members) throws Exception {
        return files(result(org, soap, request("62.0", members)));
    }

    static Map<String, String> files(RetrieveResult result) throws IOException {
        Map<String, String> out = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(result.getZipFile()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                out.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return out;
    }
}
