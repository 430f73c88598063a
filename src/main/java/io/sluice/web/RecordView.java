package io.sluice.web;

import java.util.List;

/**
 * A deployment record with its attempts, newest first.
 *
 * @param status in words
 * @param running whether an attempt has not ended
 */
record RecordView(
        String deployment,
        String change,
        String changeName,
        String status,
        String source,
        String target,
        boolean running,
        List<ChangeView.Try> attempts) {}
