package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The README's tables say which test pins which fact: those tests must be there. */
class RehearsalReadmeTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern OTHERWISE_NAMED =
            Pattern.compile("`\\w+Test(?![\\w#])[^`]*`|`\\w+Test#\\w+[^\\w`][^`]*`");
    private static final List<String> PACKAGES =
            List.of("org", "metadata", "jobs", "rest", "records", "oauth", "http", "soap", "state", "setup");

    @Test
    void every_named_test_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(readme());
        int count = 0;
        while (named.find()) {
            count++;
            if (!exists(named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(150);
    }

    @Test
    void every_row_with_a_fact_names_its_test() throws IOException {
        List<String> without = new ArrayList<>();
        boolean facts = false;
        int count = 0;
        for (String line : readme().split("\n")) {
            if (!line.startsWith("|")) {
                facts = false;
            } else if (line.endsWith("| Test |")) {
                facts = true;
            } else if (facts && !line.startsWith("| ---")) {
                count++;
                String last = line.substring(line.lastIndexOf("| ", line.length() - 2));
                if (!NAMED.matcher(last).find() || OTHERWISE_NAMED.matcher(last).find()) {
                    without.add(line);
                }
            }
        }
        assertThat(without).isEmpty();
        assertThat(count).isGreaterThan(120);
    }

    private static boolean exists(String className, String method) {
        return PACKAGES.stream()
                .flatMap(p -> named("io.sluice.rehearsal." + p + "." + className))
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .anyMatch(m -> m.getName().equals(method) && isTest(m));
    }

    private static Stream<Class<?>> named(String name) {
        try {
            return Stream.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            // It lies in another of the packages, or nowhere: then no test is found.
            return Stream.empty();
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static String readme() throws IOException {
        try (InputStream in = RehearsalReadmeTest.class.getResourceAsStream("/rehearsal/README.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
