package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.ApexSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tests {@code RunRelevantTests} chooses: those of the package, those that name its Apex or Apex that needs it,
 * critical ones always, and those made for a class or trigger of the package.
 */
final class RelevantTests {
    private static final Pattern CRITICAL = Pattern.compile("(?i)@istest\\s*\\([^)]*\\bcritical\\s*=\\s*true");
    private static final Pattern TEST_FOR = Pattern.compile("(?i)@istest\\s*\\([^)]*\\btestFor\\s*=\\s*'([^']*)'");

    private RelevantTests() {}

    static Set<String> of(Map<String, ApexSource> tests, Map<String, ApexSource> code, Set<String> payload) {
        Set<String> changed = withUsers(code, payload);
        Set<String> out = new TreeSet<>();
        tests.forEach((key, test) -> {
            if (payload.contains(key)
                    || CRITICAL.matcher(test.head()).find()
                    || madeFor(test, payload)
                    || test.words().stream().anyMatch(changed::contains)) {
                out.add(key);
            }
        });
        return out;
    }

    private static boolean madeFor(ApexSource test, Set<String> payload) {
        Matcher made = TEST_FOR.matcher(test.head());
        if (!made.find()) {
            return false;
        }
        for (String name : made.group(1).split("\\s*,\\s*")) {
            if (payload.contains(name.strip())) {
                return true;
            }
        }
        return false;
    }

    /** Names, in lower case, of the package's Apex and of all Apex that leads to it. */
    private static Set<String> withUsers(Map<String, ApexSource> code, Set<String> payload) {
        Set<String> names = new LinkedHashSet<>();
        code.keySet().stream()
                .filter(payload::contains)
                .map(RelevantTests::name)
                .forEach(names::add);
        boolean more = !names.isEmpty();
        while (more) {
            more = false;
            for (var entry : code.entrySet()) {
                if (!names.contains(name(entry.getKey()))
                        && entry.getValue().words().stream().anyMatch(names::contains)) {
                    more |= names.add(name(entry.getKey()));
                }
            }
        }
        return names;
    }

    private static String name(String key) {
        return key.substring(key.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
