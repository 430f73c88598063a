package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

@SluiceTest(classes = DoorApplication.class)
class NonceOfOnePageTest {

    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern IN_PAGE = Pattern.compile("<script[^>]* nonce=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Test
    void what_another_request_leaves_in_the_servlet_context_changes_no_page() throws Exception {
        MockServletContext everybodys = new MockServletContext();
        new NonceOfOnePage().doFilter(request(everybodys), new MockHttpServletResponse(), (mine, answer) -> {
            mine.getServletContext().setAttribute(NonceOfOnePage.NONCE, "mine");
            nested(everybodys);
            everybodys.setAttribute(NonceOfOnePage.NONCE, "of a call");

            assertThat(mine.getServletContext().getAttribute(NonceOfOnePage.NONCE))
                    .isEqualTo("mine");
        });
    }

    private static void nested(MockServletContext everybodys)
            throws java.io.IOException, jakarta.servlet.ServletException {
        new NonceOfOnePage()
                .doFilter(
                        request(everybodys), new MockHttpServletResponse(), (other, answer) -> other.getServletContext()
                                .setAttribute(NonceOfOnePage.NONCE, "another's"));
    }

    private static MockHttpServletRequest request(MockServletContext context) {
        return new MockHttpServletRequest(context, "GET", "/camunda/app/tasklist/default/");
    }

    @Test
    void pages_of_many_people_at_once_carry_the_nonce_of_their_own_header() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest page = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/camunda/app/tasklist/default/"))
                .build();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 300)
                .mapToObj(n -> http.sendAsync(page, HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(answers).allSatisfy(answer -> {
            HttpResponse<String> got = answer.join();
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(first(IN_PAGE, got.body()))
                    .isEqualTo(first(
                            IN_HEADER,
                            got.headers().firstValue("Content-Security-Policy").orElse("")));
        });
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
        return found.group(1);
    }
}
