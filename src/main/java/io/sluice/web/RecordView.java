package io.sluice.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment record with its attempts, newest first.
 *
 * @param status in words
 * @param statusReason why, in words; null where nothing is to be said
 * @param leftOut what of the scope does not go to this target, a line each with the reason
 * @param validity how long its validation can be deployed quickly, or why it can't; null where there is nothing to deploy
 * @param start when it starts, a sentence; null where nothing is planned, or it has started
 * @param waits whether it may be waiting for that now
 * @param running whether an attempt has not ended, or the next one is about to begin
 * @param over whether nothing of it changes any more
 * @param rollback what it has to do with rolling back
 */
record RecordView(
        String deployment,
        String change,
        String changeName,
        String status,
        @Nullable String statusReason,
        String source,
        String target,
        List<String> leftOut,
        @Nullable String validity,
        @Nullable String start,
        boolean waits,
        boolean running,
        boolean over,
        List<ChangeView.Try> attempts,
        RollbackView rollback) {

    /** Another one when all of the page is another, and not only its list of attempts. */
    public String token() {
        return running ? status + "-running" : status;
    }
}
