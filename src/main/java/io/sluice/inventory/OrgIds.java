package io.sluice.inventory;

/** Org ids come with 15 characters or with three more, which only make them safe from changes of case. */
final class OrgIds {

    private static final int LETTERS_THAT_COUNT = 15;

    private OrgIds() {}

    static boolean same(String one, String other) {
        return shortened(one).equals(shortened(other));
    }

    private static String shortened(String id) {
        return id.length() > LETTERS_THAT_COUNT ? id.substring(0, LETTERS_THAT_COUNT) : id;
    }
}
