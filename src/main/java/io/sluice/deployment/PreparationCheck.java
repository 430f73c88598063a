package io.sluice.deployment;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.salesforce.TestLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what a release manager stated, all of it at once. */
@Component
class PreparationCheck {

    private static final Pattern CLASS_NAME = Pattern.compile("([A-Za-z]\\w{0,14}\\.)?[A-Za-z]\\w{0,254}");

    private final Environments environments;
    private final Connections connections;

    PreparationCheck(Environments environments, Connections connections) {
        this.environments = environments;
        this.connections = connections;
    }

    /**
     * What was found.
     *
     * @param testLevel null only with problems
     * @param orgIds by environment, of those that let us in
     */
    record Checked(
            List<String> problems, @Nullable TestLevel testLevel, List<String> tests, Map<String, String> orgIds) {}

    Checked check(Preparation stated, String actor) {
        List<String> problems = new ArrayList<>();
        String sourceId = stated.source().strip();
        String targetId = stated.target().strip();
        Optional<Environment> source = find("source", sourceId, problems);
        Optional<Environment> target = find("target", targetId, problems);
        Optional<String> refusal = source.isPresent() && target.isPresent()
                ? environments.pathOf(actor).refusal(sourceId, targetId)
                : Optional.empty();
        refusal.ifPresent(problems::add);
        List<String> tests = names(stated.tests());
        Optional<TestLevel> level = level(stated.testLevel(), tests, target, problems);
        Map<String, String> orgIds = new LinkedHashMap<>();
        if (refusal.isEmpty()) {
            source.ifPresent(each -> test(each, actor, problems, orgIds));
            target.ifPresent(each -> test(each, actor, problems, orgIds));
        }
        if (problems.isEmpty()
                && orgIds.get(sourceId) != null
                && orgIds.get(sourceId).equals(orgIds.get(targetId))) {
            problems.add("Environments " + sourceId + " and " + targetId + " are the same org " + orgIds.get(sourceId)
                    + "; correct the address of one of them.");
        }
        return new Checked(List.copyOf(problems), level.orElse(null), tests, orgIds);
    }

    /** Likewise, where nothing comes from another environment. */
    Checked checkTarget(String targetId, String testLevel, List<String> named, String actor) {
        List<String> problems = new ArrayList<>();
        Optional<Environment> target = find("target", targetId, problems);
        Optional<String> refusal = environments.pathOf(actor).useRefusal(targetId);
        refusal.ifPresent(problems::add);
        List<String> tests = names(named);
        Optional<TestLevel> level = level(testLevel, tests, target, problems);
        Map<String, String> orgIds = new LinkedHashMap<>();
        if (refusal.isEmpty()) {
            target.ifPresent(each -> test(each, actor, problems, orgIds));
        }
        return new Checked(List.copyOf(problems), level.orElse(null), tests, orgIds);
    }

    private static List<String> names(List<String> stated) {
        return new ArrayList<>(stated.stream()
                .map(String::strip)
                .filter(test -> !test.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Optional<TestLevel> level(
            String stated, List<String> tests, Optional<Environment> target, List<String> problems) {
        Optional<TestLevel> level = TestLevel.ofApiName(stated.strip());
        if (level.isEmpty()) {
            problems.add("There is no test level \"" + stated.strip() + "\"; choose one of "
                    + Arrays.stream(TestLevel.values()).map(TestLevel::apiName).collect(Collectors.joining(", "))
                    + ".");
        } else {
            checkTests(level.get(), tests, target, problems);
        }
        return level;
    }

    private Optional<Environment> find(String which, String id, List<String> problems) {
        Optional<Environment> found = environments.find(id);
        if (found.isEmpty()) {
            String known = environments.all().stream().map(Environment::id).collect(Collectors.joining(", "));
            problems.add("There is no environment \"" + id + "\" to be the " + which + "; registered are: "
                    + (known.isEmpty() ? "none" : known) + ".");
        }
        return found;
    }

    private static void checkTests(
            TestLevel level, List<String> tests, Optional<Environment> target, List<String> problems) {
        if (level == TestLevel.NO_TEST_RUN
                && target.filter(each -> each.kind().isProduction()).isPresent()) {
            problems.add("Production refuses a deployment without tests (NoTestRun); choose RunLocalTests or"
                    + " RunSpecifiedTests.");
        }
        if (level == TestLevel.RUN_SPECIFIED_TESTS) {
            if (tests.isEmpty()) {
                problems.add("RunSpecifiedTests needs the names of the test classes.");
            }
            tests.stream()
                    .filter(test -> !CLASS_NAME.matcher(test).matches())
                    .forEach(test -> problems.add("\"" + test
                            + "\" is no name of an Apex class; write for example InvoicesTest or ns.InvoicesTest, no"
                            + " single methods."));
        } else if (!tests.isEmpty()) {
            problems.add("Test classes are named only with RunSpecifiedTests; leave them out or change the test level"
                    + " (" + level.apiName() + ").");
        }
    }

    private void test(Environment environment, String actor, List<String> problems, Map<String, String> orgIds) {
        ConnectionResult result = connections.test(environment.id(), actor);
        if (result instanceof ConnectionResult.Connected connected) {
            orgIds.put(environment.id(), connected.identity().orgId());
        } else if (result instanceof ConnectionResult.Refused refused) {
            problems.add(refused.sentence());
        }
    }
}
