package io.sluice.web;

import org.jspecify.annotations.Nullable;

/**
 * One target of a change's promotion path.
 *
 * @param environment its id
 * @param name what people call it
 * @param state the status of its deployment record in words; {@code Waiting} before it is opened, {@code Verified} at its end
 * @param deployment id of the record; null before it is opened
 */
record PathStep(
        String environment,
        String name,
        String state,
        @Nullable String deployment) {

    static final String WAITING = "Waiting";
    static final String VERIFIED = "Verified";

    public boolean isVerified() {
        return state.equals(VERIFIED);
    }

    public boolean isWaiting() {
        return state.equals(WAITING);
    }
}
