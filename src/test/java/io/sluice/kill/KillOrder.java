package io.sluice.kill;

/**
 * What is to be killed.
 *
 * @param point a named point of the application, {@link #AT_RANDOM} or {@link #POSTGRESQL}
 * @param nodes how many nodes are up then
 */
record KillOrder(String point, int nodes) {

    /** A node at whatever it does after a while. */
    static final String AT_RANDOM = "a node, at random times";
    /** The database server, at random times. */
    static final String POSTGRESQL = "PostgreSQL, at random times";

    boolean isNamed() {
        return !point.equals(AT_RANDOM) && !point.equals(POSTGRESQL);
    }

    @Override
    public String toString() {
        return point + " (" + (nodes == 1 ? "one node" : "two nodes") + ")";
    }
}
