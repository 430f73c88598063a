package io.sluice.web;

import java.util.List;

/**
 * A deployment record with its attempts, newest first.
 *
 * @param status in words
 * @param leftOut what of the scope does not go to this target, a line each with the reason
 * @param running whether an attempt has not ended
 */
record RecordView(
        String deployment,
        String change,
        String changeName,
        String status,
        String source,
        String target,
        List<String> leftOut,
        boolean running,
        List<ChangeView.Try> attempts) {}
