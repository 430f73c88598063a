package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BooksTest {

    private final HandClock clock = new HandClock();
    private final Instant begin = clock.instant();
    private final Books books = new Books(clock);

    @Test
    void the_org_is_at_work_while_it_answers_and_while_a_job_is_not_done() {
        books.asked();
        clock.move(Duration.ofSeconds(1));
        books.jobs(true);
        books.answered();
        clock.move(Duration.ofSeconds(2));
        books.jobs(false);
        clock.move(Duration.ofSeconds(4));
        books.asked();
        clock.move(Duration.ofSeconds(8));

        assertThat(books.spans())
                .containsExactly(
                        new Books.Span(begin, begin.plusSeconds(3)),
                        new Books.Span(begin.plusSeconds(7), begin.plusSeconds(15)));
        assertThat(books.requests()).isEqualTo(2);
    }

    @Test
    void requests_at_the_same_time_are_one_span() {
        books.asked();
        clock.move(Duration.ofSeconds(1));
        books.asked();
        books.answered();
        clock.move(Duration.ofSeconds(1));
        books.answered();

        assertThat(books.spans()).containsExactly(new Books.Span(begin, begin.plusSeconds(2)));
    }
}
