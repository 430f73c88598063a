package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"/changes/CR-000001", "/environments?kind=full", "/changes/CR-000001#attempts"})
    void pages_of_this_application_are_returned_to(String path) {
        assertThat(ReturnAddress.safe(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/",
                "//example.org/x",
                "/\\example.org",
                "changes",
                "",
                "/sign-in?to=/x",
                "/a\r\nX: y"
            })
    void addresses_elsewhere_lead_to_the_changes(String path) {
        assertThat(ReturnAddress.safe(path)).isEqualTo("/changes");
    }

    @Test
    void no_address_leads_to_the_changes() {
        assertThat(ReturnAddress.safe(null)).isEqualTo("/changes");
    }
}
