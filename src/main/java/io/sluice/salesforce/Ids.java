package io.sluice.salesforce;

/** Salesforce ids in one spelling. */
final class Ids {

    private static final String CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private Ids() {}

    /** The 18 characters that stay apart where case is lost; adds the 3 check characters to an id of 15. */
    static String long18(String id) {
        if (id.length() != 15) {
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
