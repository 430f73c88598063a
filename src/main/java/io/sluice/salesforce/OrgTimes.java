package io.sluice.salesforce;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Times as an org's rows spell them. */
public final class OrgTimes {

    /** {@code 2026-11-24T04:00:00.000+0000} and the ISO form. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][.SS][.S][XXX][XX]");

    private OrgTimes() {}

    /**
     * Reads a time.
     *
     * @param field what the row calls it, for the message
     * @throws OrgException with the code {@code UNREADABLE_ANSWER} where the text is no time
     */
    public static Instant read(String field, String text) {
        try {
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException e) {
            throw new OrgException("UNREADABLE_ANSWER", field + " is \"" + text + "\", which is no time");
        }
    }
}
