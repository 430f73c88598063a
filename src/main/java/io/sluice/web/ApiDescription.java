package io.sluice.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/**
 * The OpenAPI description of the JSON twins: paths, parameters and answers come from the controllers themselves, what each is for
 * from {@code api/summaries.txt}.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String SUMMARIES = "api/summaries.txt";

    @Bean
    OpenApiCustomizer describedApi() throws IOException {
        Map<String, String> summaries = summaries();
        return description -> describe(description, summaries);
    }

    private static void describe(OpenAPI description, Map<String, String> summaries) {
        description.setInfo(
                new Info()
                        .title("Sluice")
                        .version("1")
                        .description(
                                "Every page of Sluice as JSON, with the same checks. Whoever asks is logged in by the session of"
                                        + " Tasklist or of /sign-in. A request that changes something carries the token from /api/session in"
                                        + " the header X-CSRF-TOKEN. A refusal is a problem document (RFC 9457) that says what is wrong."));
        // Whoever reads it asks the server that it came from.
        description.setServers(null);
        description.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> describe(operation, method, path, summaries)));
    }

    private static void describe(
            Operation operation, PathItem.HttpMethod method, String path, Map<String, String> summaries) {
        operation.setSummary(summaries.get(method + " " + path));
        operation.setTags(null);
    }

    /** One line each: {@code GET /api/path | sentence}. */
    static Map<String, String> summaries() throws IOException {
        Map<String, String> summaries = new TreeMap<>();
        try (InputStream in = new ClassPathResource(SUMMARIES).getInputStream()) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int bar = line.indexOf(" | ");
                summaries.put(line.substring(0, bar), line.substring(bar + " | ".length()));
            });
        }
        return summaries;
    }
}
