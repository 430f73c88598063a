package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The OpenAPI description and the mappings say the same. */
class ApiDescriptionTest {

    private final WebSlice slice = new WebSlice();

    @Test
    void everyMappingIsDescribedAndHasASummary_andNothingElseIs() throws Exception {
        JsonNode description = description();
        TreeMap<String, String> described = new TreeMap<>();
        description.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> described.put(
                        operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        operation.getValue().path("summary").asText())));

        assertThat(described.keySet()).isEqualTo(mappings()).hasSizeGreaterThan(50);
        assertThat(described).allSatisfy((mapping, summary) -> assertThat(summary)
                .as("api/summaries.txt has no line for %s", mapping)
                .isNotEmpty());
        assertThat(ApiDescription.summaries().keySet())
                .as("lines of api/summaries.txt")
                .containsAll(mappings())
                .allMatch(line -> mappings().contains(line) || line.equals("GET /api/session"));
    }

    @Test
    void answersAreDescribedByTheirFields_andNothingOfTheEngineOrTheInside() throws Exception {
        JsonNode description = description();
<<<<<<< HEAD
        String answer = description
                .at("/paths/~1api~1routes/get/responses/200/content")
                .findValue("$ref")
                .asText()
                .substring("#/components/schemas/".length());
        assertThat(answer).as("two answers may have one simple name").contains("RouteApi").endsWith("RoutesJson");
        assertThat(description.path("components").path("schemas").path(answer).path("properties").has("registered"))
=======
        assertThat(description
                        .at("/paths/~1api~1routes/get/responses/200/content")
                        .toString())
                .contains("#/components/schemas/RoutesJson");
        assertThat(description.at("/components/schemas/RoutesJson/properties").has("registered"))
>>>>>>> f48f559 (Expect a window that the clocks go over to be skipped)
                .isTrue();
        assertThat(description.toString()).doesNotContain("camunda").doesNotContain("StackTraceElement");
        assertThat(description.has("servers")).isFalse();
    }

    private TreeSet<String> mappings() {
        TreeSet<String> mappings = new TreeSet<>();
        slice.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/") && !path.startsWith("/api/openapi"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mappings.add(method + " " + path))));
        return mappings;
    }

    private JsonNode description() throws Exception {
        return new ObjectMapper()
                .readTree(slice.open("/api/openapi", "anna")
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray());
    }
}
