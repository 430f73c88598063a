package io.sluice.web;

import io.sluice.remotejob.JobFilter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a page of remote jobs is filtered by, as typed into the address; empty counts for all. */
record JobFilterForm(
        @Nullable String standing,
        @Nullable String environment,
        @Nullable String kind,
        @Nullable String change) {

    /** @throws Refusal where there is no such standing */
    JobFilter read() {
        return new JobFilter(standingOf(), given(environment), given(kind), given(change));
    }

    private JobFilter.Standing standingOf() {
        String wanted = given(standing);
        if (wanted == null) {
            return JobFilter.Standing.OPEN;
        }
        return Arrays.stream(JobFilter.Standing.values())
                .filter(one -> one.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "Jobs do not stand as \"" + wanted + "\". There are open, stopped, over and all."));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Whether it asks for what the page shows unasked. */
    public boolean plain() {
        return read().equals(new JobFilter(JobFilter.Standing.OPEN, null, null, null));
    }

    /** The standing as an address has it. */
    public String word() {
        return standingOf().name().toLowerCase(Locale.ROOT);
    }
}
