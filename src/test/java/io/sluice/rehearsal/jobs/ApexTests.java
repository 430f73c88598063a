package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.ApexSource;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs "Apex tests": their outcome follows from the metadata by the rules of the README beside the test resources. */
final class ApexTests {
    private static final Pattern REQUIRES = Pattern.compile("//\\s*rehearsal:\\s*requires\\s+(\\w+):(\\S+)");
    private static final Pattern FAILS =
            Pattern.compile("//\\s*rehearsal:\\s*fails when\\s+(\\w+):(\\S+)\\s+contains\\s+'([^'\\n]*)'");
    private static final Pattern TAKES = Pattern.compile("//\\s*rehearsal:\\s*takes\\s+(\\d+)\\s*ms");
    private static final double USUAL_TIME = 25.0;

    private final OrgMetadata org;
    private final String level;
    private final List<String> named;
    private final Set<String> payload;
    private final Map<String, ApexSource> tests = new TreeMap<>();
    private final Map<String, ApexSource> code = new TreeMap<>();
    private final Set<String> chosen;

    /**
     * @param named the classes of {@code runTests}
     * @param payload {@code Type:FullName} of what the package brings
     */
    ApexTests(OrgMetadata org, String level, List<String> named, Set<String> payload) {
        this.org = org;
        this.level = level;
        this.named = named;
        this.payload = payload;
        for (String type : List.of("ApexClass", "ApexTrigger")) {
            for (Component c : org.of(type).values()) {
                ApexSource source = ApexSource.of(c, org);
                if (type.equals("ApexClass") && source.isTest()) {
                    tests.put(c.key(), source);
                } else if (org.namespace(c.fullName()).isEmpty()) {
                    // Nobody demands coverage of what came with a package.
                    code.put(c.key(), source);
                }
            }
        }
        this.chosen = chosen();
    }

    private Set<String> chosen() {
        return switch (level) {
            case "NoTestRun" -> Set.of();
            case "RunSpecifiedTests" -> {
                Set<String> out = new LinkedHashSet<>();
                named.stream().map(ApexTests::key).filter(tests::containsKey).forEach(out::add);
                yield out;
            }
            case DeployRules.RELEVANT -> RelevantTests.of(local(), code, payload);
            case "RunAllTestsInOrg" -> tests.keySet();
            default -> local().keySet();
        };
    }

    /** The tests that did not come with a package. */
    private Map<String, ApexSource> local() {
        Map<String, ApexSource> out = new TreeMap<>(tests);
        out.keySet().removeIf(key -> !org.namespace(name(key)).isEmpty());
        return out;
    }

    /** A class of a package is named with a dot behind the namespace. */
    private static String key(String className) {
        return "ApexClass:" + className.replace(".", "__");
    }

    /** What the org says about a class in {@code runTests} that is no test class; null when all are. */
    String unknown() {
        return level.equals("RunSpecifiedTests")
                ? named.stream()
                        .filter(n -> !tests.containsKey(key(n)))
                        .findFirst()
                        .map(("This class name's value is invalid: %s. Provide the name of an Apex class that has test"
                                + " methods.")::formatted)
                        .orElse(null)
                : null;
    }

    /** How many test methods run. */
    int methods() {
        return chosen.stream().mapToInt(k -> tests.get(k).testMethods().size()).sum();
    }

    TestRun run(FlowRules flows) {
        if (level.equals("NoTestRun")) {
            return TestRun.NONE;
        }
        List<TestRun.Result> good = new ArrayList<>();
        List<TestRun.Result> bad = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>();
        for (String key : chosen) {
            words.addAll(tests.get(key).words());
            tests.get(key).testMethods().values().forEach(method -> {
                TestRun.Result result = result(key, method);
                (result.message() == null ? good : bad).add(result);
            });
        }
        List<TestRun.Coverage> coverage = new ArrayList<>();
        code.forEach((key, source) -> coverage.add(coverage(key, source, words)));
        List<TestRun.FlowCoverage> launched = flows.coverage(words);
        String flowWarning = flows.warning(launched);
        return new TestRun(
                good.size() + bad.size(),
                good,
                bad,
                coverage,
                CoverageRules.warnings(level, coverage, payload),
                launched,
                flowWarning == null ? List.of() : List.of(new TestRun.Warning(null, null, flowWarning)));
    }

    private TestRun.Result result(String key, ApexSource.TestMethod method) {
        String problem = problem(key, method);
        Matcher takes = TAKES.matcher(method.text());
        return new TestRun.Result(
                id(key),
                name(key),
                method.name(),
                problem,
                problem == null
                        ? null
                        : "Class.%s.%s: line %d, column 1".formatted(name(key), method.name(), method.line()),
                takes.find() ? Double.parseDouble(takes.group(1)) : USUAL_TIME);
    }

    private TestRun.Coverage coverage(String key, ApexSource source, Set<String> words) {
        boolean reached = words.contains(name(key).toLowerCase(Locale.ROOT))
                || source.triggerObject()
                        .filter(object -> words.contains(object.toLowerCase(Locale.ROOT)))
                        .isPresent();
        List<Integer> missed = new ArrayList<>();
        source.lines().forEach((line, reachable) -> {
            if (!reached || !reachable) {
                missed.add(line);
            }
        });
        return new TestRun.Coverage(
                id(key),
                name(key),
                key.startsWith("ApexTrigger") ? "Trigger" : "Class",
                source.lines().size(),
                missed);
    }

    private String problem(String test, ApexSource.TestMethod method) {
        Matcher requires = REQUIRES.matcher(method.text());
        while (requires.find()) {
            if (!org.has(requires.group(1), requires.group(2))) {
                return "System.AssertException: Assertion Failed: %s %s does not exist"
                        .formatted(requires.group(1), requires.group(2));
            }
        }
        Matcher fails = FAILS.matcher(method.text());
        while (fails.find()) {
            Component found = org.find(fails.group(1), fails.group(2)).orElse(null);
            if (found != null
                    && found.files().values().stream()
                            .anyMatch(b -> new String(b, StandardCharsets.UTF_8).contains(fails.group(3)))) {
                return "System.AssertException: Assertion Failed: %s contains %s"
                        .formatted(fails.group(2), fails.group(3));
            }
        }
        for (Reference reference : tests.get(test).references()) {
            if (!org.has(reference.type(), reference.fullName())) {
                return "System.TypeException: " + reference.problem();
            }
        }
        return null;
    }

    private String id(String key) {
        return org.find(key.substring(0, key.indexOf(':')), name(key))
                .orElseThrow()
                .audit()
                .id();
    }

    private static String name(String key) {
        return key.substring(key.indexOf(':') + 1);
    }
}
