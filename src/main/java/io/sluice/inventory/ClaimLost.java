package io.sluice.inventory;

/** Another node has taken a refresh over; nothing more may be written under the old claim. */
final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLost(String environment) {
        super("The refresh of the inventory of " + environment + " was taken over by another node");
    }
}
