package io.sluice.security;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * One act that the engine's door knows.
 *
 * @param refusal the status of the answer when the check refuses
 * @param check says why the act is refused, or is null when the engine's own authorizations are enough
 */
record DoorRule(
        String method,
        Pattern path,
        HttpStatus refusal,
        @Nullable Check check) {

    /** Looks at an attempt; a sentence is the reason of the refusal. */
    @FunctionalInterface
    interface Check {
        Optional<String> refusal(Attempt attempt);
    }

    static DoorRule open(String method, String path) {
        return new DoorRule(method, Pattern.compile(path), HttpStatus.FORBIDDEN, null);
    }

    /** The check asks whether this person may do it. */
    static DoorRule allowed(String method, String path, Check check) {
        return new DoorRule(method, Pattern.compile(path), HttpStatus.FORBIDDEN, check);
    }

    /** The check asks whether what was sent is right. */
    static DoorRule correct(String method, String path, Check check) {
        return new DoorRule(method, Pattern.compile(path), HttpStatus.BAD_REQUEST, check);
    }

    Optional<Matcher> match(String usedMethod, String usedPath) {
        if (!usedMethod.matches(method)) {
            return Optional.empty();
        }
        Matcher matcher = path.matcher(usedPath);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }
}
