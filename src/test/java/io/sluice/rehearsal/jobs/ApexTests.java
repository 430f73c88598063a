package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.ApexSource;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.Reference;
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

    private final OrgMetadata org;
    private final Map<String, ApexSource> tests = new TreeMap<>();
    private final Map<String, ApexSource> code = new TreeMap<>();

    ApexTests(OrgMetadata org) {
        this.org = org;
        for (String type : List.of("ApexClass", "ApexTrigger")) {
            for (Component c : org.of(type).values()) {
                ApexSource source = ApexSource.of(c, org);
                (type.equals("ApexClass") && source.isTest() ? tests : code).put(c.key(), source);
            }
        }
    }

    /** The level that holds when none was asked for. */
    static String effectiveLevel(DeployOptions options, boolean sandbox, boolean apexInPackage) {
        if (options.testLevel() != null && !options.testLevel().isBlank()) {
            return options.testLevel();
        }
        return !sandbox && apexInPackage ? "RunLocalTests" : "NoTestRun";
    }

    int methodsAt(String level, List<String> named) {
        return chosen(level, named).stream()
                .mapToInt(k -> tests.get(k).testMethods().size())
                .sum();
    }

    private Set<String> chosen(String level, List<String> named) {
        if (level.equals("NoTestRun")) {
            return Set.of();
        }
        if (!level.equals("RunSpecifiedTests")) {
            return tests.keySet();
        }
        Set<String> out = new LinkedHashSet<>();
        named.stream().map(n -> "ApexClass:" + n).filter(tests::containsKey).forEach(out::add);
        return out;
    }

    TestRun run(String level, List<String> named, Set<String> deployed) {
        if (level.equals("NoTestRun")) {
            return TestRun.NONE;
        }
        List<TestRun.Result> good = new ArrayList<>();
        List<TestRun.Result> bad = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>();
        if (level.equals("RunSpecifiedTests")) {
            named.stream()
                    .filter(n -> !tests.containsKey("ApexClass:" + n))
                    .forEach(n -> bad.add(new TestRun.Result(
                            n, "", "Apex class named in runTests does not exist or is no test class: " + n, "")));
        }
        for (String key : chosen(level, named)) {
            ApexSource source = tests.get(key);
            String name = key.substring(key.indexOf(':') + 1);
            words.addAll(source.words());
            source.testMethods().values().forEach(method -> {
                String problem = problem(key, method);
                if (problem == null) {
                    good.add(new TestRun.Result(name, method.name(), null, null));
                } else {
                    bad.add(new TestRun.Result(
                            name,
                            method.name(),
                            problem,
                            "Class.%s.%s: line %d, column 1".formatted(name, method.name(), method.line())));
                }
            });
        }
        List<TestRun.Coverage> coverage = new ArrayList<>();
        code.forEach((key, source) -> {
            String name = key.substring(key.indexOf(':') + 1);
            int lines = (int) source.text().lines().filter(l -> !l.isBlank()).count();
            boolean covered = words.contains(name.toLowerCase(Locale.ROOT))
                    || source.triggerObject()
                            .filter(object -> words.contains(object.toLowerCase(Locale.ROOT)))
                            .isPresent();
            coverage.add(new TestRun.Coverage(
                    name, key.startsWith("ApexTrigger") ? "Trigger" : "Class", lines, covered ? 0 : lines));
        });
        return new TestRun(good.size() + bad.size(), good, bad, coverage, warnings(level, coverage, deployed));
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
            Component named = org.find(fails.group(1), fails.group(2)).orElse(null);
            if (named != null
                    && named.files().values().stream()
                            .anyMatch(b ->
                                    new String(b, java.nio.charset.StandardCharsets.UTF_8).contains(fails.group(3)))) {
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

    private static List<String> warnings(String level, List<TestRun.Coverage> coverage, Set<String> deployed) {
        List<String> out = new ArrayList<>();
        if (level.equals("RunSpecifiedTests")) {
            for (TestRun.Coverage c : coverage) {
                if (deployed.contains("Apex" + c.type() + ":" + c.name()) && c.notCovered() > 0) {
                    out.add("Test coverage of selected Apex %s is %d%%, at least 75%% test coverage is required|%s"
                            .formatted(c.type(), 0, c.name()));
                }
            }
            return out;
        }
        int lines = coverage.stream().mapToInt(TestRun.Coverage::lines).sum();
        int open = coverage.stream().mapToInt(TestRun.Coverage::notCovered).sum();
        if (lines > 0 && (lines - open) * 100 < lines * 75) {
            out.add(
                    "Average test coverage across all Apex Classes and Triggers is %d%%, at least 75%% test coverage is required.|"
                            .formatted((lines - open) * 100 / lines));
        }
        coverage.stream()
                .filter(c -> c.type().equals("Trigger") && c.notCovered() == c.lines())
                .forEach(c ->
                        out.add("Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required|"
                                + c.name()));
        return out;
    }
}
