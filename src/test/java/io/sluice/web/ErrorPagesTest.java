package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.ModelAndView;

/** What people read when a request ends outside the pages' own controllers. */
class ErrorPagesTest {

    @Test
    void a_form_that_is_too_large_is_told_with_the_limit() {
        assertThat(page(HttpStatus.PAYLOAD_TOO_LARGE))
                .containsEntry("title", "Not possible")
                .extractingByKey("sentence")
                .asString()
                .contains("at most 1 MB with a file and 2 MB without", "Nothing was saved");
    }

    @Test
    void a_page_that_is_not_there_is_named() {
        assertThat(page(HttpStatus.NOT_FOUND))
                .containsEntry("title", "Not found")
                .containsEntry("sentence", "There is no page /nowhere.");
    }

    private static Map<String, Object> page(HttpStatus status) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute("jakarta.servlet.error.request_uri", "/nowhere");
        ModelAndView view = new ErrorPages().resolveErrorView(request, status, Map.of());
        assertThat(view.getStatus()).isEqualTo(status);
        return view.getModel();
    }
}
