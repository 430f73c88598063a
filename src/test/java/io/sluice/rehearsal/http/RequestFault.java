package io.sluice.rehearsal.http;

import java.util.Locale;
import java.util.SplittableRandom;

/** A fault that requests of one kind, or of any, meet: the first few are spared, then each with a chance, so often. */
public final class RequestFault {
    /** What a request meets. */
    public enum Kind {
        /** The connection ends, nothing took effect. */
        DROP_BEFORE,
        /** The request took effect, then the connection ends without an answer. */
        DROP_AFTER,
        /** The request took effect, and the connection stays open without an answer. */
        SILENT_AFTER,
        /** 502 and an HTML page; nothing took effect. */
        BAD_GATEWAY,
        /** 503 and an HTML page; nothing took effect. */
        UNAVAILABLE,
        /** All sessions end before the request is looked at. */
        SESSION_EXPIRED,
        /** The org's requests of 24 hours are used up. */
        TOTAL_REQUESTS,
        /** Too many requests run at the same time. */
        CONCURRENT_REQUESTS,
        /** Another user of the org holds the row. */
        LOCK_ROW,
        /** The job's id leads nowhere for a moment, as happens when a job leaves Pending. */
        CROSS_REFERENCE,
        /** 500 and words of the server about itself. */
        SERVLET_STATE,
        /** 503 and a refusal in the words of the API instead of a page. */
        SERVER_UNAVAILABLE;

        /** {@code DROP_BEFORE} is written {@code dropBefore}. */
        public String word() {
            StringBuilder out = new StringBuilder();
            for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
                out.append(out.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
            }
            return out.toString();
        }
    }

    private final Kind kind;
    private final String on;
    private final double chance;
    private int spared;
    private int times;

    /**
     * @param on the kind of request as {@link RequestKind} names it, or {@code any}
     * @param spared how many fitting requests go well before
     * @param times how many are hit at most
     * @param chance of each to be hit, 1 for certain
     */
    public RequestFault(Kind kind, String on, int spared, int times, double chance) {
        this.kind = kind;
        this.on = on;
        this.spared = spared;
        this.times = times;
        this.chance = chance;
    }

    Kind kind() {
        return kind;
    }

    private boolean fits(String request) {
        // Log-ins count towards no limit of the API and touch no row.
        boolean api = kind == Kind.TOTAL_REQUESTS
                || kind == Kind.CONCURRENT_REQUESTS
                || kind == Kind.LOCK_ROW
                || kind == Kind.CROSS_REFERENCE;
        boolean login = request.equals("token") || request.equals("userinfo");
        return times > 0 && (on.equals("any") && !(api && login) || on.equals(request));
    }

    /** Counts a request that another fault hit. */
    boolean passes(String request) {
        if (fits(request) && spared > 0) {
            spared--;
        }
        return false;
    }

    boolean due(String request, SplittableRandom random) {
        if (!fits(request)) {
            return false;
        }
        if (spared > 0) {
            spared--;
            return false;
        }
        if (chance < 1 && random.nextDouble() >= chance) {
            return false;
        }
        times--;
        return true;
    }
}
