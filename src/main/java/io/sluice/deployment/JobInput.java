package io.sluice.deployment;

import io.sluice.compare.Comparison;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.TestLevel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a remote job of a deployment record is asked to do, as its row keeps it.
 *
 * @param validation the org's id of the validation to make real; empty where the package itself is sent
 */
record JobInput(
        String change,
        UUID comparison,
        String fingerprint,
        TestLevel testLevel,
        List<String> tests,
        SortedSet<Component> deletions,
        SortedSet<Component> deletedBefore,
        List<String> leftOut,
        String packageSha256,
        String validation) {

    static final String VALIDATION = "validation";

    private static final String DELETIONS = "deletions";
    private static final String DELETED_BEFORE = "deletedBefore";

    static Map<String, Object> of(DeploymentRecord record) {
        Map<String, Object> input = new HashMap<>();
        input.put("change", record.change());
        input.put("comparison", Objects.requireNonNull(record.comparison()).toString());
        input.put("fingerprint", Objects.requireNonNull(record.fingerprint()));
        input.put("testLevel", Objects.requireNonNull(record.testLevel()).apiName());
        input.put("tests", record.tests());
        input.put(
                DELETIONS, record.deletions().stream().map(Component::toString).toList());
        input.put(
                DELETED_BEFORE,
                record.deletedBefore().stream().map(Component::toString).toList());
        input.put("leftOut", record.leavesOut());
        if (record.packageSha256() != null) {
            input.put("package", record.packageSha256());
        }
        return input;
    }

    static JobInput of(RemoteJob job) {
        return new JobInput(
                text(job, "change"),
                UUID.fromString(text(job, "comparison")),
                text(job, "fingerprint"),
                TestLevel.ofApiName(text(job, "testLevel")).orElseThrow(),
                ((Collection<?>) value(job, "tests"))
                        .stream().map(Object::toString).toList(),
                components(job, DELETIONS),
                components(job, DELETED_BEFORE),
                ((Collection<?>) job.input().getOrDefault("leftOut", List.of()))
                        .stream().map(Object::toString).toList(),
                job.input().containsKey("package") ? text(job, "package") : "",
                job.input().containsKey(VALIDATION) ? text(job, VALIDATION) : "");
    }

    DeployOptions options(boolean checkOnly) {
        return new DeployOptions(checkOnly, testLevel, tests);
    }

    /** The fingerprint as it is now, with what the target says now. */
    Fingerprint fingerprintNow(Comparison compared, String targetOrgId, ContentDigest target) {
        return new Fingerprint(
                compared.sourceDigest(),
                targetOrgId,
                target,
                testLevel,
                tests,
                deletions.stream().map(Component::toString).toList(),
                deletedBefore.stream().map(Component::toString).toList(),
                leftOut,
                compared.apiVersion());
    }

    /** Jobs that were requested before deployments could delete name none. */
    private static SortedSet<Component> components(RemoteJob job, String name) {
        Object named = job.input().getOrDefault(name, List.of());
        return ((Collection<?>) named)
                .stream()
                        .map(each -> Component.parse(each.toString()).orElseThrow())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(RemoteJob job, String name) {
        return value(job, name).toString();
    }

    private static Object value(RemoteJob job, String name) {
        Object value = job.input().get(name);
        if (value == null) {
            throw new IllegalStateException("Remote job " + job.id() + " has no " + name);
        }
        return value;
    }
}
