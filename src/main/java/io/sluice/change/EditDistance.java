package io.sluice.change;

/** How many letters one has to add, drop or change to make one word of another. */
final class EditDistance {

    private EditDistance() {}

    /** The distance, or any number above the limit where it is above the limit. */
    static int between(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) > limit) {
            return limit + 1;
        }
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            int least = row;
            for (int column = 1; column <= other.length(); column++) {
                int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(Math.min(current[column - 1] + 1, above[column] + 1), above[column - 1] + change);
                least = Math.min(least, current[column]);
            }
            if (least > limit) {
                return limit + 1;
            }
            above = current;
        }
        return above[other.length()];
    }
}
