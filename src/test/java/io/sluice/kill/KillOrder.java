package io.sluice.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is to be killed next.
 *
 * @param point a named point of the application, {@link #AT_RANDOM} or {@link #POSTGRESQL}
 * @param nodes how many nodes are up then
 */
record KillOrder(String point, int nodes) {

    /** A node at whatever it does after a while. */
    static final String AT_RANDOM = "a node, at random times";
    /** The database server, at random times. */
    static final String POSTGRESQL = "PostgreSQL, at random times";

    /** Comparing and preparing change nothing in the end; they are hit at random. */
    private static final List<String> BY_CHANCE = List.of("compare: ", "verify: ", "prepare: ");

    boolean isNamed() {
        return !point.equals(AT_RANDOM) && !point.equals(POSTGRESQL);
    }

    /** Each named point with one node and with two, and so much left to chance. */
    static List<KillOrder> all(List<String> passed, int byChance, Random random) {
        List<KillOrder> orders = new ArrayList<>();
        for (int nodes = 1; nodes <= 2; nodes++) {
            List<KillOrder> some = new ArrayList<>();
            for (String point : passed) {
                if (BY_CHANCE.stream().noneMatch(point::startsWith)) {
                    some.add(new KillOrder(point, nodes));
                }
            }
            for (int i = 0; i < byChance; i++) {
                some.add(new KillOrder(i % 4 == 0 ? POSTGRESQL : AT_RANDOM, nodes));
            }
            java.util.Collections.shuffle(some, random);
            orders.addAll(some);
        }
        return orders;
    }

    @Override
    public String toString() {
        return point + " (" + (nodes == 1 ? "one node" : "two nodes") + ")";
    }
}
