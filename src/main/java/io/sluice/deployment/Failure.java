package io.sluice.deployment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that made an attempt fail, as the org reported it.
 *
 * @param subject {@code Type:FullName}, {@code Class.method}, the name that a coverage warning is about, or empty
 * @param place file, line and column as far as the org names them; for a test its stack trace; null for none
 * @param explanation empty where the message is not known, and after 100 different messages of one attempt
 */
public record Failure(
        Explanations.About about,
        String subject,
        @Nullable String place,
        String message,
        Optional<Explanation> explanation) {

    Failure explained(Optional<Explanation> found) {
        return new Failure(about, subject, place, message, found);
    }

    /** The same failure in another attempt: lines move, so they do not count. */
    String key() {
        return about + " " + subject + " " + message;
    }
}
