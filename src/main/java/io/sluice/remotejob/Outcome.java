package io.sluice.remotejob;

import org.jspecify.annotations.Nullable;

/**
 * How a remote job ended.
 *
 * @param errorCode null for success; else the business error that the waiting step is given, for example {@code
 *     validation-failed}
 * @param message one or two sentences for people
 */
public record Outcome(@Nullable String errorCode, String message) {

    public static Outcome success(String message) {
        return new Outcome(null, message);
    }

    public static Outcome refused(String errorCode, String message) {
        return new Outcome(errorCode, message);
    }

    public boolean isSuccess() {
        return errorCode == null;
    }
}
