package io.sluice.salesforce;

/**
 * Salesforce ids, which come with 15 characters or with three more. The three are computed from the others and only keep ids
 * apart where case is lost.
 */
public final class Ids {

    private static final int IDENTIFYING = 15;

    private static final String CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private Ids() {}

    /** Whether both are the id of one thing, in whatever spelling. */
    public static boolean same(String one, String other) {
        return short15(one).equals(short15(other));
    }

    /** The 15 characters that identify. */
    public static String short15(String id) {
        return id.length() > IDENTIFYING ? id.substring(0, IDENTIFYING) : id;
    }

    /** The 18 characters that stay apart where case is lost; adds the 3 check characters to an id of 15. */
    static String long18(String id) {
        if (id.length() != IDENTIFYING) {
            return id;
        }
        StringBuilder full = new StringBuilder(id);
        for (int block = 0; block < 3; block++) {
            int upper = 0;
            for (int i = 0; i < 5; i++) {
                char each = id.charAt(block * 5 + i);
                if (each >= 'A' && each <= 'Z') {
                    upper |= 1 << i;
                }
            }
            full.append(CODES.charAt(upper));
        }
        return full.toString();
    }
}
