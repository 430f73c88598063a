package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our files for Tasklist and Cockpit, against the files of Camunda's web jar whose place they take. */
class WebAppTabsTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern KEY = Pattern.compile("(?m)^\\s*(\\w+):");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit"})
    void our_config_comes_first_and_keeps_every_setting_of_the_original(String app) {
        List<URL> found = all(APPS + app + "/scripts/config.js");

        assertThat(found).as("ours, and the one in the web jar").hasSize(2);
        assertThat(found.get(0).getProtocol()).as("the first one is ours").isEqualTo("file");
        assertThat(keys(read(found.get(0)))).containsAll(keys(read(found.get(1))));
    }

    @Test
    void the_originals_shortcuts_are_seen_by_the_comparison() {
        assertThat(keys(read(all(APPS + "tasklist/scripts/config.js").get(1))))
                .contains("shortcuts", "claimTask", "startProcess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit"})
    void the_script_that_a_config_names_is_there_and_shows_an_address_that_the_pages_have(String app) throws Exception {
        String config = read(all(APPS + app + "/scripts/config.js").get(0));
        MatchResult named = Pattern.compile("customScripts: \\['([^']+)']")
                .matcher(config)
                .results()
                .findFirst()
                .orElseThrow();

        String script = read(all(APPS + app + "/" + named.group(1) + ".js").get(0));
        String address = Pattern.compile("root \\+ '([^']+)'")
                .matcher(script)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(script).contains("label: 'Change record'").doesNotContain("confirm(", "print(");
        WebSlice web = new WebSlice();
        assertThat(web.open(address + "x", "mara").andReturn().getResponse().getStatus())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void the_makers_notice_is_hidden_in_every_web_app(String app) {
        assertThat(read(all(APPS + app + "/styles/user-styles.css").get(0)))
                .containsSubsequence(".ce-eol-banner", "display: none");
    }

    private static List<String> keys(String script) {
        String code = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)")
                .matcher(script)
                .replaceAll("");
        return KEY.matcher(code).results().map(match -> match.group(1)).toList();
    }

    private static List<URL> all(String path) {
        try {
            List<URL> found =
                    Collections.list(WebAppTabsTest.class.getClassLoader().getResources(path));
            assertThat(found).as(path).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
