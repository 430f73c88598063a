package io.sluice.web;

import java.time.Instant;

/**
 * One line in the list of change requests.
 *
 * @param status in words
 * @param next what happens next and who must act, in one sentence
 */
record ChangeRow(
        String number, String name, String type, String status, String requester, String next, Instant updatedAt) {}
