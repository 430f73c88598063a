package io.sluice.deployment;

import io.sluice.metadata.ContentDigest;
import io.sluice.salesforce.TestLevel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What an approval of a deployment binds.
 *
 * <p>Encoding {@code f1}: SHA-256 over one record per fact, in the order of {@link #facts}: name, a colon, the number of
 * values, and for each value a space, its length in UTF-8 bytes, a colon and the value; then a line feed. Lengths make it
 * unambiguous whatever the values hold. Lists are sorted. {@code deletedBefore} is a fact only where something is deleted
 * before the package, so that fingerprints from before there was such a thing stay what they are. Two fingerprints of different algorithms are never equal.
 */
record Fingerprint(
        ContentDigest source,
        String targetOrgId,
        ContentDigest target,
        TestLevel testLevel,
        List<String> tests,
        List<String> deletions,
        List<String> deletedBefore,
        List<String> leftOut,
        String apiVersion) {

    /** Always sent so; part of the fingerprint, so that a change of them needs a new approval. */
    private static final List<String> OPTIONS = List.of(
            "allowMissingFiles=false",
            "ignoreWarnings=false",
            "purgeOnDelete=false",
            "rollbackOnError=true",
            "singlePackage=true");

    Fingerprint {
        tests = List.copyOf(new TreeSet<>(tests));
        deletions = List.copyOf(new TreeSet<>(deletions));
        deletedBefore = List.copyOf(new TreeSet<>(deletedBefore));
        leftOut = List.copyOf(new TreeSet<>(leftOut));
    }

    Map<String, List<String>> facts() {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        facts.put("source", List.of(source.value()));
        facts.put("targetOrg", List.of(targetOrgId));
        facts.put("target", List.of(target.value()));
        facts.put("testLevel", List.of(testLevel.apiName()));
        facts.put("tests", tests);
        facts.put("deletions", deletions);
        if (!deletedBefore.isEmpty()) {
            facts.put("deletedBefore", deletedBefore);
        }
        facts.put("leftOut", leftOut);
        facts.put("options", OPTIONS);
        facts.put("apiVersion", List.of(apiVersion));
        return facts;
    }

    String value() {
        MessageDigest sha256 = Sha256.start();
        facts().forEach((name, values) -> {
            StringBuilder line = new StringBuilder(name).append(':').append(values.size());
            values.forEach(value -> line.append(' ')
                    .append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(value));
            sha256.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        });
        return "f1:" + HexFormat.of().formatHex(sha256.digest());
    }
}
