package io.sluice.salesforce;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as an org's rows spell them. */
public final class OrgTimes {

    /** {@code 2026-11-24T04:00:00.000+0000} and the ISO form. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][.SS][.S][XXX][XX]");

    private static final String PLAIN = "0000-00-00T00:00:00.000Z";

    private OrgTimes() {}

    /**
     * Reads a time of the SOAP API.
     *
     * @throws DateTimeException where the text is no time
     */
    static Instant read(String text) {
        return isPlain(text)
                ? LocalDateTime.of(
                                digits(text, 0, 4),
                                digits(text, 5, 7),
                                digits(text, 8, 10),
                                digits(text, 11, 13),
                                digits(text, 14, 16),
                                digits(text, 17, 19),
                                digits(text, 20, 23) * 1_000_000)
                        .toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(text).toInstant();
    }

    /** Nearly all are written so, and a formatter takes ten times as long to read thousands of them. */
    private static boolean isPlain(String text) {
        if (text.length() != PLAIN.length()) {
            return false;
        }
        for (int at = 0; at < PLAIN.length(); at++) {
            char sign = text.charAt(at);
            char wanted = PLAIN.charAt(at);
            if (wanted == '0' ? sign < '0' || sign > '9' : sign != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

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
